using System.Diagnostics;
using System.Runtime.CompilerServices;
using Strategies.Engine.Slots;
using Strategies.Records;

namespace Strategies.Driver;

/// <summary>
/// Measures every call into a strategy against the budgets in its slot's definition and keeps what exceeded them until
/// the driver makes records of it. The clock is read at a callback's beginning and end, and once where one callback
/// follows another for the same event, for a slot that has a budget of time; what the thread has allocated is read for every
/// slot, since each has its <see cref="Bounds"/> beside its budget. <c>OnStart</c> may allocate up to its bound, and so
/// may Save and Restore, whose bytes and time together are judged by <see cref="SwapDecision"/>.
/// </summary>
/// <remarks>
/// The hot thread's, but for <see cref="ActiveSlot"/>, which any thread may read; in a core it lies in shared memory,
/// so that it outlives the process. Allocates nothing after construction. An overrun that is only told gets a record at
/// most once a second of record time for each slot and kind; those between are counted in the next one, so that a
/// strategy that allocates in every callback cannot flood the journal.
/// </remarks>
public sealed unsafe class BudgetMeter : CallbackMeter
{
    private const int SlotsMax = 64;
    private const long AlertEveryNs = 1_000_000_000;

    private static readonly long NsPerTick = Math.Max(1, 1_000_000_000 / Stopwatch.Frequency);

    private readonly SlotBudget[] _slots = new SlotBudget[SlotsMax + 1];
    private readonly OverrunQueue _pending = new();
    private readonly long[] _ownWord = GC.AllocateArray<long>(1, pinned: true);
    private readonly long* _activeSlot;
    private ulong _sequence;
    private long _timeNs;
    private StrategyCall _call;
    private long _startTicks;
    private long _endTicks;
    private long _allocatedBytes;
    private bool _hasEnd;
    private bool _hasAllocated;
    private long _handoverStartTicks;
    private long _saveTicks;
    private long _restoreTicks;
    private long _handoverStartBytes;

    /// <summary>Makes a meter that checks nothing until slots are defined.</summary>
    public BudgetMeter()
        : this(null)
    {
    }

    /// <summary>Makes a meter that keeps <see cref="ActiveSlot"/> where it is told.</summary>
    /// <param name="activeSlot">The word, in shared memory; none for one of its own.</param>
    public BudgetMeter(long* activeSlot)
    {
        _activeSlot = activeSlot != null ? activeSlot : (long*)Unsafe.AsPointer(ref _ownWord[0]);
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            _slots[slot].AllocationBytes = -1;
        }
    }

    /// <summary>The slot whose strategy is running right now; 0 when none is. Any thread.</summary>
    public int ActiveSlot => (int)Volatile.Read(ref *_activeSlot);

    /// <summary>Where exceptions come from is kept here; none for nowhere.</summary>
    public FaultLog? Faults { get; init; }

    /// <summary>What a slot may allocate at most.</summary>
    public SlotBounds Bounds { get; init; } = new();

    /// <summary>Bytes that Save and Restore have allocated since the last <see cref="BeginRecord"/>.</summary>
    public long HandoverBytes { get; private set; }

    /// <summary>The call that is running right now. Any thread; a call that never ends is named right.</summary>
    public RunningCallback Running => ActiveSlot is > 0 and var slot
        ? new RunningCallback(slot, _call, Volatile.Read(ref _slots[slot].Callbacks), _sequence)
        : default;

    /// <summary>How long Save took since the last <see cref="BeginRecord"/>, in ns.</summary>
    public long SaveNs => _saveTicks * NsPerTick;

    /// <summary>How long Restore took since the last <see cref="BeginRecord"/>, in ns.</summary>
    public long RestoreNs => _restoreTicks * NsPerTick;

    /// <summary>Takes a slot's budgets over.</summary>
    /// <param name="slot">Its definition, as the record has it.</param>
    public void Define(in SlotDefinitionPayload slot)
    {
        if (slot.Slot is < 1 or > SlotsMax)
        {
            return;
        }

        ref SlotBudget budget = ref _slots[slot.Slot];
        budget.IsTimed = slot.TimeBudgetNs > 0;
        budget.TimeNs = slot.TimeBudgetNs;
        budget.TimeTicks = slot.TimeBudgetNs / NsPerTick;
        budget.IsAllocationChecked = slot.AllocationBudgetBytes >= 0;
        budget.AllocationBytes = slot.AllocationBudgetBytes;
        budget.HandoverNs = slot.HandoverBudgetNs;
        budget.OnTime = slot.OnTimeOverrun;
        budget.OnAllocation = slot.OnAllocation;
        budget.OnBound = slot.OnTimeOverrun == OverrunAction.QuarantineAndRollback ? slot.OnTimeOverrun : OverrunAction.Quarantine;
        budget.NextTimeAlertNs = long.MinValue;
        budget.NextAllocationAlertNs = long.MinValue;
    }

    /// <summary>Longest time of Save and Restore together that the slot allows, in ns; 0 or below for any.</summary>
    /// <param name="slot">The slot, from 1.</param>
    public long HandoverBudgetNs(int slot) => slot is >= 1 and <= SlotsMax ? _slots[slot].HandoverNs : 0;

    /// <summary>What was measured of a slot so far.</summary>
    /// <param name="slot">The slot, 1 to 64.</param>
    public CallbackNumbers NumbersOf(int slot)
    {
        ref readonly SlotBudget budget = ref _slots[slot];
        return new CallbackNumbers(budget.Callbacks, budget.MaxTicks * NsPerTick, budget.TotalTicks * NsPerTick, budget.Overruns);
    }

    /// <summary>The engine is about to apply a record.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="timeNs">Its receive time, ns since 1970-01-01 UTC.</param>
    public void BeginRecord(ulong sequence, long timeNs)
    {
        _sequence = sequence;
        _timeNs = timeNs;
        _saveTicks = 0;
        _restoreTicks = 0;
        HandoverBytes = 0;
        _hasEnd = false;
        _hasAllocated = false;
    }

    /// <summary>Takes the oldest overrun that no record has been made of yet.</summary>
    /// <param name="overrun">The overrun.</param>
    /// <returns>False when there is none.</returns>
    public bool TryTake(out CallbackOverrunPayload overrun) => _pending.TryTake(out overrun);

    /// <inheritdoc/>
    public override void Enter(int slot, StrategyCall call, bool isNext)
    {
        // First of all: if the call ends the process, the word in shared memory says whose it was.
        Volatile.Write(ref *_activeSlot, slot);
        ref SlotBudget budget = ref _slots[slot];
        budget.Callbacks++;
        _call = call;
        if (call is StrategyCall.Save or StrategyCall.Restore)
        {
            _hasAllocated = false;
            _handoverStartBytes = GC.GetAllocatedBytesForCurrentThread();
            _handoverStartTicks = budget.HandoverNs > 0 ? Stopwatch.GetTimestamp() : 0;
            return;
        }

        if (budget.IsTimed)
        {
            _startTicks = isNext && _hasEnd ? _endTicks : Stopwatch.GetTimestamp();
        }

        if (!(isNext && _hasAllocated))
        {
            _allocatedBytes = GC.GetAllocatedBytesForCurrentThread();
        }
    }

    /// <inheritdoc/>
    public override void Leave(int slot)
    {
        ref SlotBudget budget = ref _slots[slot];
        if (_call is StrategyCall.Save or StrategyCall.Restore)
        {
            LeaveHandover();
            return;
        }

        _hasEnd = budget.IsTimed;
        if (budget.IsTimed)
        {
            _endTicks = Stopwatch.GetTimestamp();
            long ticks = _endTicks - _startTicks;
            budget.TotalTicks += ticks;
            budget.MaxTicks = Math.Max(budget.MaxTicks, ticks);
            if (ticks > budget.TimeTicks)
            {
                AddTime(slot, ref budget, ticks * NsPerTick);
            }
        }

        // What is read at the end of a callback is the beginning of the next one for the same event.
        _hasAllocated = true;
        long before = _allocatedBytes;
        _allocatedBytes = GC.GetAllocatedBytesForCurrentThread();
        if (_allocatedBytes != before)
        {
            AddAllocation(slot, ref budget, _allocatedBytes - before);
        }

        Volatile.Write(ref *_activeSlot, 0);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The exception has quarantined the version: whatever it overran in the same record before is told and no more,
    /// since another version may be in the slot when the record comes.
    /// </remarks>
    public override void Abandon(int slot)
    {
        _pending.OnlyTell(slot);
        _hasEnd = false;
        _hasAllocated = false;
        Volatile.Write(ref *_activeSlot, 0);
    }

    /// <inheritdoc/>
    public override void Fault(int slot, Exception exception) => Faults?.Add(slot, _sequence, exception);

    private void LeaveHandover()
    {
        HandoverBytes += GC.GetAllocatedBytesForCurrentThread() - _handoverStartBytes;
        if (_handoverStartTicks != 0)
        {
            long ticks = Stopwatch.GetTimestamp() - _handoverStartTicks;
            (_call == StrategyCall.Save ? ref _saveTicks : ref _restoreTicks) += ticks;
        }

        Volatile.Write(ref *_activeSlot, 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddTime(int slot, ref SlotBudget budget, long ns) => Tell(
        slot, OverrunKind.Time, Decide(ref budget, budget.OnTime), ns, budget.TimeNs, ref budget.UntoldTime, ref budget.NextTimeAlertNs);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddAllocation(int slot, ref SlotBudget budget, long bytes)
    {
        bool isStart = _call == StrategyCall.OnStart;
        OverrunKind bound = budget.Allocated.Add(bytes, isStart, _timeNs, Bounds, out long measured, out long limit);
        if (bound != OverrunKind.None)
        {
            Tell(
                slot, bound, Decide(ref budget, budget.OnBound), measured, limit, ref budget.UntoldAllocation,
                ref budget.NextAllocationAlertNs);
        }
        else if (budget.IsAllocationChecked && !isStart && bytes > budget.AllocationBytes)
        {
            Tell(
                slot, OverrunKind.Allocation, Decide(ref budget, budget.OnAllocation), bytes, budget.AllocationBytes,
                ref budget.UntoldAllocation, ref budget.NextAllocationAlertNs);
        }
    }

    private void Tell(
        int slot, OverrunKind kind, OverrunAction action, long measured, long limit, ref long untold, ref long nextAlertNs)
    {
        // Counted in any case: the next record of the kind stands for those that got none.
        untold++;
        if (action == OverrunAction.Alert && _timeNs < nextAlertNs)
        {
            return;
        }

        nextAlertNs = _timeNs + AlertEveryNs;
        Add(slot, kind, action, measured, limit, ref untold);
    }

    /// <summary>
    /// The first overrun of a record acts; later ones of the same record are told only. They are of the version that the
    /// first one takes out, and must not fall on the one that comes in its place.
    /// </summary>
    private OverrunAction Decide(ref SlotBudget budget, OverrunAction wanted)
    {
        budget.Overruns++;
        if (wanted == OverrunAction.Alert || budget.ActedInSequence == _sequence)
        {
            return OverrunAction.Alert;
        }

        budget.ActedInSequence = _sequence;
        return wanted;
    }

    private void Add(
        int slot, OverrunKind kind, OverrunAction action, long measured, long limit, ref long untold)
    {
        _pending.Add(new CallbackOverrunPayload
        {
            Slot = slot,
            Kind = kind,
            Call = _call,
            Action = action,
            Measured = measured,
            Budget = limit,
            CauseSequence = _sequence,
            Count = untold,
        });
        untold = 0;
    }
}
