using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Strategies.Cell;
using Strategies.Cell.Regions;
using Strategies.Cell.Running;
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
internal sealed class CoreSession : IDisposable
{
    private const long ReconcileNsMax = 1_000_000_000;

    private static readonly TimeSpan HousekeepingPause = TimeSpan.FromMilliseconds(2);

    private readonly ProcessContext _context;
    private readonly CoreBirth _birth;
    private readonly CoreEquipment _equipment;
    private readonly Heartbeat _heartbeat;
    private readonly CancellationTokenSource _ending = new();
    private readonly EngineDriver _driver;
    private readonly RingOrderPort _port;
    private readonly LiveRecords _records;
    private readonly CoreBoard _board;
    private readonly LiveLoop _loop;
    private readonly VersionDesk _versions;
    private readonly ulong _startSequence;
    private Exception? _failure;
    private LoopEnd _end;
    private LiveSwap[] _committed = [];
    private long _startedTimestamp;
    private long _endedTimestamp;
    private int _pinnedCpu = -1;

    /// <summary>Takes the core's ends of the rings.</summary>
    /// <param name="context">Its process, which beats as the core.</param>
    /// <param name="birth">Engine and journal; closed with this.</param>
    /// <param name="equipment">What it trades with, owned by this process; closed with this.</param>
    /// <exception cref="IpcException">A ring cannot be had.</exception>
    internal CoreSession(ProcessContext context, CoreBirth birth, CoreEquipment equipment)
    {
        _context = context;
        _birth = birth;
        _equipment = equipment;
        _heartbeat = context.Heartbeat;
        CoreRings rings = new(equipment.Rings, birth.Engine);
        _port = new RingOrderPort(rings.Orders, equipment.TickToOrder);
        _driver = MakeDriver();
        _records = new LiveRecords(_driver);
        _board = new CoreBoard(equipment.Counters, _driver, _records);
        _startSequence = birth.Journal.LastSequence;
        _loop = new LiveLoop(
            _driver, _records, _port, rings, _board, equipment.Surroundings, equipment.Clock, equipment.Flags, _heartbeat,
            context.Setup, context.Stopping)
        {
            Gaps = equipment.Gaps,
        };
        _versions = new VersionDesk(birth, rings, _loop, equipment.Counters, context.Log, _ending.Token);
    }

    /// <summary>The hot thread, if it waits already; else one is started.</summary>
    internal HotLane? Lane { get; init; }

    /// <summary>How the takeover went; null when this one took over from nobody.</summary>
    internal Takeover? Takeover { get; init; }

    /// <summary>Runs until something ends it.</summary>
    /// <returns>What did.</returns>
    internal LoopEnd Run()
    {
        SessionCollections.Begin(_context.Log);
        HotLane lane = Lane ?? new HotLane(_context.Setup.HotCpu);
        lane.Begin(() => RunHot(lane));
        if (Takeover is { } takeover)
        {
            HotThread.TryPutBack(); // What is between two cores comes before others; what comes now does not.
            takeover.Tell(_context.Log);
        }

        _versions.Start();
        long alarms = 0;
        ulong reconciled = 0;
        while (!lane.Join(HousekeepingPause))
        {
            _equipment.Surroundings.Look();
            alarms = TellAlarms(alarms);
            reconciled = TellReconciliation(reconciled);
        }

        TellReconciliation(reconciled);

        _ending.Cancel();
        _versions.Stop(TimeSpan.FromSeconds(_end == LoopEnd.HandedOver ? 0 : 2));
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        _context.Log.Information("the loop has ended: {End}; last input {Last}", _end, _driver.LastSequence);
        _committed = _versions.Committed();
        return _end;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _birth.Journal.Dispose();
        _equipment.Dispose();
        _ending.Dispose();
    }

    private unsafe EngineDriver MakeDriver()
    {
        BudgetMeter meter = new(_equipment.Counters.AddressOf(CoreCounter.ActiveSlot));
        EngineDriver driver = new(_birth.Engine, _birth.Journal, _port, meter);
        foreach (ref readonly SlotDefinitionPayload definition in _equipment.Slots.AsSpan())
        {
            meter.Define(in definition);
        }

        return driver;
    }

    private void RunHot(HotLane lane)
    {
        try
        {
            Takeover?.SetStarted();
            if (_birth.IsDayEnded)
            {
                _context.Log.Information("the day has ended already: its last record is input {Last}", _startSequence);
                _end = LoopEnd.DayEnded;
                _equipment.Counters[CoreCounter.IsDayEnded] = 1;
                return;
            }

            int cpu = _context.Setup.HotCpu;
            if (lane.PinProblem.Length > 0)
            {
                throw new CellException(
                    _context.Setup.File,
                    $"the hot thread cannot be pinned: {lane.PinProblem}",
                    "name another CPU with core.cpu");
            }

            if (!lane.IsFirst)
            {
                _context.Log.Warning("the hot thread is not put before others on CPU {Cpu}: give CAP_SYS_NICE", cpu);
            }

            _pinnedCpu = cpu;
            _equipment.Counters[CoreCounter.PinnedCpu] = cpu;
            Begin();
            // Behind the first records, which may allocate and compile.
            _board.BeginSession();
            _heartbeat.SetState(HeartbeatState.Running);
            _startedTimestamp = Stopwatch.GetTimestamp();
            _end = _loop.Run();
            _endedTimestamp = Stopwatch.GetTimestamp();
            _board.EndSession();
            _equipment.Counters[CoreCounter.IsDayEnded] = _end == LoopEnd.DayEnded ? 1 : 0;
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
        _birth.Journal.HandOver();
        _equipment.LetGo();
        // Last: by the heartbeat the next core sees that all of it is free.
        _context.LetGo();
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

        if (Takeover is { } takeover)
        {
            // Nothing was lost between the two: the venue saw no silence, and there is nothing to agree on.
            _equipment.Counters[CoreCounter.TakeoverNs] = MonotonicClock.NowNs - takeover.HandedOverNs;
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
                _equipment.Counters[CoreCounter.Gen0], _equipment.Counters[CoreCounter.Gen1], _equipment.Counters[CoreCounter.Gen2],
                _equipment.Counters[CoreCounter.HotAllocatedBytes], _equipment.Counters[CoreCounter.HotCompiledMethods]);
        }

        return alarms;
    }

    /// <summary>Writes down what was measured. After the journal has been given back: another core may wait for that.</summary>
    internal void WriteReport() => new SessionReport(_board, _loop.Gaps, _startedTimestamp, _endedTimestamp)
    {
        PinnedCpu = _pinnedCpu,
        StartSequence = _startSequence,
        End = _end,
    }
    .Write(_context.Setup.Paths, _committed);
}
