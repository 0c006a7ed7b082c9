using System.Runtime.Intrinsics;
using Strategies.Sdk;

namespace Strategies.Risk;

/// <content>
/// The plain case, nearly every order of a day: a limit order in a share-like instrument against a two-sided market, in
/// numbers that fit 64 bits, within limits that are all set. It is accepted at once; whatever else it is, the checks that
/// name a reason judge it from the start, so this one may say no where they say yes, and never the other way round.
/// </content>
public sealed partial class RiskGate
{
    private bool IsPlainlyWithin(
        in LimitPath path, in RiskOrder order, long extra, in ReferencePrice reference, long timeNs)
    {
        int instrument = order.Instrument.Value;
        Vector256<ulong> limits = Limits.TightestFour(in path);
        // One of the four is set nowhere: the full check names it.
        if (Vector256.EqualsAny(limits, Vector256<ulong>.AllBitsSet))
        {
            return false;
        }

        return (ulong)order.Quantity.Raw <= limits.GetElement(0)
            && IsNotionalPlain(_instruments[instrument - 1], in order, limits.GetElement(1))
            && IsPricePlain(in order, in reference, timeNs, limits.GetElement(3), limits.GetElement(2))
            && IsPositionPlain(in path, in order, extra);
    }

    private static bool IsNotionalPlain(Instrument instrument, in RiskOrder order, ulong maximum) =>
        order.OrdType == OrdType.Limit
        && order.Price.Raw > 0
        && instrument.ContractMultiplier == 1
        && instrument.PriceType == PriceType.PerUnit
        && Math.BigMul((ulong)order.Price.Raw, (ulong)order.Quantity.Raw, out ulong notional) == 0
        && notional <= maximum;

    /// <summary>A fresh two-sided reference, and a price that is not through its far side by more than the collar.</summary>
    private static bool IsPricePlain(
        in RiskOrder order, in ReferencePrice reference, long timeNs, ulong ageMax, ulong collar)
    {
        long bid = reference.BestBid.Raw;
        long offer = reference.BestOffer.Raw;
        bool isFresh = !reference.IsGap && reference.TimeNs > 0 && reference.TimeNs <= timeNs
            && (ulong)(timeNs - reference.TimeNs) <= ageMax;
        if (!isFresh || bid <= 0 || bid >= offer)
        {
            return false;
        }

        bool isBuy = order.Side == Side.Buy;
        return (isBuy ? order.Price.Raw <= offer : order.Price.Raw >= bid)
            || ReferenceRules.IsWithinCollar(
                order.Side, order.Price, isBuy ? reference.BestOffer : reference.BestBid, (long)collar, out _);
    }

    private bool IsPositionPlain(in LimitPath path, in RiskOrder order, long extra)
    {
        int instrument = order.Instrument.Value;
        ulong ofOrder = Limits.MaxPositionIn(path.Order);
        ulong ofSlot = Math.Min(ofOrder, Limits.MaxPositionIn(path.Strategy));
        ulong ofAccount = Limits.MaxPositionIn(path.Account);
        ulong ofFirm = Limits.MaxPositionIn(path.Firm);
        // All bits set in all three: no scope sets a maximum position.
        if ((ofSlot & ofAccount & ofFirm) == ulong.MaxValue)
        {
            return false;
        }

        return extra == 0
            || (_exposures.OfSlot(order.Slot, instrument).TryWorstCase(order.Side, extra, out long slot)
                && IsAtMost(slot, ofSlot)
                && _exposures.OfAccount(order.Account, instrument).TryWorstCase(order.Side, extra, out long account)
                && IsAtMost(account, ofAccount)
                && _exposures.OfFirm(instrument).TryWorstCase(order.Side, extra, out long firm)
                && IsAtMost(firm, ofFirm));
    }

    /// <summary>A holding that is only reduced is negative here and passes.</summary>
    private static bool IsAtMost(long worstCase, ulong limit) => worstCase <= 0 || (ulong)worstCase <= limit;
}
