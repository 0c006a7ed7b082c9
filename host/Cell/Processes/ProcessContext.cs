using System.Runtime.InteropServices;
using Serilog;
using Strategies.Cell.Config;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Cell.Processes;

/// <summary>
/// What every process of a cell has: configuration, regions, a log, a heartbeat, and the wish to stop, which SIGTERM and
/// SIGINT bring.
/// </summary>
public sealed class ProcessContext : IDisposable
{
    private const long ReleaseNsMax = 10_000_000_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Serilog.Core.Logger _log;
    private readonly ProcessDoors _doors = RuntimeDoors.Look();
    private bool _isReleased;

    private ProcessContext(CellSetup setup, CellProcess process)
    {
        Setup = setup;
        Process = process;
        Regions = new CellRegions(setup);
        if (setup.Users is null || process.Role == ProcessRole.Supervisor)
        {
            setup.Paths.CreateFolders(); // Of a cell with users root makes them, and says who may use them.
        }

        TakeMemory(setup, process);
        _log = ProcessLog.Open(setup.Paths, process);
        SetPriority(process.Role);
        // Whoever sees the heartbeat may ask the process to end.
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        ];
        Heartbeat = CellRegions.AdoptOrReplace(stale => Heartbeat.Create(Regions.HeartbeatOf(process), stale));
        TellDoors();
    }

    /// <summary>The cell.</summary>
    public CellSetup Setup { get; }

    /// <summary>What this process is.</summary>
    public CellProcess Process { get; }

    /// <summary>The cell's regions.</summary>
    public CellRegions Regions { get; }

    /// <summary>This process's log.</summary>
    public ILogger Log => _log;

    /// <summary>This process's sign of life: its main loop beats at least every 10 ms.</summary>
    public Heartbeat Heartbeat { get; private set; }

    /// <summary>
    /// What its heartbeat says when the process has ended in order: that silence is no failure from there on, unless the
    /// process knows better.
    /// </summary>
    public HeartbeatState FinalState { get; set; } = HeartbeatState.Stopped;

    /// <summary>Set when the process is to end in order.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Becomes a process of a cell.</summary>
    /// <param name="setup">The cell.</param>
    /// <param name="process">What this process is.</param>
    /// <exception cref="Ipc.IpcException">Another such process is alive, above all.</exception>
    /// <exception cref="CellException">The cell's folder cannot be used, or another cell has its number.</exception>
    public static ProcessContext Begin(CellSetup setup, CellProcess process) => new(setup, process);

    /// <summary>Is a process of a cell from its beginning to its end, which its log tells, whatever it is.</summary>
    /// <param name="setup">The cell.</param>
    /// <param name="process">What this process is.</param>
    /// <param name="body">What the process does until it is to stop.</param>
    /// <exception cref="Ipc.IpcException">Another such process is alive, above all.</exception>
    /// <exception cref="CellException">The cell's folder cannot be used, or another cell has its number.</exception>
    public static void Run(CellSetup setup, CellProcess process, Action<ProcessContext> body)
    {
        using ProcessContext context = Begin(setup, process);
        try
        {
            body(context);
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            context.Log.Information("stopped while waiting");
        }
        catch (Exception exception)
        {
            context.Log.Fatal(exception, "ended by {Problem}", exception.Message);
            throw;
        }
    }

    /// <summary>Asks the process to end, as SIGTERM does.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>
    /// Makes a next core the core: beats under that name from now on and lets its own go, for the one that comes next.
    /// Waits while the core before it is on its way out.
    /// </summary>
    /// <exception cref="IpcException">That one does not let go within ten seconds.</exception>
    /// <exception cref="OperationCanceledException">This process is to stop.</exception>
    public void BecomeCore()
    {
        long endNs = MonotonicClock.NowNs + ReleaseNsMax;
        Heartbeat? taken = null;
        SpinWait spin = default;
        while (taken is null)
        {
            try
            {
                taken = Heartbeat.Create(Regions.HeartbeatOf(ProcessRole.Core));
            }
            catch (IpcException exception) when (exception.Fault == IpcFault.Owned && MonotonicClock.NowNs < endNs)
            {
                Stopping.ThrowIfCancellationRequested();
                // Under its own name still, so that the supervisor does not take the waiting for a hang.
                Heartbeat.Beat(MonotonicClock.NowNs);
                spin.SpinOnce();
            }
        }

        // Only with the core's in hand is the own one given up: in between nobody would beat for this process.
        Heartbeat.SetState(HeartbeatState.Stopped);
        Heartbeat.Dispose();
        Heartbeat = taken;
        Heartbeat.SetDoors(_doors);
    }

    /// <summary>
    /// Says that the process has ended, and leaves its heartbeat to the next one of its role, while it still has something
    /// to do that nobody waits for.
    /// </summary>
    public void Release()
    {
        if (!_isReleased)
        {
            _isReleased = true;
            Heartbeat.SetState(FinalState);
            Heartbeat.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }

        _log.Dispose();
        _stop.Dispose();
    }

    /// <summary>Gives the process the priority of a role; what cannot be had is in the log.</summary>
    /// <param name="role">The role: its own, or the one that it is about to take over.</param>
    public void SetPriority(ProcessRole role)
    {
        string problem = ProcessPriority.Apply(role);
        if (problem.Length > 0)
        {
            _log.Warning("priority: {Problem:l}", problem);
        }
    }

    /// <summary>Says what it found, not what the configuration wants; what is open is in the log.</summary>
    private void TellDoors()
    {
        Heartbeat.SetDoors(_doors);
        if (_doors != ProcessDoors.Looked)
        {
            bool isWanted = Setup.SettingsOf(Process.Role).Diagnostics;
            _log.Warning(
                "to other processes of its user it is {Doors:l}{Why:l}",
                DoorWords.Of(_doors),
                isWanted ? "" : "; the configuration does not open them: start it with 'strat up'");
        }
    }

    /// <summary>The supervisor takes the cell's number for all; others must not find it another cell's.</summary>
    private static void TakeMemory(CellSetup setup, CellProcess process)
    {
        if (process.Role == ProcessRole.Supervisor)
        {
            CellMemory.Claim(setup);
        }
        else
        {
            CellMemory.Require(setup);
        }
    }

    private void Stop(PosixSignalContext signal)
    {
        // Without this the runtime would end the process as soon as the handler returns.
        signal.Cancel = true;
        _stop.Cancel();
    }
}
