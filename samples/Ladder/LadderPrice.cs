using Strategies.Sdk;

namespace Strategies.Samples.Ladder;

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
}
