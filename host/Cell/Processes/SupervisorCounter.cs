namespace Strategies.Cell.Processes;

/// <summary>The supervisor's counters, by their place.</summary>
public enum SupervisorCounter
{
    /// <summary>Processes started, first starts included.</summary>
    Starts = 0,

    /// <summary>Processes that ended by themselves or were killed by somebody else.</summary>
    Crashes,

    /// <summary>Processes that the watchdog killed since they were silent.</summary>
    WatchdogKills,

    /// <summary>Handovers of the core that were finished.</summary>
    Handovers,

    /// <summary>Process number of the core.</summary>
    CorePid,

    /// <summary>Process number of the first venue's process.</summary>
    VenuePid,

    /// <summary>Process number of the archiver.</summary>
    ArchiverPid,

    /// <summary>Process number of the follower.</summary>
    FollowerPid,

    /// <summary>Process number of the edge.</summary>
    EdgePid,

    /// <summary>Starts of the core after its first, handovers not counted.</summary>
    CoreRestarts,

    /// <summary>Starts of venues' processes after the first of each.</summary>
    VenueRestarts,

    /// <summary>Starts of the archiver after its first.</summary>
    ArchiverRestarts,

    /// <summary>Starts of the follower after its first.</summary>
    FollowerRestarts,

    /// <summary>Starts of the edge after its first.</summary>
    EdgeRestarts,

    /// <summary>Times that a process at work was silent for so long that it was told: see the cell's incidents.</summary>
    Silences,
}
