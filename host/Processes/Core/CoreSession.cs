using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Strategies.Backtest;
using Strategies.Cell;
using Strategies.Cell.Regions;
using Strategies.Cell.Running;
using Strategies.Core;
using Strategies.Engine.Records;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Processes.Core;

/// <summary>
/// One core from its first event to its last: rings and clock are taken, the hot thread is pinned and runs, housekeeping
/// goes on beside it, and at the end everything is given back at a record boundary.
/// </summary>
internal sealed class CoreSession : IDisposable
{
    private const long ReconcileNsMax = 1_000_000_000;
    private const long GapHalfWindowNs = 1_000_000;

    private static readonly TimeSpan HousekeepingPause = TimeSpan.FromMilliseconds(2);

    private readonly ProcessContext _context;
    private readonly CoreBirth _birth;
    private readonly Heartbeat _heartbeat;
    private readonly CellCounters<CoreCounter> _counters;
    private readonly CancellationTokenSource _ending = new();
    private readonly SharedHistogram _tickToOrder;
    private readonly CoreRings _rings;
    private readonly SessionClock _clock;
    private readonly CellFlags _flags;
    private readonly Surroundings _surroundings;
    private readonly EngineDriver _driver;
    private readonly RingOrderPort _port;
    private readonly LiveRecords _records;
    private readonly CoreBoard _board;
    private readonly LiveLoop _loop;
    private readonly ulong _startSequence;
    private Exception? _failure;
    private LoopEnd _end;
    private LiveSwap[] _committed = [];
    private long _startedTimestamp;
    private long _endedTimestamp;
    private int _pinnedCpu = -1;

    /// <summary>Takes what a core needs.</summary>
    /// <exception cref="IpcException">A ring cannot be had.</exception>
    internal CoreSession(
        ProcessContext context,
        CoreBirth birth,
        Heartbeat heartbeat,
        CellCounters<CoreCounter> counters,
        GapHistory? gaps)
    {
        _context = context;
        _birth = birth;
        _heartbeat = heartbeat;
        _counters = counters;
        _rings = new CoreRings(context.Regions, birth.Engine);
        _tickToOrder = OpenHistogram(context.Regions.HistogramOf(ProcessRole.Core, "tick-to-order"));
        long startNs = Math.Max(birth.Engine.TimeNs, birth.Packets.FirstExchangeTimeNs - 1_000_000_000);
        _clock = SessionClock.Create(context.Regions.Clock, startNs, context.Setup.Config.Speed);
        _flags = CellRegions.Await(() => CellFlags.Open(context.Regions.Flags), context.Stopping);
        _surroundings = new Surroundings(context.Regions, context.Setup.Paths.Memory);
        _surroundings.Look();
        _port = new RingOrderPort(_rings.Orders, _tickToOrder);
        _driver = MakeDriver();
        _records = new LiveRecords(_driver);
        _board = new CoreBoard(counters, _driver, _records);
        _startSequence = birth.Journal.LastSequence;
        _loop = new LiveLoop(
            _driver, _records, _port, _rings, _board, _surroundings, _clock, _flags, heartbeat, context.Setup, context.Stopping)
        {
            Gaps = gaps,
        };
    }

    /// <summary>
    /// Monotonic time of the last sign of life of the core that handed over; 0 when this one took over from nobody.
    /// </summary>
    internal long HandedOverNs { get; init; }

    /// <summary>What remembers the stops of the loop; null where nothing is to be judged. Its memory is touched here.</summary>
    internal static GapHistory? GapsOf(ProcessContext context) => context.Setup.Config.Core.GapMinutes is > 0 and int minutes
        ? new GapHistory(TimeSpan.FromMinutes(minutes))
        : null;

    /// <summary>Runs until something ends it.</summary>
    /// <returns>What did.</returns>
    internal LoopEnd Run()
    {
        SessionCollections.Begin(_context.Log);
        Thread thread;
        using (ExecutionContext.SuppressFlow())
        {
            thread = new Thread(RunHot) { Name = "hot", IsBackground = true };
            thread.Start();
        }

        if (HandedOverNs != 0)
        {
            HotThread.TryPutBack(); // What is between two cores comes before others; what comes now does not.
        }

        VersionDesk versions = new(_birth, _rings, _loop, _counters, _context.Log, _ending.Token);
        versions.Start();
        long alarms = 0;
        ulong reconciled = 0;
        while (!thread.Join(HousekeepingPause))
        {
            _surroundings.Look();
            alarms = TellAlarms(alarms);
            reconciled = TellReconciliation(reconciled);
        }

        TellReconciliation(reconciled);

        HotThread.TryPutFirst(); // Nobody trades until the journal is given back.
        _ending.Cancel();
        versions.Stop(_end == LoopEnd.HandedOver ? TimeSpan.FromMilliseconds(20) : TimeSpan.FromSeconds(2));
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        _counters[CoreCounter.IsDayEnded] = _end == LoopEnd.DayEnded ? 1 : 0;
        _context.Log.Information("the loop has ended: {End}; last input {Last}", _end, _driver.LastSequence);
        _committed = versions.Committed();
        return _end;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _birth.Journal.Dispose();
        _rings.Dispose();
        _clock.Dispose();
        _flags.Dispose();
        _surroundings.Dispose();
        _tickToOrder.Dispose();
        _ending.Dispose();
    }

    private static SharedHistogram OpenHistogram(RegionLocation location)
    {
        try
        {
            return SharedHistogram.Create(location, StalePolicy.Adopt);
        }
        catch (IpcException exception) when (exception.Fault == IpcFault.Stale)
        {
            return SharedHistogram.Create(location, StalePolicy.Replace);
        }
    }

    private unsafe EngineDriver MakeDriver()
    {
        BudgetMeter meter = new(_counters.AddressOf(CoreCounter.ActiveSlot));
        EngineDriver driver = new(_birth.Engine, _birth.Journal, _port, meter);
        foreach (SlotDefinitionPayload definition in SlotDefinitions.Of(_birth.Setup))
        {
            meter.Define(in definition);
        }

        return driver;
    }

    private void RunHot()
    {
        try
        {
            if (_birth.IsDayEnded)
            {
                _context.Log.Information("the day has ended already: its last record is input {Last}", _startSequence);
                _end = LoopEnd.DayEnded;
                return;
            }

            int cpu = _context.Setup.HotCpu;
            if (!HotThread.TryPin(cpu, out string problem))
            {
                throw new CellException(
                    _context.Setup.File, $"the hot thread cannot be pinned: {problem}", "name another CPU with core.cpu");
            }

            if (!HotThread.TryPutFirst())
            {
                _context.Log.Warning("the hot thread is not put before others on CPU {Cpu}: give CAP_SYS_NICE", cpu);
            }

            _pinnedCpu = cpu;
            _counters[CoreCounter.PinnedCpu] = cpu;
            Begin();
            _board.BeginSession();
            _heartbeat.SetState(HeartbeatState.Running);
            _startedTimestamp = Stopwatch.GetTimestamp();
            _end = _loop.Run();
            _endedTimestamp = Stopwatch.GetTimestamp();
            _board.EndSession();
        }
        catch (Exception exception)
        {
            // Whatever it is: the main thread tells it, and the process ends by it.
            _failure = exception;
        }
    }

    /// <summary>The first records of a day, or what a recovery owes: orders again, and agreement with the venue.</summary>
    private void Begin()
    {
        _heartbeat.SetState(HeartbeatState.Recovering);
        if (_birth.IsNewDay)
        {
            StartOfDay.Take(
                _birth.Setup, new RecordDesk(_driver), _driver, _birth.Configuration, _birth.Starts,
                _birth.Packets.FirstExchangeTimeNs);
            _records.GoOn();
            return;
        }

        foreach (byte[] output in _birth.OfferAgain)
        {
            if (RecordWriter.Header(output).Type
                is RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest or RecordType.OrderCancelRequest)
            {
                _port.Offer(output);
            }
        }

        if (HandedOverNs != 0)
        {
            // Nothing was lost between the two: the venue saw no silence, and there is nothing to agree on.
            _counters[CoreCounter.TakeoverNs] = MonotonicClock.NowNs - HandedOverNs;
            return;
        }

        if (!_loop.Reconcile(ReconcileNsMax))
        {
            _context.Log.Information("the venue has not answered yet which orders it has: the loop awaits it");
        }
    }

    /// <summary>Tells of reconciliations that have ended since the last one that was told; counts are this core's so far.</summary>
    private ulong TellReconciliation(ulong told)
    {
        Reconciliation reconciliation = _loop.Reconciliation;
        ulong mark = reconciliation.LastMark;
        if (mark != told)
        {
            _context.Log.Information(
                "reconciliation {Mark} done: {Here} orders canceled here, {There} at the venue, {Disagreements} disagreements",
                mark, reconciliation.CanceledHere, reconciliation.CanceledThere, reconciliation.Disagreements);
        }

        return mark;
    }

    private long TellAlarms(long told)
    {
        long alarms = _board.TakeAlarms();
        if (alarms != told)
        {
            _context.Log.Warning(
                "alarm: collections {Gen0}/{Gen1}/{Gen2}, {Bytes} bytes allocated and {Methods} methods compiled on the hot thread",
                _counters[CoreCounter.Gen0], _counters[CoreCounter.Gen1], _counters[CoreCounter.Gen2],
                _counters[CoreCounter.HotAllocatedBytes], _counters[CoreCounter.HotCompiledMethods]);
        }

        return alarms;
    }

    /// <summary>Writes down what was measured. After the journal has been given back: another core may wait for that.</summary>
    internal void WriteReport()
    {
        LiveSwap[] committed = _committed;
        bool isDayEnded = _end == LoopEnd.DayEnded;
        new CoreReport
        {
            Pid = Environment.ProcessId,
            PinnedCpu = _pinnedCpu,
            GcCounts = _board.GcCounts,
            AllocatedBytes = _board.AllocatedBytes,
            CompiledMethods = _board.CompiledMethods,
            ElapsedSeconds = Stopwatch.GetElapsedTime(_startedTimestamp, _endedTimestamp).TotalSeconds,
            StartSequence = _startSequence,
            Messages = _board.Messages,
            SwapNs = [.. committed.Select(swap => swap.StepNs)],
            CommandToLiveNs = [.. committed.Select(swap => swap.DecidedNs - swap.SeenNs)],
            SwapGapNs = Gaps(committed),
            ControlGapNs = Controls(committed.Length),
            IsDayEnded = isDayEnded,
        }.Write(_context.Setup.Paths, isHandedOver: _end == LoopEnd.HandedOver);
    }

    private List<long> Gaps(LiveSwap[] committed)
    {
        List<long> gaps = [];
        foreach (LiveSwap swap in committed)
        {
            if (_loop.Gaps is { } history && history.TryGetLargestNs(swap.StartTimestamp, GapHalfWindowNs, out long gapNs))
            {
                gaps.Add(gapNs);
            }
        }

        return gaps;
    }

    /// <summary>As many moments without a swap, spread evenly over the session: what the machine itself does.</summary>
    private List<long> Controls(int swaps)
    {
        List<long> gaps = [];
        int count = _loop.Gaps is null ? 0 : Math.Max(200, swaps);
        for (int index = 1; index <= count; index++)
        {
            long moment = _startedTimestamp + (long)((_endedTimestamp - _startedTimestamp) * (index / (count + 1.0)));
            if (_loop.Gaps!.TryGetLargestNs(moment, GapHalfWindowNs, out long gapNs))
            {
                gaps.Add(gapNs);
            }
        }

        return gaps;
    }
}
