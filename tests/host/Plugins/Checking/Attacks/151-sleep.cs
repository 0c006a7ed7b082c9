// Abuses: Thread.Sleep(0), Thread.Yield and a change of the thread's priority.
// Harm: the hot thread gives its processor away.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SleepAttack;

public sealed class SleepStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        Thread.Sleep(1);
        Act(Thread.Yield() ? 1 : 2);
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
