// Abuses: one callback in ten thousand takes two seconds of pure arithmetic; every rehearsal of a few events passes.
// Harm: the core's heartbeat is silent beyond T1 and T2: all orders of all slots are canceled.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SlowButFiniteAttack;

public sealed class SlowButFiniteStrategy : Strategy
{
    private long _events;

    public override void OnBook(in BookEvent bookEvent)
    {
        if (++_events % 10_000 != 0) { return; }
        ulong state = 88172645463325252;
        for (long step = 0; step < 2_000_000_000; step++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
        }

        Act((long)state);
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

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_n);
        writer.Write(_events);
    }

    public override void Restore(ref StateReader reader)
    {
        _n = reader.ReadInt64();
        _events = reader.ReadInt64();
    }
}
