namespace Strategies.Sdk;

/// <summary>A message about the state of the market or of one instrument.</summary>
public readonly struct MarketStatusEvent
{
    /// <summary>The instrument; none for the whole of <see cref="Venue"/>.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>The venue that said it.</summary>
    public VenueId Venue { get; init; }

    /// <summary>What kind of message it is.</summary>
    public MarketStatusKind Kind { get; init; }

    /// <summary>
    /// Whether the instrument may trade after this message: halted while a trading action or an operational halt says so.
    /// </summary>
    public TradingStatus Status { get; init; }

    /// <summary>
    /// The venue's own code, as it stood in the message (for example ITCH event code or trading state).
    /// </summary>
    public byte Code { get; init; }

    /// <summary>True for the last message of its packet.</summary>
    public bool IsLastInPacket { get; init; }

    /// <summary>The venue's own time of the message, ns since 1970-01-01 UTC.</summary>
    public long ExchangeTimeNs { get; init; }
}
