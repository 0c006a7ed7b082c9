using Strategies.Cell.Clients;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor;

/// <summary>
/// Brings up a fresh core beside the one that trades and lets it take over. Whatever goes wrong on the way, one core is
/// left, or none and the supervisor starts one as after a crash. The supervisor's thread only.
/// </summary>
/// <remarks>
/// The next core catches up, then raises <see cref="CellFlags.RequestHandover"/>; the core ends in order; the next one
/// takes the core's regions and its heartbeat, and clears the flag.
/// </remarks>
/// <param name="core">The core.</param>
/// <param name="next">The next core.</param>
/// <param name="regions">The cell's regions.</param>
/// <param name="flags">The cell's flags.</param>
/// <param name="events">Where it is told.</param>
/// <param name="patience">How long each step may take.</param>
internal sealed class HandoverCoordinator(
    WatchedProcess core, WatchedProcess next, CellRegions regions, CellFlags flags, EventLog events,
    SupervisorPatience patience)
{
    private const long SecondNs = 1_000_000_000;
    private const long MsNs = 1_000_000;

    private HandoverPhase _phase;
    private PendingRequest? _request;
    private long _beganNs;
    private long _deadlineNs;
    private DateTimeOffset _beganTime;
    private int _oldPid;
    private string _problem = "";

    /// <summary>Handovers that were finished.</summary>
    internal int Finished { get; private set; }

    /// <summary>True while no other core may be started.</summary>
    internal bool HoldsCore => _phase != HandoverPhase.None && next.IsRunning;

    /// <summary>Begins a handover, or says why not.</summary>
    internal void Begin(PendingRequest request, Func<bool> start, long nowNs)
    {
        if (_phase != HandoverPhase.None)
        {
            request.Answer(ControlAnswer.Refuse("a handover is under way", "wait for its end"));
            return;
        }

        if (!core.IsRunning || core.State != HeartbeatState.Running)
        {
            request.Answer(ControlAnswer.Refuse(
                $"the core is not at work: {(core.IsRunning ? core.State.ToString().ToLowerInvariant() : "ended")}",
                "wait until it runs; strat status shows it"));
            return;
        }

        flags.EndHandover(); // Whatever an ended next core has left.
        _request = request;
        Enter(HandoverPhase.CatchingUp, nowNs, patience.ReadyMs);
        _beganNs = nowNs;
        _beganTime = DateTimeOffset.UtcNow;
        _oldPid = core.Pid;
        events.Say(ProcessRole.Supervisor, $"handover: a next core is started beside process {_oldPid}");
        if (!start())
        {
            Fail("the next core cannot be started", nowNs);
        }
    }

    /// <summary>Goes on with a handover that an ended supervisor began.</summary>
    internal void Resume(long nowNs)
    {
        Enter(core.IsRunning ? HandoverPhase.CatchingUp : HandoverPhase.TakingOver, nowNs, patience.ReadyMs);
        _beganNs = nowNs;
        _oldPid = core.Pid;
        events.Say(ProcessRole.Supervisor, $"handover: process {next.Pid}, already under way, goes on");
    }

    /// <summary>Judges the end of the core. True when it ended for the next one: none is to be started.</summary>
    internal bool TakesEnd(ProcessEnd end, long nowNs)
    {
        if (_phase == HandoverPhase.Finishing)
        {
            Fail("the next core took over and then ended; another is started as after a crash", nowNs);
            return false;
        }

        if (_phase != HandoverPhase.CatchingUp)
        {
            return _phase == HandoverPhase.TakingOver;
        }

        // Of a core that was adopted nobody knows the exit code: the flag and the heartbeat tell.
        bool isForNext = end.IsInOrder || flags.HandoverTo == next.Pid || IsTaken;
        if (!isForNext || !next.IsRunning)
        {
            Abandon($"the core {end} before the next one was ready", nowNs);
            return false;
        }

        Enter(HandoverPhase.TakingOver, nowNs, patience.TakeoverMs);
        return true;
    }

    /// <summary>Ends a handover since trading has ended.</summary>
    internal void Cancel(string reason, long nowNs)
    {
        if (_phase is HandoverPhase.CatchingUp or HandoverPhase.TakingOver)
        {
            Abandon(reason, nowNs);
        }
    }

    /// <summary>Ends whatever is under way, with all processes of the cell.</summary>
    internal void End(long nowNs)
    {
        if (_phase != HandoverPhase.None)
        {
            Fail("the cell went down", nowNs);
        }
    }

    /// <summary>Looks how far it is. True when the next core has become the core with this look.</summary>
    internal bool Step(long nowNs)
    {
        if (_phase == HandoverPhase.None)
        {
            return false;
        }

        if (next.PollEnd(nowNs) is { } end)
        {
            Ended(end, nowNs);
            return false;
        }

        switch (_phase)
        {
            case HandoverPhase.TakingOver when IsTaken:
                core.TakeOver(next, nowNs);
                Enter(HandoverPhase.Finishing, nowNs, patience.FinishMs);
                return true;
            case HandoverPhase.TakingOver when nowNs > _deadlineNs:
                Abandon($"the next core did not take over within {patience.TakeoverMs} ms", nowNs);
                break;
            case HandoverPhase.CatchingUp when nowNs > _deadlineNs && IsTaken:
                Signals.End(core.Identity); // It has let go of everything but hangs on its way out.
                break;
            case HandoverPhase.CatchingUp when nowNs > _deadlineNs:
                Abandon($"the next core was not ready within {patience.ReadyMs} ms", nowNs);
                break;
            case HandoverPhase.Finishing:
                Finish(nowNs);
                break;
            default:
                break;
        }

        return false;
    }

    /// <summary>True when the next core has the core's heartbeat.</summary>
    private bool IsTaken => !next.Identity.IsNobody && core.Beating() == next.Identity;

    private void Enter(HandoverPhase phase, long nowNs, int patienceMs)
    {
        _phase = phase;
        _deadlineNs = nowNs + (patienceMs * MsNs);
    }

    private void Ended(ProcessEnd end, long nowNs)
    {
        if (_phase == HandoverPhase.Abandoned)
        {
            Fail(_problem, nowNs);
            return;
        }

        string error = next.LastError().Error;
        string left = _phase == HandoverPhase.CatchingUp
            ? $"process {_oldPid} goes on as the core"
            : "another core is started as after a crash";
        Fail($"the next core {end}{(error.Length > 0 ? $" ({error})" : "")}; {left}", nowNs);
    }

    /// <summary>Gives it up; the answer waits until the next core has ended.</summary>
    private void Abandon(string problem, long nowNs)
    {
        _problem = problem;
        flags.EndHandover();
        if (!next.IsRunning)
        {
            Fail(problem, nowNs);
            return;
        }

        Signals.End(next.Identity);
        Enter(HandoverPhase.Abandoned, nowNs, patience.ReadyMs);
    }

    private void Fail(string problem, long nowNs)
    {
        flags.EndHandover();
        _phase = HandoverPhase.None;
        // If nobody trades now, a pause that was due is not waited for.
        core.StartAtNs = Math.Min(core.StartAtNs, nowNs);
        events.Warn(ProcessRole.Supervisor, IncidentKind.HandoverFailed, $"handover failed: {problem}");
        _request?.Answer(ControlAnswer.Refuse(
            $"the handover failed: {problem}", "the logs core-next.log and core-next.err say more"));
        _request = null;
    }

    private void Finish(long nowNs)
    {
        long pauseNs = CounterReader.Read(regions, ProcessRole.Core, (int)CoreCounter.TakeoverNs);
        bool isDone = core.State == HeartbeatState.Running && flags.HandoverTo == 0 && pauseNs != 0;
        if (!isDone && nowNs <= _deadlineNs)
        {
            return;
        }

        flags.EndHandover();
        _phase = HandoverPhase.None;
        Finished++;
        double seconds = (nowNs - _beganNs) / (double)SecondNs;
        events.Say(
            ProcessRole.Supervisor,
            $"handover: process {core.Pid} has taken over from {_oldPid} in {seconds:F2} s, pause {pauseNs} ns");
        _request?.Answer(new ControlAnswer
        {
            OldPid = _oldPid,
            NewPid = core.Pid,
            PauseNs = pauseNs,
            Seconds = seconds,
            Incidents = events.IncidentsSince(_beganTime),
        });
        _request = null;
    }
}
