// Abuses: GetHashCode as a constrained call on a type parameter; the instantiation with string is elsewhere.
// Harm: a count sketch over symbols whose cells differ in every process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashThroughConstraintAttack;

public sealed class HashThroughConstraintStrategy : Strategy
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

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    private long _n;

    private void Act(long leak)
    {
        _n = _n * 31 + leak;
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
