namespace Strategies.Cell.Config;

/// <summary>How the second engine follows.</summary>
public sealed record FollowerSettings
{
    /// <summary>Inputs from one snapshot to the next; 0 for none but those that are asked for.</summary>
    public ulong SnapshotEveryInputs { get; init; } = 1_000_000;

    /// <summary>Snapshots that are kept, from 1.</summary>
    public int SnapshotsKept { get; init; } = 8;
}
