using Strategies.Sdk;

namespace Strategies.Samples.RiskProbe;

/// <summary>Prices that never trade, or never may.</summary>
internal static class ProbePrices
{
    /// <summary>A buy price far below the market.</summary>
    /// <param name="bid">The best bid.</param>
    /// <param name="percent">How far below it, 0 to 50.</param>
    /// <param name="tick">The price increment.</param>
    /// <returns>A multiple of the tick, at least one tick.</returns>
    public static Price Passive(Price bid, double percent, Price tick)
    {
        Price price = Price.FromDouble(bid.ToDouble() * (1 - percent / 100)).RoundDown(tick);
        return price > tick ? price : tick;
    }

    /// <summary>Half as much again as the best offer: through any sensible collar.</summary>
    /// <param name="offer">The best offer.</param>
    /// <param name="tick">The price increment.</param>
    public static Price ThroughCollar(Price offer, Price tick) => new Price(offer.Raw + offer.Raw / 2).RoundUp(tick);
}
