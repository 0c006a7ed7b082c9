using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>
/// What an order must be whatever the limits are: known side, type and time in force, valid price, tick and lot.
/// </summary>
internal static class OrderRules
{
    /// <summary>True where prices may be zero or negative: futures. Shares, options and bonds cost something.</summary>
    /// <param name="instrument">The instrument.</param>
    public static bool AllowsAnyPrice(Instrument instrument) => instrument.SecurityType == SecurityType.Future;

    /// <summary>Checks, in this order: side, type and time in force; price; tick; lot.</summary>
    /// <param name="order">The order.</param>
    /// <param name="instrument">Its instrument, with a positive lot.</param>
    /// <returns>None, or the first rule that is broken.</returns>
    public static RejectReason Check(in RiskOrder order, Instrument instrument)
    {
        if (order.Side is not (Side.Buy or Side.Sell)
            || order.OrdType is not (OrdType.Limit or OrdType.Market)
            || order.TimeInForce is not (TimeInForce.Day or TimeInForce.ImmediateOrCancel)
            || order.OrdType == OrdType.Market && order.TimeInForce != TimeInForce.ImmediateOrCancel)
        {
            return RejectReason.InvalidOrder;
        }

        if (order.OrdType == OrdType.Market)
        {
            if (!order.Price.IsZero)
            {
                return RejectReason.InvalidPrice;
            }
        }
        else if (!IsPrice(order.Price, instrument))
        {
            return RejectReason.InvalidPrice;
        }
        else if (!instrument.Ticks.IsValid(order.Price))
        {
            return RejectReason.InvalidTick;
        }

        return order.Quantity.Raw > 0 && order.Quantity.Raw % instrument.Lot.Raw == 0
            ? RejectReason.None
            : RejectReason.InvalidLot;
    }

    /// <summary>The lowest number is no price for anybody: it has no magnitude in 64 bits.</summary>
    private static bool IsPrice(Price price, Instrument instrument) =>
        price.Raw > 0 || AllowsAnyPrice(instrument) && price.Raw != long.MinValue;
}
