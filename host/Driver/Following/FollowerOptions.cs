namespace Strategies.Driver.Following;

/// <summary>How a journal is followed.</summary>
public sealed record FollowerOptions
{
    /// <summary>Inputs from one snapshot to the next; 0 for none but those that are asked for.</summary>
    public ulong SnapshotEveryInputs { get; init; }

    /// <summary>Snapshots that are kept, from 1; older ones are removed.</summary>
    public int SnapshotsKept { get; init; } = 8;
}
