using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Driver;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Records;
using Strategies.Session;

namespace Strategies.Core;

/// <summary>
/// One core from its first event to its last: rings and clock are taken, the hot thread is pinned and runs, housekeeping
/// goes on beside it, and at the end everything is given back at a record boundary.
/// </summary>
public sealed class CoreSession : IDisposable
{
    private const long ReconcileNsMax = 1_000_000_000;

    private static readonly TimeSpan HousekeepingPause = TimeSpan.FromMilliseconds(2);

    private readonly ProcessContext _context;
    private readonly CoreStartup _startup;
    private readonly CoreResources _resources;
    private readonly Heartbeat _heartbeat;
    private readonly CancellationTokenSource _ending = new();
    private readonly EngineDriver _driver;
    private readonly RingOrderPort _port;
    private readonly InputWriter _records;
    private readonly CoreMetrics _metrics;
    private readonly LiveLoop _loop;
    private readonly DeploymentCoordinator _versions;
    private readonly ulong _startSequence;
    private Exception? _failure;
    private LoopEnd _end;
    private LiveSwap[] _committed = [];
    private long _startedTimestamp;
    private long _endedTimestamp;
    private int _pinnedCpu = -1;

    /// <summary>Takes the core's ends of the rings.</summary>
    /// <param name="context">Its process, which beats as the core.</param>
    /// <param name="startup">Engine and journal; closed with this.</param>
    /// <param name="resources">What it trades with, owned by this process; closed with this.</param>
    /// <exception cref="IpcException">A ring cannot be had.</exception>
    public CoreSession(ProcessContext context, CoreStartup startup, CoreResources resources)
    {
        _context = context;
        _startup = startup;
        _resources = resources;
        _heartbeat = context.Heartbeat;
        CoreRings rings = new(resources.Rings, startup.Engine);
        _port = new RingOrderPort(rings.Orders, resources.TickToOrder);
        _driver = MakeDriver();
        _records = new InputWriter(_driver);
        _metrics = new CoreMetrics(resources.Counters, _driver, _records);
        _startSequence = startup.Journal.LastSequence;
        _loop = new LiveLoop(
            _driver, _records, _port, rings, _metrics, resources.PeerMonitor, resources.Clock, resources.Flags, _heartbeat,
            context.Setup, context.Stopping)
        {
            Gaps = resources.Gaps,
        };
        _versions = new DeploymentCoordinator(startup, rings, _loop, resources.Counters, context.Log, _ending.Token);
    }

    /// <summary>The hot thread, if it waits already; else one is started.</summary>
    public HotThreadStart? WaitingHotThread { get; init; }

    /// <summary>How the takeover went; null when this one took over from nobody.</summary>
    public Takeover? Takeover { get; init; }

    /// <summary>Runs until something ends it.</summary>
    /// <returns>What did.</returns>
    public LoopEnd Run()
    {
        SessionCollections.Begin(_context.Log);
        HotThreadStart hotThread = WaitingHotThread ?? new HotThreadStart(_context.Setup.HotCpu);
        hotThread.Begin(() => RunHot(hotThread));
        if (Takeover is { } takeover)
        {
            HotThread.TryPutBack(); // What is between two cores comes before others; what comes now does not.
            takeover.Log(_context.Log);
        }

        _versions.Start();
        long alarms = 0;
        ReconciliationReport[] reconciled =
            [.. _loop.Reconciliations.Select(reconciliation => new ReconciliationReport(_context, reconciliation))];
        while (!hotThread.Join(HousekeepingPause))
        {
            _resources.PeerMonitor.Look();
            alarms = LogAlarms(alarms);
            Array.ForEach(reconciled, report => report.Turn());
        }

        Array.ForEach(reconciled, report => report.Turn());
        _ending.Cancel();
        _versions.Stop(TimeSpan.FromSeconds(_end == LoopEnd.HandedOver ? 0 : 2));
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        _context.Log.Information("the loop has ended: {End}; last input {Last}", _end, _driver.LastSequence);
        if (_loop.Day.IsUnanswered)
        {
            _context.Log.Warning("a venue did not answer at the end of the day: its last reports may be missing");
        }

        _committed = _versions.Committed();
        return _end;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _startup.Journal.Dispose();
        _resources.Dispose();
        _ending.Dispose();
    }

    private unsafe EngineDriver MakeDriver()
    {
        BudgetMeter meter = new(_resources.Counters.AddressOf(CoreCounter.ActiveSlot)) { Bounds = _startup.Setup.Plan.Engine.Bounds };
        EngineDriver driver = new(_startup.Engine, _startup.Journal, _port, meter);
        foreach (ref readonly SlotDefinitionPayload definition in _resources.Slots.AsSpan())
        {
            meter.Define(in definition);
        }

        return driver;
    }

    private void RunHot(HotThreadStart hotThread)
    {
        try
        {
            Takeover?.SetStarted();
            if (_startup.IsDayEnded)
            {
                _context.Log.Information("the day has ended already: its last record is input {Last}", _startSequence);
                _end = LoopEnd.DayEnded;
                _resources.Counters[CoreCounter.LastSequence] = (long)_startSequence;
                _resources.Counters[CoreCounter.IsDayEnded] = 1;
                return;
            }

            int cpu = _context.Setup.HotCpu;
            if (hotThread.PinProblem.Length > 0)
            {
                throw new CellException(
                    _context.Setup.File,
                    $"the hot thread cannot be pinned: {hotThread.PinProblem}",
                    "name another CPU with core.cpu");
            }

            if (!hotThread.IsFirst)
            {
                _context.Log.Warning("the hot thread is not put before others on CPU {Cpu}: give CAP_SYS_NICE", cpu);
            }

            _pinnedCpu = cpu;
            _resources.Counters[CoreCounter.PinnedCpu] = cpu;
            Begin();
            // Behind the first records, which may allocate and compile.
            _metrics.BeginSession();
            _heartbeat.SetState(HeartbeatState.Running);
            _startedTimestamp = Stopwatch.GetTimestamp();
            _end = _loop.Run();
            _endedTimestamp = Stopwatch.GetTimestamp();
            _metrics.EndSession();
            _resources.Counters[CoreCounter.IsDayEnded] = _end == LoopEnd.DayEnded ? 1 : 0;
            if (_end == LoopEnd.HandedOver)
            {
                HandOver();
            }
        }
        catch (Exception exception)
        {
            // Whatever it is: the main thread tells it, and the process ends by it.
            _failure = exception;
        }
    }

    /// <summary>
    /// Gives everything back that the next core waits for, on the one thread that waits for no CPU: nobody trades until this
    /// is done. What costs time, unmapping above all, comes later.
    /// </summary>
    private void HandOver()
    {
        // First, as its thread uses ring and counters, which the next core is about to own.
        _versions.LeaveShared();
        _startup.Journal.HandOver();
        _resources.Release();
        // Last: by the heartbeat the next core sees that all of it is free.
        _context.Release();
    }

    /// <summary>The first records of a day, or what a recovery owes: orders again, and agreement with the venue.</summary>
    private void Begin()
    {
        _heartbeat.SetState(HeartbeatState.Recovering);
        if (_startup.IsNewDay)
        {
            StartOfDay.Take(
                _startup.Setup, _records, _driver, _startup.Configuration, _startup.Starts,
                _startup.Packets.FirstExchangeTimeNs);
            return;
        }

        foreach (byte[] output in _startup.OfferAgain)
        {
            if (CommitGate.Leaves(RecordWriter.Header(output).Type))
            {
                _driver.Gate.Pass(output);
            }
        }

        if (Takeover is { } takeover)
        {
            // Nothing was lost between the two: the venue saw no silence, and there is nothing to agree on.
            _resources.Counters[CoreCounter.TakeoverNs] = MonotonicClock.NowNs - takeover.HandedOverNs;
            return;
        }

        if (!_loop.Reconcile(ReconcileNsMax))
        {
            _context.Log.Information("a venue has not answered yet which orders it has: the loop awaits it");
        }
    }

    private long LogAlarms(long told)
    {
        long alarms = _metrics.TakeAlarms();
        if (alarms != told)
        {
            _context.Log.Warning(
                "alarm: collections {Gen0}/{Gen1}/{Gen2}, {Bytes} bytes allocated and {Methods} methods compiled on the hot thread",
                _resources.Counters[CoreCounter.Gen0], _resources.Counters[CoreCounter.Gen1], _resources.Counters[CoreCounter.Gen2],
                _resources.Counters[CoreCounter.HotAllocatedBytes], _resources.Counters[CoreCounter.HotCompiledMethods]);
        }

        return alarms;
    }

    /// <summary>Writes down what was measured. After the journal has been given back: another core may wait for that.</summary>
    public void WriteReport() => new SessionReport(_metrics, _loop.Gaps, _startedTimestamp, _endedTimestamp)
    {
        PinnedCpu = _pinnedCpu,
        StartSequence = _startSequence,
        End = _end,
    }
    .Write(_context.Setup.Paths, _committed);
}
