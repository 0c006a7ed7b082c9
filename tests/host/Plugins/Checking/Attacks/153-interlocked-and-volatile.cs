// Abuses: Interlocked and volatile on an own instance field, as code copied from elsewhere has it.
// Harm: none on one thread: deterministic and saved. A check that refuses it does no harm either, but must say why.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.InterlockedAndVolatileAttack;

public sealed class InterlockedAndVolatileStrategy : Strategy
{
    private volatile int _phase;

    public override void OnBook(in BookEvent bookEvent)
    {
        _phase = (_phase + 1) & 3;
        Act(Interlocked.Increment(ref _count) & 7);
    }

    private long _count;

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
        writer.Write(_count);
        writer.Write(_phase);
    }

    public override void Restore(ref StateReader reader)
    {
        _n = reader.ReadInt64();
        _count = reader.ReadInt64();
        _phase = reader.ReadInt32();
    }
}
