using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;

namespace Strategies.Supervisor;

/// <summary>
/// What is done about processes that are silent: told when it was long, killed when it is too long, and told what the
/// owners of order sessions did meanwhile. The supervisor's thread only.
/// </summary>
/// <param name="regions">The cell's regions.</param>
/// <param name="watchdogMs">For how long a core at work may be silent, ms.</param>
/// <param name="counts">The supervisor's counters.</param>
/// <param name="events">Where it is told.</param>
internal sealed class SilenceWatch(CellRegions regions, int watchdogMs, SupervisorCounts counts, EventLog events) : IDisposable
{
    private const long NsPerMs = 1_000_000;

    private readonly Dictionary<CellProcess, BlockWatch> _blocks = [];

    /// <summary>What a process that an earlier supervisor started has done so far was told by that one.</summary>
    internal void Adopt(WatchedProcess process) => BlocksOf(process)?.Adopt(process.Pid);

    /// <summary>Looks once, behind a look at the process's heartbeat.</summary>
    internal void Look(WatchedProcess process)
    {
        BlocksOf(process)?.Look(process.Pid, events);
        if (process.EndedSilenceNs > SilenceLimits.ToldNs(process.Role, process.State))
        {
            long silentMs = process.EndedSilenceNs / NsPerMs;
            counts.Add(SupervisorCounter.Silences);
            events.Warn(
                process.Process, IncidentKind.Silent, $"process {process.Pid} was silent for {silentMs} ms", silentMs);
        }

        if (process.SilentNs > SilenceLimits.Of(process.Role, process.State, watchdogMs) && !process.IsKilled)
        {
            process.IsKilled = true;
            long silentMs = process.SilentNs / NsPerMs;
            counts.Add(SupervisorCounter.WatchdogKills);
            events.Warn(
                process.Process, IncidentKind.Killed, $"process {process.Pid} has been silent for {silentMs} ms: killed", silentMs);
            Signals.End(process.Identity);
        }
    }

    public void Dispose()
    {
        foreach (BlockWatch blocks in _blocks.Values)
        {
            blocks.Dispose();
        }
    }

    private BlockWatch? BlocksOf(WatchedProcess process)
    {
        if (process.Role != ProcessRole.Venue)
        {
            return null;
        }

        if (!_blocks.TryGetValue(process.Process, out BlockWatch? blocks))
        {
            blocks = new BlockWatch(regions, process.Process);
            _blocks.Add(process.Process, blocks);
        }

        return blocks;
    }
}
