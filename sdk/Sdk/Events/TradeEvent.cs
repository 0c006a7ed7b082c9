namespace Strategies.Sdk;

/// <summary>An execution that the market published, seen after the book has applied it.</summary>
/// <remarks>
/// Not told are executions of orders that the book does not have when the feed names the order alone (ITCH E of an order
/// older than the data): their price is not known. An alert at the end of the day counts them. A trade that the venue
/// breaks later (ITCH B) was told and is not taken back.
/// </remarks>
public readonly struct TradeEvent
{
    /// <summary>The instrument.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>
    /// Side of the resting order that was hit; none where the feed does not say: in hidden executions, of which feeds mask
    /// the side, in crosses, and when the order is not known.
    /// </summary>
    public Side RestingSide { get; init; }

    /// <summary>True when the resting order was not displayed: the displayed book did not change.</summary>
    public bool IsHidden { get; init; }

    /// <summary>
    /// True for the print of a whole cross (auction): all of it traded at this price, and the displayed book did not change
    /// by it. ITCH also tells the cross's displayed orders one by one before it, as not printable; LOBSTER tells them as
    /// executions like any other, so that the print holds their volume again.
    /// </summary>
    public bool IsCross { get; init; }

    /// <summary>
    /// False for executions that do not count for the volume of the tape: those that the print of a cross sums up.
    /// </summary>
    public bool IsPrintable { get; init; }

    /// <summary>True for the last message of its packet.</summary>
    public bool IsLastInPacket { get; init; }

    /// <summary>Price of the execution.</summary>
    public Price Price { get; init; }

    /// <summary>Quantity executed.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>The venue's reference of the resting order; 0 when hidden, in a cross or unknown.</summary>
    public ulong OrderReference { get; init; }

    /// <summary>The venue's own time of the message, ns since 1970-01-01 UTC.</summary>
    public long ExchangeTimeNs { get; init; }
}
