using Strategies.Engine.Books;
using Strategies.Sdk;

namespace Strategies.Engine.Flattening;

/// <summary>The limit price of an order that closes a position: the far side's best price, moved into it by some ticks.</summary>
internal static class ClosingPrice
{
    /// <summary>Finds the price.</summary>
    /// <param name="side">Side of the closing order.</param>
    /// <param name="book">The book.</param>
    /// <param name="instrument">The instrument: its ticks, and whether prices may be zero or less.</param>
    /// <param name="ticks">How far, 0 or more; less where the price would come to an end.</param>
    /// <param name="price">The price, a multiple of the tick that holds there.</param>
    /// <returns>False when the far side is empty.</returns>
    internal static bool TryFind(Side side, OrderBook book, Instrument instrument, int ticks, out Price price)
    {
        BookLevel far = side == Side.Buy ? book.BestOffer : book.BestBid;
        price = far.Price;
        if (far.IsEmpty)
        {
            return false;
        }

        // A price between two ticks counts as the first of them.
        for (int step = instrument.Ticks.IsValid(price) ? 0 : -1; step < ticks; step++)
        {
            Price next = side == Side.Buy ? Above(price, instrument.Ticks) : Below(price, instrument.Ticks);
            if (side == Side.Buy ? next <= price : next >= price || next.Raw <= 0 && instrument.SecurityType != SecurityType.Future)
            {
                break;
            }

            price = next;
        }

        return true;
    }

    private static Price Above(Price price, TickTable ticks)
    {
        long increment = ticks.IncrementAt(price).Raw;
        return new Price(price.Raw - Remainder(price.Raw, increment) + increment);
    }

    /// <summary>By the tick that holds right below: a band's first price belongs to the band above.</summary>
    private static Price Below(Price price, TickTable ticks)
    {
        long below = price.Raw - 1;
        return new Price(below - Remainder(below, ticks.IncrementAt(new Price(below)).Raw));
    }

    /// <summary>Never negative, below zero either.</summary>
    private static long Remainder(long raw, long increment)
    {
        long remainder = raw % increment;
        return remainder < 0 ? remainder + increment : remainder;
    }
}
