// Abuses: GetHashCode as a constrained call on a type parameter; the instantiation with string is elsewhere.
// Harm: a count sketch over symbols whose cells differ in every process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashThroughConstraintAttack;

public sealed class HashThroughConstraintStrategy : Attacker
{
    private sealed class Sketch<TKey> where TKey : notnull
    {
        private readonly long[] _counts = new long[64];

        public long Add(TKey key)
        {
            int cell = key.GetHashCode() & 63;
            return ++_counts[cell] + cell;
        }
    }

    private readonly Sketch<string> _seen = new();

    public override void OnBook(in BookEvent bookEvent) => Act(_seen.Add(Context.Instrument(bookEvent.Instrument).Symbol));
}
