using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor;

/// <summary>
/// Ends processes of a cell one after the other: SIGTERM, some seconds, SIGKILL. The archiver has as long
/// as it goes on copying, since what it leaves is lost with the memory.
/// </summary>
/// <param name="regions">The cell's regions.</param>
/// <param name="idle">Called every few milliseconds while waiting.</param>
/// <param name="patience">How long each may take.</param>
public sealed class OrderlyStop(CellRegions regions, Action idle, SupervisorPatience patience)
{
    private const long MsNs = 1_000_000;
    private const int PollMs = 2;

    /// <summary>
    /// The order at the end of trading: the core first, so that nothing new leaves; the archiver last, so that it has
    /// everything.
    /// </summary>
    public static IReadOnlyList<ProcessRole> DownOrder { get; } =
    [
        ProcessRole.NextCore, ProcessRole.Core, ProcessRole.Venue, ProcessRole.Follower, ProcessRole.Edge,
        ProcessRole.Archiver,
    ];

    /// <summary>The order when the core has ended its day by itself.</summary>
    public static IReadOnlyList<ProcessRole> DayEndOrder { get; } =
        [ProcessRole.NextCore, ProcessRole.Edge, ProcessRole.Follower, ProcessRole.Venue, ProcessRole.Archiver];

    /// <summary>Who is a process of the cell and is alive; nobody when nobody is.</summary>
    /// <param name="regions">The cell's regions.</param>
    /// <param name="process">The process.</param>
    /// <remarks>A next core that has become the core is the core alone.</remarks>
    public static ProcessIdentity AliveOf(CellRegions regions, CellProcess process)
    {
        ProcessIdentity alive = BeatingAlive(regions, process);
        return process.Role == ProcessRole.NextCore && alive == BeatingAlive(regions, ProcessRole.Core) ? default : alive;
    }

    /// <summary>Fails while anything of a cell runs.</summary>
    /// <param name="setup">The cell.</param>
    /// <exception cref="CellException">Something does.</exception>
    public static void RequireEnded(CellSetup setup)
    {
        CellRegions regions = new(setup);
        foreach (CellProcess process in setup.Processes)
        {
            ProcessIdentity alive = AliveOf(regions, process);
            if (!alive.IsNobody)
            {
                throw new CellException(
                    $"cell {setup.Cell}", $"its {process} runs: process {alive.Pid}", $"strat down --cell {setup.File} ends it");
            }
        }
    }

    private static ProcessIdentity BeatingAlive(CellRegions regions, CellProcess named)
    {
        try
        {
            using Heartbeat? heartbeat = regions.TryOpenHeartbeat(named);
            if (heartbeat is null)
            {
                return default;
            }

            // Whoever makes or takes over a heartbeat owns it a moment before it says so.
            ProcessIdentity process = heartbeat.Read().Process;
            process = process.IsAlive() ? process : heartbeat.Memory.Owner;
            return process.IsAlive() ? process : default;
        }
        catch (IpcException)
        {
            return default; // Not a heartbeat that this build reads, so nobody that it could end.
        }
    }

    /// <summary>Ends one process and waits for its end.</summary>
    /// <param name="role">What it is.</param>
    /// <param name="process">Who it is.</param>
    public StopOutcome Stop(ProcessRole role, ProcessIdentity process)
    {
        if (!Signals.AskToEnd(process))
        {
            return StopOutcome.WasGone;
        }

        long copied = Copied(role);
        long deadlineNs = MonotonicClock.NowNs + (patience.StopMs * MsNs);
        while (process.IsAlive())
        {
            if (MonotonicClock.NowNs > deadlineNs)
            {
                // No progress since the last look: then it is not the backlog that keeps it.
                if (Copied(role) == copied)
                {
                    return Kill(process);
                }

                copied = Copied(role);
                deadlineNs = MonotonicClock.NowNs + (patience.StopMs * MsNs);
            }

            Wait();
        }

        return StopOutcome.InOrder;
    }

    private long Copied(ProcessRole role) =>
        role == ProcessRole.Archiver ? CounterReader.Read(regions, role, (int)ArchiverCounter.CopiedBytes) : 0;

    private StopOutcome Kill(ProcessIdentity process)
    {
        Signals.End(process);
        while (process.IsAlive())
        {
            Wait();
        }

        return StopOutcome.Killed;
    }

    private void Wait()
    {
        idle();
        Thread.Sleep(PollMs);
    }
}
