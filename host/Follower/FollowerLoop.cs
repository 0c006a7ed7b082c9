using Serilog;
using Strategies.Cell.Config;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Driver.Following;
using Strategies.Driver.Replay;
using Strategies.Follower.Rehearsing;
using Strategies.Follower.Shadows;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Session;

namespace Strategies.Follower;

/// <summary>
/// The follower's main loop: some milliseconds of following, then whatever else is due, then a sign of life. A strategy
/// that never returns stops the signs of life, and whoever watches them ends the process.
/// </summary>
internal sealed class FollowerLoop : IDisposable
{
    private const long BatchNs = 5_000_000;
    private const int InputsBetweenClocks = 64;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(1);

    private readonly ProcessContext _context;
    private readonly ILogger _log;
    private readonly CellCounters<FollowerCounter> _counters;
    private readonly FollowedVersions _versions;
    private readonly JournalFollower _follower;
    private readonly BackgroundSnapshots _snapshots;
    private readonly DifferenceWatch _differences;
    private readonly SaveWatch _saves;
    private readonly ForgetfulWatch _forgetful;
    private readonly RehearsalServer _rehearsals;
    private readonly ShadowServer _shadows;
    private HeartbeatState _state = HeartbeatState.Starting;
    private int _restarts;

    internal FollowerLoop(ProcessContext context, RehearsalProgram program)
    {
        _context = context;
        _log = context.Log;
        CellSetup setup = context.Setup;
        _counters = CellCounters<FollowerCounter>.Create(
            context.Regions.CountersOf(ProcessRole.Follower), out long[] previous);
        JournalSession session = new(setup.Paths.Journal);
        _versions = new FollowedVersions(session.Store);
        FollowerOptions options = new()
        {
            SnapshotEveryInputs = setup.Config.Follower.SnapshotEveryInputs,
            SnapshotsKept = setup.Config.Follower.SnapshotsKept,
        };
        ActiveSlotMeter meter = MeterOf(_counters);
        _follower = new JournalFollower(
            setup.Paths.Journal, options with { TakesSnapshots = false }, session.OptionsOf, _versions)
        {
            Meter = meter,
        };
        FollowerIncidents incidents = new(_follower, new IncidentFile(setup.Paths.Incidents), _log);
        _forgetful = new ForgetfulWatch(_follower, new ForgetfulFile(setup.Paths.Forgetful), incidents);
        _saves = new SaveWatch(_follower, _counters, previous, setup.Paths.Unsaved, incidents, _forgetful);
        _snapshots = new BackgroundSnapshots(_follower, setup.Paths.Journal, options, _saves);
        _differences = new DifferenceWatch(_follower, _counters, incidents);
        _shadows = new ShadowServer(setup.Paths.Journal, _follower, _versions, meter, _counters, _log);
        _rehearsals = new RehearsalServer(context, program, _counters, _shadows, new StateMeasure(_follower, _saves));
        Log(previous);
    }

    internal void Run()
    {
        while (!_context.Stopping.IsCancellationRequested)
        {
            // First, when there may be inputs that were not run yet: a snapshot waits for the one behind it.
            TurnSnapshots();
            bool isBehind = Follow();
            _shadows.Turn();
            _rehearsals.Turn();
            _versions.Turn(isIdle: !isBehind);
            Beat(isBehind);
            if (!isBehind)
            {
                _context.Stopping.WaitHandle.WaitOne(Idle);
            }
        }

        _context.Heartbeat.SetState(HeartbeatState.Stopping);
        _log.Information("stopped behind input {Sequence}", _follower.LastSequence);
    }

    public void Dispose()
    {
        _rehearsals.Dispose();
        _shadows.Dispose();
        _snapshots.Dispose();
        _follower.Dispose();
        _counters.Dispose();
    }

    private static unsafe ActiveSlotMeter MeterOf(CellCounters<FollowerCounter> counters) =>
        new(counters.AddressOf(FollowerCounter.ActiveSlot));

    /// <returns>True when there is more to follow.</returns>
    private bool Follow()
    {
        long endNs = MonotonicClock.NowNs + BatchNs;
        bool isBehind;
        do
        {
            // A full batch means that there may be more; the clock is looked at between batches only.
            int most = _saves.Before(InputsBetweenClocks);
            isBehind = _follower.Follow(most) == most;
            _saves.Turn();
        }
        while (isBehind && MonotonicClock.NowNs < endNs);

        if (_follower.Restarts != _restarts)
        {
            _restarts = _follower.Restarts;
            _log.Warning(
                "a slot that ended the core had gone well here, or the snapshot was not whole: started again behind input {Sequence}",
                _follower.Start?.Sequence ?? 0);
        }

        _differences.Turn();
        _forgetful.Turn();
        _counters[FollowerCounter.LastSequence] = (long)_follower.LastSequence;
        return isBehind;
    }

    private void Beat(bool isBehind)
    {
        if (_state != HeartbeatState.Running && _follower.HasBegun)
        {
            HeartbeatState state = isBehind ? HeartbeatState.Recovering : HeartbeatState.Running;
            if (state != _state)
            {
                SetState(state);
                _state = state;
                _context.Heartbeat.SetState(state);
            }
        }

        _context.Heartbeat.Beat(MonotonicClock.NowNs);
    }

    private void TurnSnapshots()
    {
        if (!_snapshots.Turn())
        {
            return;
        }

        if (_snapshots.Failure is { } failure)
        {
            _log.Warning("no snapshot was taken: {Problem}", failure.Message);
            return;
        }

        _counters[FollowerCounter.Snapshots] = _snapshots.Count;
        _counters[FollowerCounter.SnapshotSequence] = (long)_snapshots.Last!.Sequence;
        _log.Information(
            "snapshot {Name} of input {Sequence}, {Bytes} bytes",
            _snapshots.Last.Name,
            _snapshots.Last.Sequence,
            _snapshots.Last.FileBytes);
    }

    private void SetState(HeartbeatState state)
    {
        if (_state == HeartbeatState.Starting)
        {
            foreach (RefusedSnapshot refused in _follower.Refused)
            {
                _log.Warning("snapshot {Name} cannot be used: {Problem}", refused.Name, refused.Reason);
            }

            _log.Information(
                "follows {Journal} from {Start}",
                _context.Setup.Paths.Journal,
                _follower.Start is { } start ? $"the snapshot of input {start.Sequence}" : "the first input");
        }

        if (state == HeartbeatState.Running)
        {
            _log.Information("caught up with input {Sequence}", _follower.LastSequence);
        }
    }

    private void Log(long[] previous)
    {
        if (previous[(int)FollowerCounter.ActiveSlot] is > 0 and var slot)
        {
            _log.Warning("the follower before ended while the strategy of slot {Slot} ran", slot);
        }

        if (previous[(int)FollowerCounter.Shadows] is > 0 and var shadows)
        {
            _log.Warning("{Count} shadows ended with the follower before; start them again", shadows);
        }
    }
}
