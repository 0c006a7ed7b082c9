using Strategies.Records;

namespace Strategies.Driver;

/// <summary>What a slot's callbacks may take and what they have taken. Times are in <c>Stopwatch</c> ticks.</summary>
internal struct SlotBudget
{
    /// <summary>The largest number when time is not checked.</summary>
    internal long TimeTicks;

    internal long TimeNs;

    /// <summary>-1 when memory is not checked.</summary>
    internal long AllocationBytes;

    internal long HandoverNs;

    internal bool IsTimed;
    internal bool IsAllocationChecked;
    internal OverrunAction OnTime;
    internal OverrunAction OnAllocation;

    /// <summary>What becomes of a slot that allocates more than any may.</summary>
    internal OverrunAction OnBound;
    internal AllocationUse Allocated;

    internal long Callbacks;
    internal long MaxTicks;
    internal long TotalTicks;
    internal long Overruns;

    /// <summary>From this record time on the next overrun that is only told gets a record of its own.</summary>
    internal long NextTimeAlertNs;
    internal long NextAllocationAlertNs;

    /// <summary>Overruns that were counted since the last record of their kind.</summary>
    internal long UntoldTime;
    internal long UntoldAllocation;

    /// <summary>The input in which an overrun was found that is more than told.</summary>
    internal ulong ActedInSequence;
}
