using Strategies.Risk.Files;
using Strategies.Risk.Naming;

namespace Strategies.Plans;

/// <summary>One file of market data of a session, and the venue whose market it tells.</summary>
public sealed record FeedPlan
{
    /// <summary>A LOBSTER zip, an ITCH 5.0 file or a pcap, relative to the plan.</summary>
    [ConfigText(1, ConfigTextAttribute.PathBytesMax)]
    public required string File { get; init; }

    /// <summary>Name of the venue at which its instruments trade; may be left out where there is only one.</summary>
    [NameOf(NameKind.Venue, MayBeEmpty = true)]
    public string Venue { get; init; } = "";

    /// <summary>From the exchange's time of a message until the engine receives it, in microseconds.</summary>
    [ConfigWhole(0, 3_600_000_000)]
    public long LatencyMicroseconds { get; init; } = 20;

    /// <summary>
    /// For how long it may say nothing, from the start of the day on, in milliseconds of the session, before its prices are no
    /// reference any more and an alert says so; 0 for as long as it likes. A file that has ended is silent.
    /// </summary>
    [ConfigWhole(0, 86_400_000)]
    public int SilentAfterMilliseconds { get; init; }

    /// <summary>Trade date (yyyy-MM-dd) of a file that does not say it.</summary>
    [ConfigText(10, 10)]
    public string? TradeDate { get; init; }
}
