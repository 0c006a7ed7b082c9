namespace Strategies.Sdk;

/// <summary>One market-data message that changed the displayed book, seen after the book has applied it.</summary>
/// <remarks>
/// A cancel, delete or replace that names an order which the book does not have (ITCH X, D, U of an order older than the
/// data) changes nothing and is not told; an alert at the end of the day counts them.
/// </remarks>
public readonly struct BookEvent
{
    /// <summary>The instrument.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>What happened.</summary>
    public BookAction Action { get; init; }

    /// <summary>Side of the resting order.</summary>
    public Side Side { get; init; }

    /// <summary>
    /// True for the last message of its packet: the book is whole as the venue meant it. A packet may end with a message
    /// of another instrument, or with one that is not told; then none of its messages of this one is the last.
    /// </summary>
    public bool IsLastInPacket { get; init; }

    /// <summary>Price of the order; after a replace the new one.</summary>
    public Price Price { get; init; }

    /// <summary>Quantity added, taken away or, for a replace, the new one.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>The venue's reference of the order; after a replace the new one.</summary>
    public ulong OrderReference { get; init; }

    /// <summary>The venue's own time of the message, ns since 1970-01-01 UTC.</summary>
    public long ExchangeTimeNs { get; init; }
}
