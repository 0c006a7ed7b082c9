using Strategies.Sdk;

namespace Strategies.Samples.LadderV2;

/// <summary>The highest and lowest price traded so far.</summary>
internal static class SessionRange
{
    /// <summary>Takes a traded price. Zero stands for "none yet".</summary>
    /// <param name="high">The high so far, raised when the price is above it.</param>
    /// <param name="low">The low so far, lowered when the price is below it.</param>
    /// <param name="price">A traded price, positive.</param>
    public static void Extend(ref Price high, ref Price low, Price price)
    {
        high = high.IsZero || price > high ? price : high;
        low = low.IsZero || price < low ? price : low;
    }
}
