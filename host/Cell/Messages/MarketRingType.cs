namespace Strategies.Cell.Messages;

/// <summary>What a record in the market ring is. The ring's sequence is the feed's source sequence.</summary>
public enum MarketRingType : uint
{
    /// <summary>
    /// A whole input record, market data or feed status, of source kind feed, source 1, its source sequence the ring's.
    /// Its receive time is when it was published; the core stamps its own.
    /// </summary>
    Record = 1,

    /// <summary>The recorded feed has ended; no payload. Nothing follows.</summary>
    FeedEnded = 2,
}
