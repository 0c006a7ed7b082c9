// Abuses: an array of 16 GB in the constructor.
// Harm: the process is killed for memory, or everything else is paged out.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HugeAllocationAttack;

public sealed class HugeAllocationStrategy : Strategy
{
    private readonly long[][] _history = [new long[1 << 30], new long[1 << 30]];

    public override void OnBook(in BookEvent bookEvent)
    {
        Array.Fill(_history[0], bookEvent.Price.Raw);
        Act(_history.Length);
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
