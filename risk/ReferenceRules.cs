using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>
/// Which price an order is compared with, whether that price counts, and how far through it an order is.
/// </summary>
/// <remarks>Exact integers: 64 by 64 bits give 128, so no product is rounded or overflows.</remarks>
internal static class ReferenceRules
{
    /// <summary>The age of a reference that must not be used at all.</summary>
    public const long Unusable = long.MaxValue;

    private const long Million = 1_000_000;

    /// <summary>
    /// The far side of the market: the offer for a buy, the bid for a sell; the last trade where that side is empty.
    /// </summary>
    /// <param name="side">The order's side.</param>
    /// <param name="reference">The market.</param>
    /// <returns>The price; zero when there is none.</returns>
    public static Price Far(Side side, in ReferencePrice reference)
    {
        Price far = side == Side.Buy ? reference.BestOffer : reference.BestBid;
        return far.IsZero ? reference.LastTrade : far;
    }

    /// <summary>
    /// How old the reference is. Unusable are: a feed with a gap, a market never heard of or later than the order, a
    /// locked or crossed market, no price, and a price that is not positive where prices must be.
    /// </summary>
    /// <param name="far">What <see cref="Far"/> gave.</param>
    /// <param name="reference">The market.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="timeNs">Time of the order.</param>
    /// <returns>The age in ns, or <see cref="Unusable"/>.</returns>
    public static long AgeNs(Price far, in ReferencePrice reference, Instrument instrument, long timeNs)
    {
        bool isCrossed = !reference.BestBid.IsZero && !reference.BestOffer.IsZero
            && reference.BestBid >= reference.BestOffer;
        bool isPriced = far.Raw > 0 || far.Raw < 0 && OrderRules.AllowsAnyPrice(instrument);
        return reference.IsGap || isCrossed || !isPriced || reference.TimeNs <= 0 || reference.TimeNs > timeNs
            ? Unusable
            : timeNs - reference.TimeNs;
    }

    /// <summary>True when a limit price goes no further through the reference than the collar allows.</summary>
    /// <param name="side">The order's side.</param>
    /// <param name="price">The limit price.</param>
    /// <param name="far">A usable reference.</param>
    /// <param name="collar">The collar in millionths of the reference.</param>
    /// <param name="distance">
    /// When it goes too far: how far, in millionths of the reference, rounded up and saturated.
    /// </param>
    public static bool IsWithinCollar(Side side, Price price, Price far, long collar, out long distance)
    {
        distance = 0;
        bool isThrough = side == Side.Buy ? price > far : price < far;
        if (!isThrough)
        {
            return true;
        }

        // Unsigned and modulo 2^64: right whatever the signs, as the difference is positive and fits.
        ulong through = side == Side.Buy ? (ulong)price.Raw - (ulong)far.Raw : (ulong)far.Raw - (ulong)price.Raw;
        // through / |far| <= collar / 1,000,000, multiplied out.
        UInt128 scaled = Math.BigMul(through, (ulong)Million);
        ulong magnitude = Magnitude(far);
        if (scaled <= Math.BigMul(magnitude, (ulong)collar))
        {
            return true;
        }

        // Rounded up, so that what is told is always above the limit.
        distance = Saturated.ToInt64((Int128)((scaled + magnitude - 1) / magnitude));
        return false;
    }

    /// <summary>
    /// What a unit of a market order may cost at worst: the reference and the collar on top, rounded up to 1e-8.
    /// </summary>
    /// <param name="far">A usable reference.</param>
    /// <param name="collar">The collar in millionths of the reference.</param>
    /// <returns>A positive price in raw units, which need not fit a <see cref="Price"/>.</returns>
    public static Int128 WorstPrice(Price far, long collar)
    {
        ulong magnitude = Magnitude(far);
        return (Int128)(magnitude + (Math.BigMul(magnitude, (ulong)collar) + (Million - 1)) / Million);
    }

    // Unsigned: the magnitude of the lowest number does not fit 63 bits.
    private static ulong Magnitude(Price price) => price.Raw < 0 ? 0UL - (ulong)price.Raw : (ulong)price.Raw;
}
