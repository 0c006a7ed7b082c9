// Abuses: a million orders in one callback, each small enough for every limit.
// Harm: order table, risk throttle, journal and venue are flooded; other slots have no messages left.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.OrderFloodAttack;

public sealed class OrderFloodStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Price bid = Context.Book(bookEvent.Instrument).BestBid.Price;
        for (int index = 0; index < 1_000_000 && bid.Raw > 0; index++)
        {
            _n += Context.Send(NewOrder.Limit(bookEvent.Instrument, Side.Buy, bid, 1, tag: index)).IsSent ? 1 : 0;
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
