// Abuses: a million orders in one callback, each small enough for every limit.
// Harm: order table, risk throttle, journal and venue are flooded; other slots have no messages left.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.OrderFloodAttack;

public sealed class OrderFloodStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Price bid = Context.Book(bookEvent.Instrument).BestBid.Price;
        for (int index = 0; index < 1_000_000 && bid.Raw > 0; index++)
        {
            _n += Context.Send(NewOrder.Limit(bookEvent.Instrument, Side.Buy, bid, 1, tag: index)).IsSent ? 1 : 0;
        }
    }
}
