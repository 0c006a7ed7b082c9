using Strategies.Sdk;

namespace Strategies.Samples.LadderV2;

/// <summary>Where the orders of the ladder stand.</summary>
internal static class LadderPrice
{
    /// <summary>
    /// The price of a level: a whole number of steps from the mid, rounded away from it so that it rests.
    /// </summary>
    /// <param name="centre">The mid price.</param>
    /// <param name="side">Buy is below the centre, sell above it.</param>
    /// <param name="level">1 is the best.</param>
    /// <param name="tick">The price increment.</param>
    /// <param name="stepTicks">Ticks between two levels.</param>
    public static Price At(Price centre, Side side, int level, Price tick, long stepTicks)
    {
        Price distance = tick * (level * stepTicks);
        return side == Side.Buy ? (centre - distance).RoundDown(tick) : (centre + distance).RoundUp(tick);
    }

    /// <summary>The mid moved against the inventory, but not beyond the best prices: so no order crosses.</summary>
    /// <param name="mid">The mid price.</param>
    /// <param name="skewTicks">How far down, ticks; negative is up.</param>
    /// <param name="tick">The price increment.</param>
    /// <param name="bid">The best bid.</param>
    /// <param name="offer">The best offer.</param>
    public static Price Lean(Price mid, double skewTicks, Price tick, Price bid, Price offer)
    {
        double centre = Math.Clamp(mid.Raw - skewTicks * tick.Raw, bid.Raw, offer.Raw);
        return new Price((long)centre);
    }
}
