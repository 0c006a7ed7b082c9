using Strategies.Cell.Running;
using Strategies.Ipc;

namespace Strategies.Processes.Supervisor;

/// <summary>Ends all processes of a cell in an order, and tells how each took it. The supervisor's thread only.</summary>
/// <param name="context">The supervisor.</param>
/// <param name="events">Where it is told.</param>
/// <param name="counts">The supervisor's counters.</param>
/// <param name="patience">How long each may take.</param>
internal sealed class EndOfCell(
    ProcessContext context, EventLog events, SupervisorCounts counts, SupervisorPatience patience)
{
    /// <summary>Ends them, one after the other.</summary>
    /// <param name="order">The order.</param>
    /// <param name="processes">The processes; those that do not run are left alone.</param>
    internal void Run(IReadOnlyList<ProcessRole> order, IReadOnlyList<WatchedProcess> processes)
    {
        OrderlyStop stop = new(context.Regions, () => context.Heartbeat.Beat(MonotonicClock.NowNs), patience);
        foreach (ProcessRole role in order)
        {
            if (processes.FirstOrDefault(each => each.Role == role && each.IsRunning) is { } process)
            {
                End(process, stop);
            }
        }

        events.Say(ProcessRole.Supervisor, "all processes of the cell have ended");
    }

    private void End(WatchedProcess process, OrderlyStop stop)
    {
        long fromNs = MonotonicClock.NowNs;
        StopOutcome outcome = stop.Stop(process.Role, process.Identity);
        string took = $"after {(MonotonicClock.NowNs - fromNs) / 1_000_000} ms";
        string end = process.AwaitEnd() is { ExitCode: not null } how ? how.ToString() : "ended";
        counts.Show(process.Role, 0);
        if (outcome == StopOutcome.Killed)
        {
            events.Warn(process.Role, $"process {process.Pid} did not end when asked to: killed {took}");
        }
        else
        {
            events.Say(process.Role, $"process {process.Pid} {end} {took}");
        }
    }
}
