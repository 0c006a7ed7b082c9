using Strategies.Risk.Files;

namespace Strategies.Cell.Config;

/// <summary>What the owner of the order session does when the core falls silent.</summary>
public sealed record VenueSettings : ProcessSettings
{
    /// <summary>Silence after which new orders are blocked (T1), ms of the wall clock: 10 to 60,000.</summary>
    [ConfigWhole(10, 60_000)]
    public int BlockAfterMs { get; init; } = 250;

    /// <summary>Silence after which all working orders are canceled (T2), ms of the wall clock, above T1.</summary>
    [ConfigWhole(11, 600_000)]
    public int CancelAfterMs { get; init; } = 2_000;
}
