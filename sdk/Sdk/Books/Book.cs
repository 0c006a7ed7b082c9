namespace Strategies.Sdk;

/// <summary>The displayed order book of one instrument, by level (L2) and by order (L3).</summary>
/// <remarks>Read on the engine's thread inside a callback only; it changes with the next message.</remarks>
public abstract class Book
{
    /// <summary>Only the engine makes books.</summary>
    internal Book()
    {
    }

    /// <summary>The instrument.</summary>
    public abstract InstrumentId Instrument { get; }

    /// <summary>The best bid; empty when there is none.</summary>
    public abstract BookLevel BestBid { get; }

    /// <summary>The best offer; empty when there is none.</summary>
    public abstract BookLevel BestOffer { get; }

    /// <summary>Price of the last published execution; zero before the first.</summary>
    public abstract Price LastTradePrice { get; }

    /// <summary>
    /// Engine time of the last message of this instrument, ns since 1970-01-01 UTC; 0 before the first.
    /// </summary>
    public abstract long LastUpdateTimeNs { get; }

    /// <summary>Whether the instrument may trade.</summary>
    public abstract TradingStatus Status { get; }

    /// <summary>True when both sides are there and the bid is below the offer.</summary>
    public bool IsTwoSided => !BestBid.IsEmpty && !BestOffer.IsEmpty && BestBid.Price < BestOffer.Price;

    /// <summary>Half way between best bid and best offer, rounded down to 1e-8; zero unless two-sided.</summary>
    public Price Mid =>
        IsTwoSided ? new Price(BestBid.Price.Raw + (BestOffer.Price.Raw - BestBid.Price.Raw) / 2) : Price.Zero;

    /// <summary>Number of price levels on a side.</summary>
    /// <param name="side">Buy for bids, sell for offers.</param>
    public abstract int LevelCount(Side side);

    /// <summary>A level by its distance from the best price.</summary>
    /// <param name="side">Buy for bids, sell for offers.</param>
    /// <param name="index">0 is the best; beyond the last the answer is an empty level.</param>
    public abstract BookLevel Level(Side side, int index);

    /// <summary>Copies the orders of a level, the first in the queue first.</summary>
    /// <param name="side">Buy for bids, sell for offers.</param>
    /// <param name="index">0 is the best level.</param>
    /// <param name="orders">Where they go.</param>
    /// <returns>How many were copied: at most the length of <paramref name="orders"/>.</returns>
    public abstract int CopyOrders(Side side, int index, Span<BookOrder> orders);
}
