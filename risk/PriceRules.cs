using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>The controls that need a price: reference, collar and notional.</summary>
internal static class PriceRules
{
    /// <summary>
    /// Checks, in this order: age of the reference (every order needs one), collar (limit orders), notional.
    /// </summary>
    /// <param name="limits">The limits in force.</param>
    /// <param name="path">The order's limits.</param>
    /// <param name="order">An order that keeps the <see cref="OrderRules"/>.</param>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="reference">The market.</param>
    /// <param name="timeNs">Time of the order.</param>
    public static RiskDecision Check(
        LimitTable limits,
        in LimitPath path,
        in RiskOrder order,
        Instrument instrument,
        in ReferencePrice reference,
        long timeNs)
    {
        EffectiveLimit age = limits.Tightest(RiskControl.ReferenceAge, in path);
        if (!age.IsSet)
        {
            return RiskDecision.NotSet(RiskControl.ReferenceAge);
        }

        Price far = ReferenceRules.Far(order.Side, in reference);
        long ageNs = ReferenceRules.AgeNs(far, in reference, instrument, timeNs);
        if (ageNs == ReferenceRules.Unusable || ageNs > age.Value)
        {
            return RiskDecision.Reject(RejectReason.StaleReference, age, ageNs);
        }

        EffectiveLimit collar = limits.Tightest(RiskControl.PriceCollar, in path);
        if (!collar.IsSet)
        {
            return RiskDecision.NotSet(RiskControl.PriceCollar);
        }

        bool isMarket = order.OrdType == OrdType.Market;
        if (!isMarket && !ReferenceRules.IsWithinCollar(order.Side, order.Price, far, collar.Value, out long distance))
        {
            return RiskDecision.Reject(RejectReason.PriceCollar, collar, distance);
        }

        EffectiveLimit maximum = limits.Tightest(RiskControl.MaxNotional, in path);
        if (!maximum.IsSet)
        {
            return RiskDecision.NotSet(RiskControl.MaxNotional);
        }

        Int128 price = isMarket ? ReferenceRules.WorstPrice(far, collar.Value) : order.Price.Raw;
        Int128 notional = Notional(instrument, price, order.Quantity);
        return notional <= maximum.Value
            ? default
            : RiskDecision.Reject(RejectReason.MaxNotional, maximum, Saturated.ToInt64(notional));
    }

    /// <summary>
    /// The magnitude of the notional; the largest number where it would lie far beyond what any limit can be.
    /// </summary>
    public static Int128 Notional(Instrument instrument, Int128 price, Quantity quantity)
    {
        Int128 magnitude = price < 0 ? -price : price;
        // The collar on top may leave what a price can be.
        if (magnitude > long.MaxValue)
        {
            return Int128.MaxValue;
        }

        // From 2^96 on even a hundredth is above 2^63; below, a multiplier of at most 31 bits cannot overflow 127.
        ulong high = Math.BigMul((ulong)magnitude, (ulong)quantity.Raw, out _);
        return high >> 32 != 0 ? Int128.MaxValue : instrument.Notional(new Price((long)magnitude), quantity).Raw;
    }
}
