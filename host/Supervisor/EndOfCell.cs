using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor;

/// <summary>Ends all processes of a cell in an order, and tells how each took it. The supervisor's thread only.</summary>
/// <param name="context">The supervisor.</param>
/// <param name="events">Where it is told.</param>
/// <param name="counts">The supervisor's counters.</param>
/// <param name="patience">How long each may take.</param>
/// <param name="start">
/// Starts an archiver that does not run, for what is not on the disk yet; null when nothing is owed to the disk.
/// </param>
internal sealed class EndOfCell(
    ProcessContext context,
    EventLog events,
    SupervisorCounts counts,
    SupervisorPatience patience,
    Func<WatchedProcess, bool>? start)
{
    private const int ArchiverStartsMax = 3;
    private const int PollMs = 5;

    /// <summary>Ends them, one after the other.</summary>
    /// <param name="order">The order.</param>
    /// <param name="processes">The processes; those that do not run are left alone.</param>
    internal void Run(IReadOnlyList<ProcessRole> order, IReadOnlyList<WatchedProcess> processes)
    {
        OrderlyStop stop = new(context.Regions, () => context.Heartbeat.Beat(MonotonicClock.NowNs), patience);
        foreach (ProcessRole role in order)
        {
            foreach (WatchedProcess process in processes.Where(each => each.Role == role))
            {
                if (role == ProcessRole.Archiver && start is not null)
                {
                    EndArchiver(process, stop, start);
                }
                else if (process.IsRunning)
                {
                    End(process, stop);
                }
            }
        }

        events.Say(ProcessRole.Supervisor, "all processes of the cell have ended");
    }

    /// <summary>
    /// Only an archiver that ends in order has everything: one that was killed, or that had just been started and did not
    /// listen yet, is started again.
    /// </summary>
    private void EndArchiver(WatchedProcess archiver, OrderlyStop stop, Func<WatchedProcess, bool> again)
    {
        for (int starts = 0; ; starts++)
        {
            if (archiver.IsRunning)
            {
                AwaitBeginning(archiver);
                End(archiver, stop);
                if (archiver.HasEndedByItself)
                {
                    return;
                }
            }

            if (starts == ArchiverStartsMax || !again(archiver))
            {
                events.Warn(archiver.Process, IncidentKind.NotArchived, "it does not stay: what it had not copied is in memory only");
                return;
            }
        }
    }

    /// <summary>Waits until a process listens to signals, which it does when it beats.</summary>
    private void AwaitBeginning(WatchedProcess process)
    {
        long endNs = MonotonicClock.NowNs + (patience.StopMs * 1_000_000L);
        for (long nowNs = MonotonicClock.NowNs; nowNs < endNs; nowNs = MonotonicClock.NowNs)
        {
            process.Look(nowNs);
            if (process.State != HeartbeatState.None || !process.Identity.IsAlive())
            {
                return;
            }

            context.Heartbeat.Beat(nowNs);
            Thread.Sleep(PollMs);
        }
    }

    private void End(WatchedProcess process, OrderlyStop stop)
    {
        long fromNs = MonotonicClock.NowNs;
        StopOutcome outcome = stop.Stop(process.Role, process.Identity);
        string took = $"after {(MonotonicClock.NowNs - fromNs) / 1_000_000} ms";
        string end = process.AwaitEnd() is { ExitCode: not null } how ? how.ToString() : "ended";
        counts.Show(process.Process, 0);
        if (outcome == StopOutcome.Killed)
        {
            events.Warn(
                process.Process, IncidentKind.Killed, $"process {process.Pid} did not end when asked to: killed {took}");
        }
        else
        {
            events.Say(process.Process, $"process {process.Pid} {end} {took}");
        }
    }
}
