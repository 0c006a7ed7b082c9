namespace Strategies.Cell.Config;

/// <summary>How the second engine follows.</summary>
public sealed record FollowerSettings
{
    /// <summary>
    /// Inputs from one snapshot to the next; 0 for none but those that are asked for. A recovery runs about so many again at
    /// most: with the default some tenths of a second. The demonstration's day, 156,000 packets with five strategies that
    /// quote and have timers, has 777,000 inputs.
    /// </summary>
    public ulong SnapshotEveryInputs { get; init; } = 100_000;

    /// <summary>Snapshots that are kept, from 1.</summary>
    public int SnapshotsKept { get; init; } = 8;
}
