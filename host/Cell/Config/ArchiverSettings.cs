using Strategies.Risk.Files;

namespace Strategies.Cell.Config;

/// <summary>How the journal gets from memory to the disk.</summary>
public sealed record ArchiverSettings : ProcessSettings
{
    /// <summary>Pause between two rounds of copying and syncing, ms: 1 to 1,000. So much a loss of power can take.</summary>
    [ConfigWhole(1, 1_000)]
    public int SyncEveryMs { get; init; } = 5;

    /// <summary>Full segments of each kind that stay in memory after they are on the disk: 1 to 1,000.</summary>
    [ConfigWhole(1, 1_000)]
    public int KeepSegments { get; init; } = 4;
}
