namespace Strategies.Sdk;

/// <summary>An execution that the market published, seen after the book has applied it.</summary>
public readonly struct TradeEvent
{
    /// <summary>The instrument.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>Side of the resting order that was hit; none where the feed does not say.</summary>
    public Side RestingSide { get; init; }

    /// <summary>True when the resting order was not displayed: the displayed book did not change.</summary>
    public bool IsHidden { get; init; }

    /// <summary>False for prints that do not count for the volume of the tape.</summary>
    public bool IsPrintable { get; init; }

    /// <summary>True for the last message of its packet.</summary>
    public bool IsLastInPacket { get; init; }

    /// <summary>Price of the execution.</summary>
    public Price Price { get; init; }

    /// <summary>Quantity executed.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>The venue's reference of the resting order; 0 when hidden or unknown.</summary>
    public ulong OrderReference { get; init; }

    /// <summary>The venue's own time of the message, ns since 1970-01-01 UTC.</summary>
    public long ExchangeTimeNs { get; init; }
}
