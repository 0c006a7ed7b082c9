using System.Globalization;
using System.Runtime.CompilerServices;
using Strategies.Engine.Slots;
using Strategies.Records;

namespace Strategies.Follower.Rehearsing;

/// <summary>
/// Measures the callbacks of a version that is rehearsed and judges them by its slot's budgets. Memory: the first
/// callback that allocates more than it may is one too many; OnStart, Save and Restore may allocate up to a bound. Time: the thread's
/// processor time counts, and of 1,000 callbacks <see cref="SlowPerMille"/> may exceed the budget, three at least,
/// since caches and interrupts are the machine's.
/// </summary>
/// <remarks>The rehearsal's thread, but for <see cref="ActiveCall"/>, which any thread may read.</remarks>
public sealed class RehearsalMeter : CallbackMeter
{
    /// <summary>Callbacks of 1,000 that may exceed the time budget.</summary>
    public const int SlowPerMille = 3;

    private const int SlowMin = 3;

    private readonly int _slot;
    private readonly long _timeBudgetNs;
    private readonly long _allocationBudgetBytes;
    private readonly long _startBytesMax;
    private StrategyCall _call;
    private int _activeCall;
    private long _startNs;
    private long _startBytes;
    private long _slow;
    private StrategyCall _slowestCall;
    private StrategyCall _allocatingCall;
    private long _allocatingBytes;

    /// <summary>Makes a meter.</summary>
    /// <param name="slot">The slot; other slots are not measured.</param>
    /// <param name="timeBudgetNs">Longest time of a callback, ns; 0 or below for any.</param>
    /// <param name="allocationBudgetBytes">Bytes that a callback may allocate; below 0 for as many as the bounds allow.</param>
    /// <param name="bounds">What any slot may allocate at most; none for the usual.</param>
    public RehearsalMeter(int slot, long timeBudgetNs, long allocationBudgetBytes, SlotBounds? bounds = null)
    {
        bounds ??= new SlotBounds();
        _slot = slot;
        _timeBudgetNs = timeBudgetNs;
        _allocationBudgetBytes = allocationBudgetBytes < 0 ? bounds.CallbackBytesMax : allocationBudgetBytes;
        _startBytesMax = bounds.StartBytesMax;
        _ = ThreadTime.NowNs; // The first call binds the system call, which allocates.
    }

    /// <summary>Callbacks that were measured.</summary>
    public long Callbacks { get; private set; }

    /// <summary>Processor time of the longest, ns.</summary>
    public long CallbackNsMax { get; private set; }

    /// <summary>Bytes that callbacks allocated, those that may left out.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>What is being called right now; none between two calls. Any thread.</summary>
    public StrategyCall ActiveCall => (StrategyCall)Volatile.Read(ref _activeCall);

    /// <summary>What exceeds the budgets, in words; empty when nothing does.</summary>
    public string Problem
    {
        get
        {
            if (_allocatingCall != StrategyCall.None)
            {
                return Words($"{_allocatingCall} allocated {_allocatingBytes} bytes, budget {MostOf(_allocatingCall)}");
            }

            return _slow > Math.Max(SlowMin, Callbacks * SlowPerMille / 1_000)
                ? Words(
                    $"{_slow} of {Callbacks} callbacks took longer than the budget of {_timeBudgetNs} ns, the longest, "
                    + $"{_slowestCall}, {CallbackNsMax} ns")
                : "";
        }
    }

    /// <inheritdoc/>
    public override void Enter(int slot, StrategyCall call, bool isNext)
    {
        if (slot != _slot)
        {
            return;
        }

        _call = call;
        Volatile.Write(ref _activeCall, (int)call);
        _startBytes = GC.GetAllocatedBytesForCurrentThread();
        _startNs = ThreadTime.NowNs;
    }

    /// <inheritdoc/>
    public override void Leave(int slot)
    {
        if (slot != _slot)
        {
            return;
        }

        long ns = ThreadTime.NowNs - _startNs;
        long bytes = GC.GetAllocatedBytesForCurrentThread() - _startBytes;
        Volatile.Write(ref _activeCall, 0);
        AddAllocation(bytes);
        if (IsLarge(_call) && _call != StrategyCall.OnStart)
        {
            return;
        }

        Callbacks++;
        AddTime(ns);
    }

    /// <inheritdoc/>
    public override void Abandon(int slot) => Volatile.Write(ref _activeCall, 0);

    private void AddTime(long ns)
    {
        _slow += _timeBudgetNs > 0 && ns > _timeBudgetNs ? 1 : 0;
        if (ns > CallbackNsMax)
        {
            CallbackNsMax = ns;
            _slowestCall = _call;
        }
    }

    private void AddAllocation(long bytes)
    {
        AllocatedBytes += IsLarge(_call) ? 0 : bytes;
        if (bytes > MostOf(_call) && _allocatingCall == StrategyCall.None)
        {
            _allocatingCall = _call;
            _allocatingBytes = bytes;
        }
    }

    private long MostOf(StrategyCall call) => IsLarge(call) ? _startBytesMax : _allocationBudgetBytes;

    private static bool IsLarge(StrategyCall call) => call is StrategyCall.OnStart or StrategyCall.Save or StrategyCall.Restore;

    private static string Words(DefaultInterpolatedStringHandler text) =>
        string.Create(CultureInfo.InvariantCulture, ref text);
}
