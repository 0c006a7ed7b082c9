using Strategies.Sdk;

namespace Strategies.Feeds;

/// <summary>What a feed's file does not say itself.</summary>
public sealed record FeedOptions
{
    /// <summary>The instrument that a LOBSTER file is about; its rows do not name one. Default 1.</summary>
    public InstrumentId Instrument { get; init; } = new(1);

    /// <summary>
    /// The trading day of an ITCH file, whose messages only have the time of day. Wins over a date in the file's name;
    /// when there is neither the file is refused. LOBSTER and pcap files say it themselves.
    /// </summary>
    public DateOnly? TradeDate { get; init; }
}
