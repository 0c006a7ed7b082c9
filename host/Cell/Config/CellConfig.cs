using Strategies.Risk.Files;

namespace Strategies.Cell.Config;

/// <summary>A cell as a person writes it down: the session's plan, where things lie, and how each process behaves.</summary>
public sealed record CellConfig
{
    /// <summary>Version of this form: 1.</summary>
    [ConfigWhole(1, 1)]
    public required int Version { get; init; }

    /// <summary>The session's plan, relative to this file: cell number, feed, venue, limits, slots.</summary>
    [ConfigText(1, ConfigTextAttribute.PathBytesMax)]
    public required string Plan { get; init; }

    /// <summary>
    /// Folder on disk, relative to this file, for what must survive a loss of power: the journal's archive, packages,
    /// snapshots, logs. Made when it is not there.
    /// </summary>
    [ConfigText(1, ConfigTextAttribute.PathBytesMax)]
    public required string Folder { get; init; }

    /// <summary>Folder in memory for rings, counters and journal segments.</summary>
    [ConfigText(1, ConfigTextAttribute.PathBytesMax)]
    public string Memory { get; init; } = "/dev/shm";

    /// <summary>
    /// Seconds of the session that pass in one second of the wall clock, 1 to 100,000: 1 for live trading, more to play a
    /// recorded day faster.
    /// </summary>
    [ConfigWhole(1, 100_000)]
    public int Speed { get; init; } = 1;

    /// <summary>When the trading day ends.</summary>
    public DayEnd DayEnds { get; init; } = DayEnd.ByCommand;

    /// <summary>The core.</summary>
    public CoreSettings Core { get; init; } = new();

    /// <summary>The venue process, which owns the order session until a gateway does.</summary>
    public VenueSettings Venue { get; init; } = new();

    /// <summary>The archiver.</summary>
    public ArchiverSettings Archiver { get; init; } = new();

    /// <summary>The follower.</summary>
    public FollowerSettings Follower { get; init; } = new();

    /// <summary>The edge.</summary>
    public EdgeSettings Edge { get; init; } = new();
}
