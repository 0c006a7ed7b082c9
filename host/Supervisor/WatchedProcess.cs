using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor;

/// <summary>
/// One process of the cell as its supervisor sees it: a child, or one that an earlier supervisor started and that is
/// known by its heartbeat. The supervisor's thread only.
/// </summary>
/// <param name="process">What it is.</param>
/// <param name="regions">The cell's regions.</param>
internal sealed class WatchedProcess(CellProcess process, CellRegions regions) : IDisposable
{
    private const long AliveCheckNs = 20_000_000;
    private const int OneSecondMs = 1_000;

    private readonly SilenceMeter _silence = new();
    private StartedProcess? _started;
    private Heartbeat? _heartbeat;
    private long _startedNs;
    private long _checkedNs;

    /// <summary>What it is.</summary>
    internal CellProcess Process { get; } = process;

    /// <summary>What it does.</summary>
    internal ProcessRole Role => Process.Role;

    /// <summary>Who it is; nobody before its first start.</summary>
    internal ProcessIdentity Identity { get; private set; }

    /// <summary>True from its start until its end was seen.</summary>
    internal bool IsRunning { get; private set; }

    /// <summary>True when this supervisor started it and so learns its exit code.</summary>
    internal bool IsChild => _started is not null;

    /// <summary>True when it has been at work since its start.</summary>
    internal bool HasWorked { get; private set; }

    /// <summary>True when one of this role has been at work under this supervisor.</summary>
    internal bool HasEverWorked { get; private set; }

    /// <summary>True when the last of this role ended in order, or told an error as its exit code: no signal ended it.</summary>
    internal bool HasEndedByItself { get; private set; }

    /// <summary>What it says it is at; none before its first beat.</summary>
    internal HeartbeatState State { get; private set; }

    /// <summary>For how long it has not beaten, ns.</summary>
    internal long SilentNs { get; private set; }

    /// <summary>The silence that ended with the last look, ns; 0 when none did.</summary>
    internal long EndedSilenceNs { get; private set; }

    /// <summary>True when the watchdog has killed it and its end is awaited.</summary>
    internal bool IsKilled { get; set; }

    /// <summary>How the last of this role ended, when not in order: a core's successor has to know. Empty when it did.</summary>
    internal string EndedHow { get; set; } = "";

    /// <summary>True while it is to be started again when it ends.</summary>
    internal bool IsWanted { get; set; } = true;

    /// <summary>When it is to be started, by the monotonic clock.</summary>
    internal long StartAtNs { get; set; }

    /// <summary>True when there was one of this role before: the next start is one again.</summary>
    internal bool HasBeen { get; private set; }

    /// <summary>Its process number; 0 before its first start.</summary>
    internal int Pid { get; private set; }

    internal BackOff BackOff { get; } = new();

    /// <summary>Watches a child from its start on.</summary>
    internal void Begin(StartedProcess started)
    {
        Watch(started, ProcessIdentity.Of(started.Child.Id), started.StartedNs);
        Pid = started.Child.Id; // Known even when it has ended already and is nobody.
    }

    /// <summary>Watches a process that is no child of this one.</summary>
    internal void Adopt(ProcessIdentity process, long nowNs) => Watch(null, process, nowNs);

    /// <summary>Watches the process of another role, which has become one of this.</summary>
    internal void TakeOver(WatchedProcess other, long nowNs)
    {
        long startedNs = other._startedNs;
        Watch(other._started, other.Identity, nowNs);
        _startedNs = startedNs;
        // Not disposed: the child is this role's now.
        other._started = null;
        other.IsRunning = false;
    }

    /// <summary>Looks whether it has ended; null while it runs.</summary>
    internal ProcessEnd? PollEnd(long nowNs)
    {
        if (!IsRunning || !HasEnded(nowNs))
        {
            return null;
        }

        IsRunning = false;
        HeartbeatReading? last = Reading();
        bool saidStopped = last is { State: HeartbeatState.Stopped } && last.Value.Process == Identity;
        ProcessEnd end = new(_started?.Child.ExitCode, saidStopped);
        HasEndedByItself = end.HasEndedByItself;
        return end;
    }

    /// <summary>How it ended, known at the latest a second after its end.</summary>
    internal ProcessEnd? AwaitEnd()
    {
        if (IsRunning)
        {
            _started?.Child.WaitForExit(OneSecondMs);
            // One that is no child is looked at in any case.
            _checkedNs = 0;
        }

        return PollEnd(MonotonicClock.NowNs);
    }

    /// <summary>Looks at its heartbeat.</summary>
    internal void Look(long nowNs)
    {
        HeartbeatReading? reading = Reading();
        bool isOwn = reading is { } seen && seen.Process == Identity;
        State = isOwn ? reading!.Value.State : HeartbeatState.None;
        long silentNs = _silence.Look(reading ?? default, Identity, nowNs);
        EndedSilenceNs = silentNs == 0 ? SilentNs : 0;
        SilentNs = silentNs;
        HasWorked |= State == HeartbeatState.Running;
        HasEverWorked |= HasWorked;
    }

    /// <summary>Who beats under this role now, alive or not; nobody when there is no heartbeat.</summary>
    internal ProcessIdentity Beating() => Reading()?.Process ?? default;

    /// <summary>How long it has lived, ns.</summary>
    internal long LivedNs(long nowNs) => nowNs - _startedNs;

    /// <summary>The last error of the child and its hint; empty when there is none.</summary>
    internal (string Error, string Hint) LastError() => _started?.LastError() ?? ("", "");

    public void Dispose()
    {
        _heartbeat?.Dispose();
        _started?.Child.Dispose();
    }

    private void Watch(StartedProcess? started, ProcessIdentity identity, long nowNs)
    {
        _started?.Child.Dispose();
        _started = started;
        _startedNs = nowNs;
        _heartbeat?.Dispose();
        _heartbeat = null;
        Identity = identity;
        Pid = identity.Pid;
        IsRunning = true;
        HasBeen = true;
        IsKilled = false;
        HasWorked = false;
        State = HeartbeatState.None;
        SilentNs = 0;
        EndedSilenceNs = 0;
        _silence.Reset(nowNs);
    }

    private bool HasEnded(long nowNs)
    {
        if (_started is not null)
        {
            return _started.Child.HasExited;
        }

        if (nowNs - _checkedNs < AliveCheckNs)
        {
            return false;
        }

        _checkedNs = nowNs;
        return !Identity.IsAlive();
    }

    private HeartbeatReading? Reading()
    {
        try
        {
            if (_heartbeat is null && File.Exists(regions.HeartbeatOf(Process).File))
            {
                _heartbeat = regions.TryOpenHeartbeat(Process);
            }
        }
        catch (IpcException)
        {
            return null; // Not a heartbeat that this build reads: the process itself refuses it and says why.
        }

        return _heartbeat?.Read();
    }
}
