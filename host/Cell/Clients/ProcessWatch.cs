using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Cell.Clients;

/// <summary>Whether another process of the cell is at work, by its heartbeat. Any thread.</summary>
/// <param name="regions">The cell's regions.</param>
public sealed class ProcessWatch(CellRegions regions)
{
    /// <summary>Reads the heartbeat of a process; null when there is none.</summary>
    /// <param name="process">The process.</param>
    public HeartbeatReading? Read(CellProcess process)
    {
        try
        {
            using Heartbeat? heartbeat = regions.TryOpenHeartbeat(process);
            return heartbeat?.Read();
        }
        catch (IpcException)
        {
            // Left by another build: whoever it was, it is not at work in this cell.
            return null;
        }
    }

    /// <summary>Fails unless a process is at work.</summary>
    /// <param name="process">The process.</param>
    /// <param name="title">What that means for the request.</param>
    /// <returns>Which process it is.</returns>
    /// <exception cref="PeerException">It is not there, or not at work yet.</exception>
    public ProcessIdentity Require(CellProcess process, string title)
    {
        string name = process.Name;
        HeartbeatReading? reading = Read(process);
        if (reading is not { } beat || !beat.Process.IsAlive())
        {
            throw new PeerException(
                hasEnded: false, title, $"the {name} is not running", "the supervisor restarts it; strat up starts the whole cell");
        }

        if (beat.State != HeartbeatState.Running)
        {
            string state = beat.State.ToString().ToLowerInvariant();
            throw new PeerException(
                hasEnded: false,
                title,
                $"the {name} is {state} (process {beat.Process.Pid})",
                "try again when strat status shows it running");
        }

        return beat.Process;
    }
}
