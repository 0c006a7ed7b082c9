using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor;

/// <summary>
/// Keeps the processes of a cell running: takes over what runs, starts what does not, starts again what ends, kills
/// what is silent, ends all in order. One thread. If it is itself killed the others go on, and the next one takes over.
/// </summary>
internal sealed class CellSupervisor : IDisposable
{
    private const int TurnMs = 5;
    private const int QuickEndsMax = 8;
    private const long StartAgainNs = 500_000_000;

    private static readonly ProcessRole[] StartOrder =
        [ProcessRole.Archiver, ProcessRole.Venue, ProcessRole.Core, ProcessRole.Follower, ProcessRole.Edge];

    private readonly ProcessContext _context;
    private readonly CellSetup _setup;
    private readonly ProcessStarter _starter;
    private readonly SupervisorPatience _patience;
    private readonly EventLog _events;
    private readonly SupervisorCounts _counts;
    private readonly CellFlags _flags;
    private readonly WatchedProcess[] _processes;
    private readonly WatchedProcess _core;
    private readonly WatchedProcess _next;
    private readonly HandoverCoordinator _handover;
    private readonly ControlServer _control;
    private readonly DayWatch _day;
    private readonly SilenceWatch _silence;
    private bool _hasAdopted;
    private bool _isDayOver;
    private CellException? _failure;

    /// <summary>Becomes the supervisor of a cell.</summary>
    /// <param name="context">This process.</param>
    /// <param name="starter">Starts the others.</param>
    /// <param name="patience">How long it waits for them.</param>
    internal CellSupervisor(ProcessContext context, ProcessStarter starter, SupervisorPatience patience)
    {
        _patience = patience;
        _context = context;
        _setup = context.Setup;
        _starter = starter;
        IncidentFile incidents = new(_setup.Paths.Incidents);
        incidents.Tidy();
        _events = new EventLog(context.Log, incidents, new CoreMoment(context.Regions));
        _counts = new SupervisorCounts(context.Regions);
        _flags = CellFlags.Create(context.Regions.Flags);
        _processes = [.. StartOrder.SelectMany(_setup.ProcessesOf).Select(process => new WatchedProcess(process, context.Regions))];
        _core = Array.Find(_processes, process => process.Role == ProcessRole.Core)!;
        _next = new WatchedProcess(ProcessRole.NextCore, context.Regions);
        _handover = new HandoverCoordinator(_core, _next, context.Regions, _flags, _events, patience);
        _day = new DayWatch(context.Regions, _setup.Paths);
        _silence = new SilenceWatch(context.Regions, _setup.Config.Core.WatchdogMs, _counts, _events);
        _control = ControlServer.Open(_setup.Paths);
    }

    /// <summary>Supervises until it is to stop, the day is over, or the first start fails.</summary>
    /// <exception cref="CellException">The first start failed; everything was ended again.</exception>
    internal void Run()
    {
        HotCpus.Require(_setup);
        _events.Say(ProcessRole.Supervisor, HotCpus.LeaveToCore(_setup));
        AdoptRunning();
        _context.Heartbeat.SetState(HeartbeatState.Running);
        while (!_context.Stopping.IsCancellationRequested && !_isDayOver && _failure is null)
        {
            Turn();
            _context.Stopping.WaitHandle.WaitOne(TurnMs);
        }

        _context.Heartbeat.SetState(HeartbeatState.Stopping);
        new EndOfCell(_context, _events, _counts, _patience, _failure is null ? Start : null)
            .Run(_isDayOver ? OrderlyStop.DayEndOrder : OrderlyStop.DownOrder, [.. _processes, _next]);
        _handover.End(MonotonicClock.NowNs);
        if (_failure is not null)
        {
            throw _failure;
        }
    }

    public void Dispose()
    {
        _control.Dispose();
        foreach (WatchedProcess process in _processes)
        {
            process.Dispose();
        }

        _silence.Dispose();
        _next.Dispose();
        _flags.Dispose();
        _counts.Dispose();
    }

    private void AdoptRunning()
    {
        long nowNs = MonotonicClock.NowNs;
        foreach (WatchedProcess process in (WatchedProcess[])[.. _processes, _next])
        {
            TryAdopt(process, nowNs);
        }

        // Memory is cleared only where nothing runs: what lies there is then of an earlier run.
        if (_hasAdopted)
        {
            _counts.GoOn();
        }
        else if (StaleMemory.Clear(_setup) is var removed and > 0)
        {
            _events.Say(ProcessRole.Supervisor, $"{removed} regions of an earlier run were removed");
        }

        if (_next.IsRunning)
        {
            _handover.Resume(nowNs);
        }
    }

    /// <summary>Takes over the process of a role that runs already, so that there are never two.</summary>
    private bool TryAdopt(WatchedProcess process, long nowNs)
    {
        ProcessIdentity alive = OrderlyStop.AliveOf(_context.Regions, process.Process);
        if (alive.IsNobody)
        {
            return false;
        }

        _hasAdopted = true;
        process.Adopt(alive, nowNs);
        _silence.Adopt(process);
        _counts.Show(process.Process, alive.Pid);
        _events.Say(process.Process, $"process {alive.Pid} runs already: taken over");
        return true;
    }

    private void Turn()
    {
        long nowNs = MonotonicClock.NowNs;
        _context.Heartbeat.Beat(nowNs);
        foreach (WatchedProcess process in _processes)
        {
            Watch(process, nowNs);
        }

        if (_handover.Step(nowNs))
        {
            _counts.Show(ProcessRole.Core, _core.Pid);
        }

        _counts[SupervisorCounter.Handovers] = _counts.EarlierHandovers + _handover.Finished;
        if (_control.Next() is { } request)
        {
            _handover.Begin(request, () => Start(_next), nowNs);
        }
    }

    private void Watch(WatchedProcess process, long nowNs)
    {
        if (!process.IsRunning)
        {
            bool isHeld = process == _core && _handover.HoldsCore;
            // One more look before a start: an earlier supervisor's child may beat by now.
            if (process.IsWanted && !isHeld && nowNs >= process.StartAtNs && !TryAdopt(process, nowNs))
            {
                Start(process);
            }

            return;
        }

        if (process.PollEnd(nowNs) is { } end)
        {
            Ended(process, end, nowNs);
            return;
        }

        bool hadWorked = process.HasWorked;
        process.Look(nowNs);
        if (process.HasWorked && !hadWorked)
        {
            string lived = Seconds(process.LivedNs(nowNs));
            _events.Say(process.Process, $"process {process.Pid} is at work after {lived} s");
        }

        _silence.Look(process);
    }

    /// <summary>Starts a process; false when the system does not, and then it is tried again after a while.</summary>
    private bool Start(WatchedProcess process)
    {
        if (process == _core)
        {
            _day.CoreStarts();
        }

        bool isAgain = process.HasBeen || _hasAdopted;
        try
        {
            process.Begin(_starter.Start(process.Process, process == _core ? process.EndedHow : ""));
        }
        catch (CellException exception)
        {
            _events.Warn(process.Process, IncidentKind.StartFailed, $"{exception.Problem}; {exception.Hint}");
            long nowNs = MonotonicClock.NowNs;
            process.StartAtNs = nowNs + Math.Max(process.BackOff.AfterEnd(0), StartAgainNs);
            return false;
        }

        _counts.Started(process.Process, process.Pid, isAgain);
        _events.Say(process.Process, $"process {process.Pid} started");
        _context.Heartbeat.Beat(MonotonicClock.NowNs);
        return true;
    }

    private void Ended(WatchedProcess process, ProcessEnd end, long nowNs)
    {
        _counts.Show(process.Process, 0);
        string who = $"process {process.Pid} {end}";
        if (process == _core && end.IsInOrder && _day.IsOver(process))
        {
            _events.Say(process.Process, $"{who}: the day is over");
            _handover.Cancel("the day is over", nowNs);
            process.IsWanted = false;
            _isDayOver = _setup.Config.DayEnds == DayEnd.AtFeedEnd;
            return;
        }

        // It made way: no crash, and no other core is started.
        if (process == _core && _handover.TakesEnd(end, nowNs))
        {
            _events.Say(process.Process, $"{who} for the next core");
            return;
        }

        process.EndedHow = end.IsInOrder ? "" : process.IsKilled ? "silent, killed by the watchdog" : end.AsSignal();
        if (!process.IsKilled)
        {
            _counts.Add(SupervisorCounter.Crashes);
        }

        (string error, string hint) = process.LastError();
        string said = error.Length > 0 && end.MayHaveSaidWhy ? $": {error}" : "";
        if (IsFirstStartFailed(process, end))
        {
            _events.Warn(process.Process, IncidentKind.Ended, $"{who}{said}");
            _failure = new CellException(
                process.Process.Name,
                error.Length > 0 ? error : end.ToString(),
                hint.Length > 0 ? hint : $"look into {_starter.ErrorFileOf(process.Process)}");
            return;
        }

        long pauseNs = process.BackOff.AfterEnd(process.LivedNs(nowNs));
        process.StartAtNs = nowNs + pauseNs;
        _events.Warn(process.Process, IncidentKind.Ended, pauseNs == 0
            ? $"{who}{said}; started again"
            : $"{who}{said}; started again in {Seconds(pauseNs)} s, "
                + $"its {process.BackOff.QuickEnds}. quick end in a row");
    }

    /// <summary>
    /// True when a cell that was just brought up cannot work: a process cannot use its input before the core has ever
    /// been at work, or the core ends again and again. Trading that runs is never ended for such a reason.
    /// </summary>
    private bool IsFirstStartFailed(WatchedProcess process, ProcessEnd end)
    {
        if (_hasAdopted || _core.HasEverWorked)
        {
            return false;
        }

        return (end.IsBadInput && !process.HasEverWorked)
            || (process == _core && process.BackOff.QuickEnds + 1 >= QuickEndsMax);
    }

    private static string Seconds(long ns) => $"{ns / 1e9:F2}";
}
