using Strategies.Sdk;

namespace Strategies.MarketMaking;

/// <summary>The prices of one side of the ladder.</summary>
internal static class LadderPrices
{
    /// <summary>Computes the prices, the best first.</summary>
    /// <remarks>
    /// All prices are multiples of the step, not of the tick only: when the best price moves by a step, every order but
    /// one already stands where it should, keeps its place in the queue and costs no message.
    /// </remarks>
    /// <param name="side">Buy: at or below the best bid; sell: at or above the best offer.</param>
    /// <param name="wantedTicks">Where the model wants the best price, ticks.</param>
    /// <param name="touch">The best displayed price of the same side: a better one could cross the market.</param>
    /// <param name="tick">The price increment.</param>
    /// <param name="stepTicks">Distance between two prices, ticks.</param>
    /// <param name="prices">Where they go; its length is how many are wanted.</param>
    /// <returns>How many there are: less than wanted only where they would fall to zero.</returns>
    public static int Fill(Side side, double wantedTicks, Price touch, Price tick, long stepTicks, Span<Price> prices)
    {
        int sign = side.Sign();
        Price step = tick * stepTicks;
        double boundedTicks = Math.Clamp(wantedTicks, 0, (double)touch.Raw * 2 / tick.Raw);
        Price wanted = tick * (long)(side == Side.Buy ? Math.Floor(boundedTicks) : Math.Ceiling(boundedTicks));
        Price best = side == Side.Buy
            ? (wanted < touch ? wanted : touch).RoundDown(step)
            : (wanted > touch ? wanted : touch).RoundUp(step);

        int count = 0;
        while (count < prices.Length && best.Raw > 0)
        {
            prices[count++] = best;
            best -= step * sign;
        }

        return count;
    }
}
