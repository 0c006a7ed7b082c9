using System.Runtime.CompilerServices;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session;

namespace Strategies.Core;

/// <summary>
/// The hot loop of a core. Each turn looks, with a limit each, at: the clock, kill and what else is said beside the
/// rings, reports, commands, a deployment that is prepared, and market data, most of which have a desk of their own;
/// last of all, whether the loop is to end. No step calls back into an earlier one.
/// </summary>
/// <remarks>One pinned thread; allocates nothing, waits for nothing, makes no system call.</remarks>
public sealed class LiveLoop
{
    private const int ClocksMax = 2_048;

    private readonly InputWriter _records;
    private readonly ClockSchedule _schedule;
    private readonly TradingEngine _engine;
    private readonly CoreMetrics _metrics;
    private readonly VenuePollers _venues;
    private readonly CommandPoller _commands;
    private readonly FeedPollers _feeds;
    private readonly PeerMonitor _peers;
    private readonly SessionClock _clock;
    private readonly CellFlags _flags;
    private readonly Heartbeat _heartbeat;
    private readonly CancellationToken _stopping;
    private readonly bool _endsAtFeedEnd;
    private bool _isHeld;
    private bool _isKilled;

    public LiveLoop(
        EngineDriver driver,
        InputWriter records,
        RingOrderPort port,
        CoreRings rings,
        CoreMetrics metrics,
        PeerMonitor peers,
        SessionClock clock,
        CellFlags flags,
        Heartbeat heartbeat,
        CellSetup setup,
        CancellationToken stopping)
    {
        _records = records;
        _schedule = new ClockSchedule(driver.Engine);
        _engine = driver.Engine;
        _metrics = metrics;
        _peers = peers;
        _clock = clock;
        _flags = flags;
        _heartbeat = heartbeat;
        _stopping = stopping;
        _endsAtFeedEnd = setup.Config.DayEnds == DayEnd.AtFeedEnd;
        Swaps = new SwapStep(driver, records, metrics);
        _venues = new VenuePollers(driver, records, rings, metrics, setup);
        Day = new EndOfDay(driver.Engine, records, _venues.Closes);
        _commands = new CommandPoller(rings, driver.Engine, records, metrics, Day);
        _feeds = new FeedPollers(driver, records, rings, metrics, port, peers, setup.Plan);
        _isHeld = driver.Engine.AreSendsHeld;
    }

    public SwapStep Swaps { get; }

    /// <summary>Of each venue, the first with number 1.</summary>
    public IReadOnlyList<Reconciliation> Reconciliations => _venues.Reconciliations;

    public EndOfDay Day { get; }

    /// <summary>Remembers how long the loop stood still, where pauses are to be judged.</summary>
    public GapHistory? Gaps { get; init; }

    /// <summary>Ring records that were not what they should be, and were not taken.</summary>
    public long Malformed => _commands.Malformed + _venues.Malformed + _feeds.Malformed;

    /// <summary>
    /// Asks the venues for their orders and takes their reports, and nothing else, until core and venues agree or the time is
    /// over: no strategy acts on a view that may be wrong.
    /// </summary>
    /// <param name="nsMax">Longest time, ns.</param>
    /// <returns>False when a venue did not answer in time; the answer is still awaited in the loop.</returns>
    public bool Reconcile(long nsMax)
    {
        long endNs = MonotonicClock.NowNs + nsMax;
        _venues.Reconcile();
        while (_venues.IsReconciling)
        {
            long monotonicNs = MonotonicClock.NowNs;
            _heartbeat.Beat(monotonicNs);
            if (monotonicNs > endNs || _stopping.IsCancellationRequested)
            {
                return false;
            }

            _venues.Turn(Stamp(monotonicNs));
        }

        return true;
    }

    /// <summary>Runs until something ends it; always at a record boundary.</summary>
    public LoopEnd Run()
    {
        while (true)
        {
            LoopEnd end = Turn(MonotonicClock.NowNs);
            if (end != LoopEnd.None)
            {
                return end;
            }
        }
    }

    /// <summary>Looks once at everything.</summary>
    /// <param name="monotonicNs">CLOCK_MONOTONIC, ns.</param>
    /// <returns>Why the loop has to end; none while it has not.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LoopEnd Turn(long monotonicNs)
    {
        _heartbeat.Beat(monotonicNs);
        Gaps?.Record(monotonicNs);
        bool isBusy = TakeClocks(Now(monotonicNs));
        long nowNs = Stamp(monotonicNs);
        isBusy |= Watch(nowNs);
        isBusy |= _venues.Turn(nowNs);
        isBusy |= _commands.Turn(nowNs);
        isBusy |= Swaps.Turn(nowNs);
        // Once the day is being closed only the venues' answers count.
        isBusy |= !Day.IsClosing && _feeds.Turn(nowNs);
        _metrics.Turn(monotonicNs, isBusy);
        return End(nowNs);
    }

    /// <summary>The session's time, never before the last record's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Now(long monotonicNs) => Math.Max(_clock.At(monotonicNs), _records.LastTimeNs);

    /// <summary>
    /// The stamp of inputs that are taken now: now, but never later than the next clock record is due. That matters where
    /// more clock records are due than one turn takes, or none is taken yet: no input overtakes a timer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Stamp(long monotonicNs) => Math.Min(Now(monotonicNs), _schedule.NextNs);

    private LoopEnd End(long nowNs)
    {
        if (Day.IsClosing)
        {
            Day.Turn(nowNs);
            return Day.IsClosed ? LoopEnd.DayEnded : LoopEnd.None;
        }

        if (_endsAtFeedEnd && _feeds.HaveEnded)
        {
            Day.Begin(nowNs);
            return LoopEnd.None;
        }

        // Looked at here alone, so that the loop ends between two records.
        return _stopping.IsCancellationRequested ? LoopEnd.Stopped
            : _flags.HandoverTo != 0 ? LoopEnd.HandedOver
            : LoopEnd.None;
    }

    /// <summary>What others say beside the rings: a kill, a silent venue, a disk that is full.</summary>
    private bool Watch(long nowNs)
    {
        bool isKilled = _flags.IsKilled;
        // In this order: see LookedNs.
        long lookedNs = _peers.LookedNs;
        ulong silent = _peers.SilentVenues;
        bool isVenueMissed = silent != 0 && _venues.TakeMissed(silent, lookedNs, nowNs);
        bool isHeld = _peers.IsArchiveStalled || _peers.IsRoomLow;
        if (isKilled == _isKilled && isHeld == _isHeld)
        {
            return isVenueMissed;
        }

        if (isKilled && !_isKilled)
        {
            KillSwitchPayload kill = new()
            {
                Scope = Risk.RiskScope.Firm,
                IsSet = 1,
                Who = Text32.From("flag"u8),
                Reason = Text200.From("killed past the core"u8),
            };
            _records.TakeFromDriver(RecordType.KillSwitch, nowNs, in kill);
        }

        _isKilled = isKilled;
        if (isHeld != _isHeld)
        {
            _isHeld = isHeld;
            SendsHeldPayload held = new() { IsHeld = isHeld ? 1 : 0, Reason = WhyHeld(isHeld) };
            _records.TakeFromDriver(RecordType.SendsHeld, nowNs, in held);
            _metrics.SetHeld(isHeld);
        }

        return true;
    }

    private Text200 WhyHeld(bool isHeld) => !isHeld ? Text200.From("the journal reaches the disk again"u8)
        : _peers.IsArchiveStalled ? Text200.From("the disk takes nothing of the journal; cancels pass"u8)
        : Text200.From("hardly any memory is left for the journal; cancels pass"u8);

    /// <summary>Takes the clock records that are due, a timer's at the timer's own time.</summary>
    private bool TakeClocks(long nowNs)
    {
        int taken = 0;
        // Asked anew each time, as a timer's callback may set another one.
        for (long next = _schedule.NextNs; next <= nowNs && taken < ClocksMax; next = _schedule.NextNs, taken++)
        {
            _records.TakeClock(next);
        }

        return taken > 0;
    }
}
