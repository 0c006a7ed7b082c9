// Abuses: Save sends an order, cancels, sets a timer and logs.
// Harm: orders that depend on when somebody takes a snapshot; in a follower as well.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SaveActsAttack;

public sealed class SaveActsStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) => Act(1);

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
        Context.Send(NewOrder.Market(new InstrumentId(1), Side.Sell, 100));
        Context.SetTimer(7, Context.TimeNs + 1);
        Context.Log(LogLevel.Error, "saved"u8);
    }

    public override void Restore(ref StateReader reader)
    {
        _n = reader.ReadInt64();
        Context.Send(NewOrder.Market(new InstrumentId(1), Side.Buy, 100));
        Context.Subscribe(new InstrumentId(2));
    }
}
