namespace Strategies.Cell.Processes;

/// <summary>The archiver's counters, by their place.</summary>
public enum ArchiverCounter
{
    /// <summary>Number of the last input that survives a loss of power.</summary>
    DurableSequence = 0,

    /// <summary>1 while the disk takes nothing: the core holds new orders.</summary>
    IsStalled,

    /// <summary>Error number of the last failure; 0 when all is well.</summary>
    LastError,

    /// <summary>Bytes copied.</summary>
    CopiedBytes,

    /// <summary>Rounds of syncing.</summary>
    Syncs,

    /// <summary>Longest round of syncing, ns.</summary>
    SyncNsMax,

    /// <summary>Segments that were replaced in memory by a link to the archive.</summary>
    Evicted,

    /// <summary>Number of the last input that was copied, synced or not.</summary>
    CopiedSequence,
}
