namespace Strategies.Driver.Replay;

/// <summary>Where a journal begins to be run again.</summary>
public readonly record struct RunStart
{
    /// <summary>The first input, whatever snapshots there are.</summary>
    public static RunStart Genesis => default;

    /// <summary>Name of the snapshot's file; null for none in particular.</summary>
    public string? Snapshot { get; private init; }

    /// <summary>The highest input that the newest snapshot may have seen; null where no newest one is looked for.</summary>
    public ulong? NewestUpTo { get; private init; }

    /// <summary>
    /// Behind the newest snapshot that can be used; with the first input when there is none. Snapshots that cannot be used
    /// are passed over and named.
    /// </summary>
    /// <param name="upTo">The highest input that the snapshot may have seen.</param>
    public static RunStart Newest(ulong upTo = ulong.MaxValue) => new() { NewestUpTo = upTo };

    /// <summary>Behind one snapshot. When it cannot be used, the run fails.</summary>
    /// <param name="snapshot">Its file's name.</param>
    public static RunStart Behind(string snapshot) => new() { Snapshot = snapshot };
}
