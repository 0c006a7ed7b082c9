using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor;

/// <summary>Starts a supervisor that outlives the one who asked for it.</summary>
public static class DetachedSupervisor
{
    private const int PollMs = 20;

    /// <summary>Refuses to bring up a cell that is up.</summary>
    /// <param name="setup">The cell.</param>
    /// <exception cref="CellException">Its supervisor runs.</exception>
    public static void RequireNone(CellSetup setup)
    {
        CellFolders.RequireRoot(setup);
        ProcessIdentity alive = OrderlyStop.AliveOf(new CellRegions(setup), ProcessRole.Supervisor);
        if (!alive.IsNobody)
        {
            throw new CellException(
                $"cell {setup.Cell}",
                $"it is up: its supervisor is process {alive.Pid}",
                $"strat status --cell {setup.File} shows it, strat down --cell {setup.File} ends it");
        }
    }

    /// <summary>Starts a supervisor and waits until the core is at work, or has found that its day is over.</summary>
    /// <param name="setup">The cell.</param>
    /// <param name="stop">Ends the waiting; the cell goes on coming up.</param>
    /// <returns>The supervisor's process number, and whether the core trades: it does not when the day is over.</returns>
    /// <exception cref="CellException">It ended before: what it said.</exception>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public static (int Pid, bool IsTrading) Start(CellSetup setup, CancellationToken stop)
    {
        setup.Paths.CreateFolders();
        CellRegions regions = new(setup);
        StartedProcess started =
            new ProcessStarter(setup, ProcessStarter.ProgramOf(setup)).Start(ProcessRole.Supervisor);
        using (started.Child)
        {
            while (!IsAtWork(regions, started.Child.Id))
            {
                if (HasFoundDayOver(regions, started.Child.Id))
                {
                    return (started.Child.Id, false);
                }

                if (started.Child.HasExited)
                {
                    (string error, string hint) = started.LastError();
                    throw new CellException(
                        $"cell {setup.Cell}",
                        error.Length > 0 ? error : "its supervisor ended before the core was at work",
                        hint.Length > 0 ? hint : $"look into {started.ErrorFile}");
                }

                stop.ThrowIfCancellationRequested();
                stop.WaitHandle.WaitOne(PollMs);
            }

            return (started.Child.Id, true);
        }
    }

    /// <summary>True when a core that this supervisor started has ended, since its day was over before.</summary>
    private static bool HasFoundDayOver(CellRegions regions, int supervisor)
    {
        try
        {
            using Heartbeat? core = regions.TryOpenHeartbeat(ProcessRole.Core);
            return core is not null && core.Read() is { State: HeartbeatState.Stopped } last && !last.Process.IsAlive()
                && last.Process.StartTicks >= ProcessIdentity.Of(supervisor).StartTicks
                && CounterReader.Read(regions, ProcessRole.Core, (int)CoreCounter.IsDayEnded) == 1;
        }
        catch (IpcException)
        {
            return false; // Not there whole yet.
        }
    }

    /// <summary>True when the core is at work under this supervisor.</summary>
    private static bool IsAtWork(CellRegions regions, int supervisor)
    {
        if (OrderlyStop.AliveOf(regions, ProcessRole.Supervisor).Pid != supervisor
            || OrderlyStop.AliveOf(regions, ProcessRole.Core).IsNobody)
        {
            return false;
        }

        try
        {
            using Heartbeat? own = regions.TryOpenHeartbeat(ProcessRole.Supervisor);
            using Heartbeat? core = regions.TryOpenHeartbeat(ProcessRole.Core);
            return own?.Read().State == HeartbeatState.Running && core?.Read().State == HeartbeatState.Running;
        }
        catch (IpcException)
        {
            return false; // Not there whole yet, or of another build: its owner says so.
        }
    }
}
