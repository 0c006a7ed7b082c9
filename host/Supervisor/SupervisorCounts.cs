using Strategies.Cell.Processes;
using Strategies.Cell.Regions;

namespace Strategies.Supervisor;

/// <summary>The supervisor's counters. Its thread only.</summary>
internal sealed class SupervisorCounts : IDisposable
{
    private readonly CellCounters<SupervisorCounter> _counters;
    private readonly long[] _earlier;

    /// <summary>Makes them, all 0.</summary>
    /// <param name="regions">The cell's regions.</param>
    internal SupervisorCounts(CellRegions regions) =>
        _counters = CellCounters<SupervisorCounter>.Create(regions.CountersOf(ProcessRole.Supervisor), out _earlier);

    /// <summary>Handovers under an earlier supervisor of the same run.</summary>
    internal long EarlierHandovers { get; private set; }

    internal long this[SupervisorCounter counter]
    {
        set => _counters[counter] = value;
    }

    /// <summary>Counts on from where an ended supervisor stood: the run of the cell is the same.</summary>
    internal void GoOn()
    {
        foreach (SupervisorCounter counter in Enum.GetValues<SupervisorCounter>().Where(IsCount))
        {
            _counters[counter] += _earlier[(int)counter];
        }

        EarlierHandovers = _earlier[(int)SupervisorCounter.Handovers];
    }

    internal void Add(SupervisorCounter counter) => _counters.Add(counter, 1);

    /// <summary>Counts a start.</summary>
    /// <param name="process">What was started.</param>
    /// <param name="pid">Its process number.</param>
    /// <param name="isAgain">True when it is not the first of its kind.</param>
    internal void Started(CellProcess process, int pid, bool isAgain)
    {
        _counters.Add(SupervisorCounter.Starts, 1);
        Show(process, pid);
        if (isAgain && RestartsOf(process.Role) is { } restarts)
        {
            _counters.Add(restarts, 1);
        }
    }

    /// <summary>Shows who a process is; 0 for nobody. Of the venues' processes that of the first is shown.</summary>
    internal void Show(CellProcess process, int pid)
    {
        if (process == CellProcess.Of(process.Role) && PidOf(process.Role) is { } counter)
        {
            _counters[counter] = pid;
        }
    }

    public void Dispose() => _counters.Dispose();

    private static bool IsCount(SupervisorCounter counter) =>
        !ProcessRoles.All.Any(role => PidOf(role) == counter);

    private static SupervisorCounter? PidOf(ProcessRole role) => role switch
    {
        ProcessRole.Core => SupervisorCounter.CorePid,
        ProcessRole.Venue => SupervisorCounter.VenuePid,
        ProcessRole.Archiver => SupervisorCounter.ArchiverPid,
        ProcessRole.Follower => SupervisorCounter.FollowerPid,
        ProcessRole.Edge => SupervisorCounter.EdgePid,
        _ => null,
    };

    private static SupervisorCounter? RestartsOf(ProcessRole role) => role switch
    {
        ProcessRole.Core => SupervisorCounter.CoreRestarts,
        ProcessRole.Venue => SupervisorCounter.VenueRestarts,
        ProcessRole.Archiver => SupervisorCounter.ArchiverRestarts,
        ProcessRole.Follower => SupervisorCounter.FollowerRestarts,
        ProcessRole.Edge => SupervisorCounter.EdgeRestarts,
        _ => null,
    };
}
