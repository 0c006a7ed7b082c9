// Abuses: Restore only overwrites what is larger, adds to a list without clearing it, and reads a length that it believes.
// Harm: in a rollback the same instance comes back with what it held before; a length of 2^31 allocates.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.RestoreKeepsOldFieldAttack;

public sealed class RestoreKeepsOldFieldStrategy : Strategy
{
    private readonly List<long> _fills = [];
    private long _high;

    public override void OnOrderUpdate(in OrderUpdate update) => _fills.Add(update.LastQty.Raw);

    public override void OnBook(in BookEvent bookEvent) => Act(_fills.Count + (_high = Math.Max(_high, bookEvent.Price.Raw)));

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

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_n);
        writer.Write(_high);
        writer.Write(_fills.Count);
        foreach (long fill in _fills) { writer.Write(fill); }
    }

    public override void Restore(ref StateReader reader)
    {
        _n = reader.ReadInt64();
        _high = Math.Max(_high, reader.ReadInt64());
        int count = reader.ReadInt32();
        _fills.EnsureCapacity(_fills.Count + count);
        for (int index = 0; index < count; index++) { _fills.Add(reader.ReadInt64()); }
    }
}
