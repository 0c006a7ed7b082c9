namespace Strategies.Core.Recovery;

/// <summary>From where to where an engine is brought back.</summary>
public sealed record RecoveryOptions
{
    /// <summary>Runs every input from the first, whatever snapshots there are.</summary>
    public bool FromGenesis { get; init; }

    /// <summary>The snapshot to start from, by its file's name; none for the newest that can be used.</summary>
    public string? Snapshot { get; init; }

    /// <summary>The last input to run; the largest number for all.</summary>
    public ulong ToSequence { get; init; } = ulong.MaxValue;
}
