using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor;

/// <summary>
/// Ends a cell from outside: asks its supervisor, and ends itself whatever then still runs, so that it works without a
/// supervisor too.
/// </summary>
/// <param name="setup">The cell.</param>
/// <param name="idle">Called every few milliseconds while waiting.</param>
public sealed class CellShutdown(CellSetup setup, Action idle)
{
    private const long SilentNsMax = 30_000_000_000;
    private const int PollMs = 5;

    private readonly CellRegions _regions = new(setup);

    /// <summary>Ends all that runs; returns when nothing does.</summary>
    /// <returns>What ran, in the order in which it is ended.</returns>
    public IReadOnlyList<StoppedProcess> Run()
    {
        ProcessIdentity supervisor = OrderlyStop.AliveOf(_regions, ProcessRole.Supervisor);
        (CellProcess Process, ProcessIdentity Identity)[] before = [.. OrderlyStop.DownOrder
            .SelectMany(setup.ProcessesOf)
            .Select(process => (Process: process, Identity: OrderlyStop.AliveOf(_regions, process)))
            .Where(each => !each.Identity.IsNobody)];
        List<StoppedProcess> stopped = [];
        // The supervisor first: it would start again whatever is ended here.
        StopOutcome outcome = supervisor.IsNobody ? StopOutcome.WasGone : EndSupervisor(supervisor);
        OrderlyStop stop = new(_regions, idle, new SupervisorPatience());
        foreach ((CellProcess process, ProcessIdentity identity) in before)
        {
            StopOutcome how = stop.Stop(process.Role, identity);
            stopped.Add(new StoppedProcess(
                process, identity.Pid, how == StopOutcome.WasGone ? HowItEnded(process, identity) : how));
        }

        if (outcome != StopOutcome.WasGone)
        {
            stopped.Add(new StoppedProcess(ProcessRole.Supervisor, supervisor.Pid, outcome));
        }

        return stopped;
    }

    /// <summary>The supervisor ends the others first; it is killed only when it no longer beats.</summary>
    private StopOutcome EndSupervisor(ProcessIdentity supervisor)
    {
        Signals.AskToEnd(supervisor);
        using Heartbeat? heartbeat = _regions.TryOpenHeartbeat(ProcessRole.Supervisor);
        SilenceMeter silence = new();
        silence.Reset(MonotonicClock.NowNs);
        while (supervisor.IsAlive())
        {
            if (silence.Look(heartbeat?.Read() ?? default, supervisor, MonotonicClock.NowNs) > SilentNsMax)
            {
                Signals.End(supervisor);
                return StopOutcome.Killed;
            }

            idle();
            Thread.Sleep(PollMs);
        }

        return StopOutcome.InOrder;
    }

    /// <summary>
    /// How a process ended that the supervisor has ended: one that was killed could not let its heartbeat go.
    /// </summary>
    private StopOutcome HowItEnded(CellProcess process, ProcessIdentity identity)
    {
        using Heartbeat? heartbeat = _regions.TryOpenHeartbeat(process);
        return heartbeat is null || heartbeat.Memory.Owner != identity ? StopOutcome.InOrder : StopOutcome.Killed;
    }
}
