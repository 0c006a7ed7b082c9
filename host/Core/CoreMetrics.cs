using System.Diagnostics;
using System.Runtime;
using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Engine;

namespace Strategies.Core;

/// <summary>
/// What the core tells of itself in shared memory, and its own alarm: the first collection, the first byte allocated and the
/// first method compiled on the hot thread during a session.
/// </summary>
/// <remarks>The hot thread's, but for <see cref="TakeAlarms"/>; allocates nothing.</remarks>
public sealed class CoreMetrics
{
    /// <summary>Turns between two looks at what is cheap but not free.</summary>
    private const int PublishEvery = 1_024;

    private const long LongCycleNs = 100_000;

    private readonly CellCounters<CoreCounter> _counters;
    private readonly EngineDriver _driver;
    private readonly InputWriter _records;
    private readonly int[] _gcAtStart = new int[3];
    private readonly TurnWindow _lastMinute = new();
    private long _allocatedAtStart;
    private long _compiledAtStart;
    private long _lastTurnNs;
    private long _cycles;
    private long _busyCycles;
    private long _cycleNsMax;
    private long _longCycles;
    private long _swaps;
    private long _alarms;
    private int _untilPublish = 1;
    private bool _isSession;

    public CoreMetrics(CellCounters<CoreCounter> counters, EngineDriver driver, InputWriter records)
    {
        _counters = counters;
        _driver = driver;
        _records = records;
    }

    public long Packets { get; set; }

    public long Messages { get; set; }

    public long Repeats { get; set; }

    /// <summary>Collections since the session began, by generation.</summary>
    public long[] GcCounts { get; } = new long[3];

    public long AllocatedBytes { get; private set; }

    public long CompiledMethods { get; private set; }

    /// <summary>From here on nothing may allocate, be collected or be compiled on the hot thread.</summary>
    public void BeginSession()
    {
        for (int generation = 0; generation < 3; generation++)
        {
            _gcAtStart[generation] = GC.CollectionCount(generation);
        }

        _compiledAtStart = JitInfo.GetCompiledMethodCount(currentThread: true);
        _allocatedAtStart = GC.GetAllocatedBytesForCurrentThread();
        _isSession = true;
    }

    /// <summary>The session is over: what comes now is not counted any more.</summary>
    public void EndSession()
    {
        Look();
        _isSession = false;
        Publish();
    }

    public void SetHeld(bool isHeld) => _counters[CoreCounter.IsHeld] = isHeld ? 1 : 0;

    public void SetReconciled(ulong mark) => _counters[CoreCounter.Reconciled] = (long)mark;

    public void CountSwap(long stepNs)
    {
        _swaps++;
        _counters[CoreCounter.Swaps] = _swaps;
        _counters[CoreCounter.LastSwapNs] = stepNs;
    }

    /// <summary>A turn of the loop has ended.</summary>
    public void Turn(long nowNs, bool isBusy)
    {
        if (_lastTurnNs != 0)
        {
            long cycleNs = nowNs - _lastTurnNs;
            _cycleNsMax = Math.Max(_cycleNsMax, cycleNs);
            _longCycles += cycleNs > LongCycleNs ? 1 : 0;
            _lastMinute.Record(nowNs, cycleNs);
        }

        _lastTurnNs = nowNs;
        _cycles++;
        _busyCycles += isBusy ? 1 : 0;
        if (--_untilPublish == 0)
        {
            _untilPublish = PublishEvery;
            Look();
            Publish();
        }
    }

    /// <summary>Alarms so far. Any thread.</summary>
    public long TakeAlarms() => Volatile.Read(ref _alarms);

    private void Look()
    {
        if (!_isSession)
        {
            return;
        }

        bool isAlarm = false;
        for (int generation = 0; generation < 3; generation++)
        {
            long count = GC.CollectionCount(generation) - _gcAtStart[generation];
            isAlarm |= count != GcCounts[generation];
            GcCounts[generation] = count;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - _allocatedAtStart;
        long compiled = JitInfo.GetCompiledMethodCount(currentThread: true) - _compiledAtStart;
        isAlarm |= allocated != AllocatedBytes || compiled != CompiledMethods;
        AllocatedBytes = allocated;
        CompiledMethods = compiled;
        if (isAlarm)
        {
            Volatile.Write(ref _alarms, _alarms + 1);
        }
    }

    private void Publish()
    {
        EngineCounters engine = _driver.Engine.Counters;
        _counters[CoreCounter.LastSequence] = (long)_driver.LastSequence;
        _counters[CoreCounter.EngineTimeNs] = _records.LastTimeNs;
        _counters[CoreCounter.Messages] = Messages;
        _counters[CoreCounter.Packets] = Packets;
        _counters[CoreCounter.Orders] = _driver.Metrics.OrdersOffered;
        _counters[CoreCounter.Fills] = _driver.Metrics.Fills;
        _counters[CoreCounter.Rejects] = engine.Rejects;
        _counters[CoreCounter.Cycles] = _cycles;
        _counters[CoreCounter.BusyCycles] = _busyCycles;
        _counters[CoreCounter.CycleNsMax] = _cycleNsMax;
        _counters[CoreCounter.CycleNsMaxMinute] = _lastMinute.MaxNs;
        _counters[CoreCounter.LongCycles] = _longCycles;
        _counters[CoreCounter.Gen0] = GcCounts[0];
        _counters[CoreCounter.Gen1] = GcCounts[1];
        _counters[CoreCounter.Gen2] = GcCounts[2];
        _counters[CoreCounter.HotAllocatedBytes] = AllocatedBytes;
        _counters[CoreCounter.HotCompiledMethods] = CompiledMethods;
        _counters[CoreCounter.Alarms] = _alarms;
        _counters[CoreCounter.Repeats] = Repeats;
    }
}
