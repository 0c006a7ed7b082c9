// Abuses: a ThreadStatic field: per thread, so "not shared" in a test with threads; all slots run on one hot thread.
// Harm: one slot's events count in another's decisions; not saved.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ThreadStaticAttack;

public sealed class ThreadStaticStrategy : Strategy
{
    [ThreadStatic]
    private static long t_events;

    public override void OnBook(in BookEvent bookEvent) => Act(++t_events);

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
