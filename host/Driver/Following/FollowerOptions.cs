namespace Strategies.Driver.Following;

/// <summary>How a journal is followed.</summary>
public sealed record FollowerOptions
{
    /// <summary>Inputs from one snapshot to the next; 0 for none but those that are asked for.</summary>
    public ulong SnapshotEveryInputs { get; init; }

    /// <summary>False when somebody else takes the snapshots and the follower none itself.</summary>
    public bool TakesSnapshots { get; init; } = true;

    /// <summary>
    /// Inputs that a captured state is run on beside the engine before it becomes a snapshot: a quarter of the way to the next, so that
    /// a follower runs every fourth input twice.
    /// </summary>
    public ulong ProofInputs => Math.Max(1, SnapshotEveryInputs / 4);

    /// <summary>Snapshots that are kept, from 1; older ones are removed.</summary>
    public int SnapshotsKept { get; init; } = 8;
}
