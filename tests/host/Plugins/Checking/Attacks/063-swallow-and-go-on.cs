// Abuses: catches whatever the engine throws to stop a callback ("has done too much already") and simply goes on.
// Harm: a callback that never ends, although each call is refused.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SwallowAndGoOnAttack;

public sealed class SwallowAndGoOnStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        for (int instrument = 1; ; instrument = instrument % Context.InstrumentCount + 1)
        {
            try
            {
                Context.Subscribe(new InstrumentId(instrument));
                Context.SetTimer(instrument, Context.TimeNs);
                _n++;
            }
            catch
            {
                _n--;
            }
        }
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
