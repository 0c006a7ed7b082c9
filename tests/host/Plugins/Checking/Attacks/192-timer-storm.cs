// Abuses: each timer sets itself again at a time that has passed already, or at this very moment; 64 of them.
// Harm: an engine that runs due timers before the next record never gets to the next record.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TimerStormAttack;

public sealed class TimerStormStrategy : Strategy
{
    public override void OnTimer(in TimerEvent timer)
    {
        _n++;
        for (long id = 0; id < 64; id++) { Context.SetTimer(id, id % 2 == 0 ? Context.TimeNs : long.MinValue); }
    }

    public override void OnBook(in BookEvent bookEvent) => Context.SetTimer(1, 0);

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
