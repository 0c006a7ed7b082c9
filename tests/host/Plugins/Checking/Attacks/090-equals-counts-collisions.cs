// Abuses: the hash is honest, but Equals counts how often a dictionary needed it: that is the number of collisions.
// Harm: a side channel of the random hash seed with nothing but a counter.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.EqualsCountsCollisionsAttack;

public sealed class EqualsCountsCollisionsStrategy : Attacker
{
    private sealed class Name(string text, int[] calls)
    {
        public override bool Equals(object? other)
        {
            calls[0]++;
            return ReferenceEquals(this, other);
        }

        public override int GetHashCode() => text.GetHashCode() & 0xFF;
    }

    private readonly Dictionary<Name, int> _names = [];
    private readonly int[] _calls = new int[1];

    public override void OnBook(in BookEvent bookEvent)
    {
        _calls[0] = 0;
        _names.Clear();
        for (int index = 0; index < 100; index++) { _names.Add(new Name(index.ToString("x"), _calls), index); }
        Act(_calls[0]);
    }
}
