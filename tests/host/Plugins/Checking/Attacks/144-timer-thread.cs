// Abuses: System.Threading.Timer, by its short name the sibling of SetTimer.
// Harm: callbacks in real time from the pool.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TimerThreadAttack;

public sealed class TimerThreadStrategy : Strategy
{
    private Timer? _timer;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        _timer = new Timer(_ => Act(1), null, 1000, 1000);
    }

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
