// Abuses: values that no enum names, the largest and smallest numbers, instruments that do not exist.
// Harm: a gate that asks "Buy, else sell" or multiplies without checking lets an order through that has no side or no size.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UndefinedEnumsAndExtremesAttack;

public sealed class UndefinedEnumsAndExtremesStrategy : Attacker
{
    private static ReadOnlySpan<long> Extremes => [long.MinValue, -1, 0, 1, long.MaxValue];

    public override void OnBook(in BookEvent bookEvent)
    {
        foreach (long number in Extremes)
        {
            for (int kind = 0; kind < 5; kind++)
            {
                NewOrder order = new()
                {
                    Instrument = kind == 4 ? new InstrumentId((int)number) : bookEvent.Instrument,
                    Side = (Side)(kind + 1),
                    OrdType = (OrdType)(kind * 7),
                    TimeInForce = (TimeInForce)200,
                    Price = new Price(number),
                    Quantity = number,
                    Tag = number,
                };
                SendResult result = Context.Send(order);
                Context.Replace(result.OrderId, new Price(number), number);
            }

            Context.SetTimer(number, number);
        }

        Act(1);
    }
}
