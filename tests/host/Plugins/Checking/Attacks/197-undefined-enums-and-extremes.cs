// Abuses: values that no enum names, the largest and smallest numbers, instruments that do not exist.
// Harm: a gate that asks "Buy, else sell" or multiplies without checking lets an order through that has no side or no size.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UndefinedEnumsAndExtremesAttack;

public sealed class UndefinedEnumsAndExtremesStrategy : Strategy
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
