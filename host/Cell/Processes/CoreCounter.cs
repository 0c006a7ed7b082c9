namespace Strategies.Cell.Processes;

/// <summary>The core's counters, by their place. All written by the hot thread unless said otherwise.</summary>
public enum CoreCounter
{
    /// <summary>Number of the last input.</summary>
    LastSequence = 0,

    /// <summary>Slot whose strategy runs right now; 0 for none. Read after a crash to know which one to quarantine.</summary>
    ActiveSlot,

    /// <summary>Engine time, ns since 1970-01-01 UTC.</summary>
    EngineTimeNs,

    /// <summary>Market messages taken.</summary>
    Messages,

    /// <summary>Packets taken.</summary>
    Packets,

    /// <summary>New orders offered.</summary>
    Orders,

    /// <summary>Fills.</summary>
    Fills,

    /// <summary>Orders refused by the gate.</summary>
    Rejects,

    /// <summary>Turns of the hot loop.</summary>
    Cycles,

    /// <summary>Turns that found something to do.</summary>
    BusyCycles,

    /// <summary>Longest turn since the start of the session, ns.</summary>
    CycleNsMax,

    /// <summary>Turns longer than 100 µs.</summary>
    LongCycles,

    /// <summary>Collections of generation 0 since the session began.</summary>
    Gen0,

    /// <summary>Collections of generation 1 since the session began.</summary>
    Gen1,

    /// <summary>Collections of generation 2 since the session began.</summary>
    Gen2,

    /// <summary>Bytes that the hot thread has allocated since the session began.</summary>
    HotAllocatedBytes,

    /// <summary>Methods compiled on the hot thread since the session began.</summary>
    HotCompiledMethods,

    /// <summary>Alarms raised: see the log.</summary>
    Alarms,

    /// <summary>CPU that the hot thread is pinned to; -1 when it is not.</summary>
    PinnedCpu,

    /// <summary>1 while new orders are held since the journal cannot be made durable.</summary>
    IsHeld,

    /// <summary>Swaps committed in this process.</summary>
    Swaps,

    /// <summary>Duration of the last swap's step on the hot thread, ns.</summary>
    LastSwapNs,

    /// <summary>Retired versions that wait to be reclaimed. Housekeeping's.</summary>
    Retired,

    /// <summary>Ring entries that were repeats and dropped.</summary>
    Repeats,

    /// <summary>1 when the trading day has ended.</summary>
    IsDayEnded,

    /// <summary>From the old core's last record to this core's first, ns, when it took over; 0 otherwise.</summary>
    TakeoverNs,

    /// <summary>Mark of the last finished reconciliation with the venue.</summary>
    Reconciled,

    /// <summary>Longest turn of the last 59 to 60 s, ns.</summary>
    CycleNsMaxMinute,
}
