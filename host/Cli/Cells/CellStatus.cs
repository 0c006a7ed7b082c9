namespace Strategies.Cli.Cells;

/// <summary>A cell as shared memory shows it at one moment; counters by name, empty where there are none.</summary>
internal sealed record CellStatus
{
    /// <summary>The cell's number.</summary>
    public required int Cell { get; init; }

    /// <summary>The cell's configuration.</summary>
    public required string File { get; init; }

    /// <summary>Session time, ns since 1970-01-01 UTC; null while there is no clock.</summary>
    public long? SessionTimeNs { get; init; }

    /// <summary>Session time in words.</summary>
    public string SessionTime { get; init; } = "-";

    /// <summary>Seconds of the session in one of the wall clock.</summary>
    public long Speed { get; init; }

    /// <summary>True while the cell is killed past the core; null while there are no flags.</summary>
    public bool? IsKilled { get; init; }

    /// <summary>Process number of a core that wants to take over; 0 for none.</summary>
    public long HandoverTo { get; init; }

    /// <summary>Inputs that the archiver is behind the core with what survives a loss of power.</summary>
    public long? DurableLag { get; init; }

    /// <summary>Inputs that the follower is behind the core.</summary>
    public long? FollowerLag { get; init; }

    /// <summary>The processes.</summary>
    public required IReadOnlyList<ProcessRow> Processes { get; init; }

    /// <summary>The supervisor's counters.</summary>
    public required IReadOnlyDictionary<string, long> Supervisor { get; init; }

    /// <summary>The core's counters.</summary>
    public required IReadOnlyDictionary<string, long> Core { get; init; }

    /// <summary>The counters of each venue's process, by the process's name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Venues { get; init; }

    /// <summary>The archiver's counters.</summary>
    public required IReadOnlyDictionary<string, long> Archiver { get; init; }

    /// <summary>The follower's counters.</summary>
    public required IReadOnlyDictionary<string, long> Follower { get; init; }

    /// <summary>The edge's counters.</summary>
    public required IReadOnlyDictionary<string, long> Edge { get; init; }
}
