using Strategies.Sdk;

namespace Strategies.Momentum;

/// <summary>Splits a holding over a ladder of resting orders that close it at better and better prices.</summary>
internal static class ScaleOutLadder
{
    /// <summary>
    /// Quantity of the next child order: an even share in whole lots, rounded up, so that nothing stays uncovered.
    /// </summary>
    /// <param name="uncovered">What no working order closes yet, zero or more.</param>
    /// <param name="rungsLeft">Free rungs including this one, 1 or more.</param>
    /// <param name="lot">The instrument's lot.</param>
    /// <returns>At most <paramref name="uncovered"/>.</returns>
    public static Quantity ChildQuantity(Quantity uncovered, int rungsLeft, Quantity lot)
    {
        long lots = (uncovered.Raw + lot.Raw - 1) / lot.Raw;
        long share = (lots + rungsLeft - 1) / rungsLeft;
        return Quantity.Min(share * lot.Raw, uncovered);
    }

    /// <summary>Price of a rung, never at or through the other side's best price: a child order rests.</summary>
    /// <param name="exitSide">Side of the closing orders.</param>
    /// <param name="entry">The mid at entry.</param>
    /// <param name="offsetTicks">Distance of the rung from there, in the direction of profit.</param>
    /// <param name="tick">The price increment.</param>
    /// <param name="oppositeTouch">The best price that the order could trade with: the best bid for a sell.</param>
    /// <returns>A multiple of the tick, at least one tick.</returns>
    public static Price RungPrice(Side exitSide, Price entry, long offsetTicks, Price tick, Price oppositeTouch)
    {
        if (exitSide == Side.Sell)
        {
            Price wanted = (entry + tick * offsetTicks).RoundUp(tick);
            Price resting = (oppositeTouch + tick).RoundUp(tick);
            return wanted > resting ? wanted : resting;
        }

        Price below = (entry - tick * offsetTicks).RoundDown(tick);
        Price restingBelow = (oppositeTouch - tick).RoundDown(tick);
        Price lowest = below < restingBelow ? below : restingBelow;
        return lowest > tick ? lowest : tick;
    }
}
