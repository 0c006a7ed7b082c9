namespace Strategies.Cells.Killing;

/// <summary>When a process is killed.</summary>
public enum KillMoment
{
    /// <summary>At a random moment.</summary>
    Anywhere = 0,

    /// <summary>While a swap is under way: the core, between a swap's request and its decision.</summary>
    InSwap,

    /// <summary>While a snapshot is written.</summary>
    InSnapshot,

    /// <summary>While it comes back from the kill before.</summary>
    InRecovery,

    /// <summary>While a core is being handed over: the core or the next core, whoever that is by then.</summary>
    InHandover,
}
