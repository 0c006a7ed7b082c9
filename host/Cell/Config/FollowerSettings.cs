using Strategies.Risk.Files;

namespace Strategies.Cell.Config;

/// <summary>How the second engine follows.</summary>
public sealed record FollowerSettings : ProcessSettings
{
    /// <summary>
    /// Inputs from one snapshot to the next; 0 for none but those that are asked for. A recovery runs about so many again at
    /// most: with the default some tenths of a second. The demonstration's day, 156,000 packets with five strategies that
    /// quote and have timers, has 777,000 inputs.
    /// </summary>
    [ConfigWhole(0, 1_000_000_000_000)]
    public ulong SnapshotEveryInputs { get; init; } = 100_000;

    /// <summary>Snapshots that are kept, 1 to 10,000.</summary>
    [ConfigWhole(1, 10_000)]
    public int SnapshotsKept { get; init; } = 8;
}
