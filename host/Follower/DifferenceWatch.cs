using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Driver.Following;
using Strategies.Ipc.Metrics;
using Strategies.Journal.Replay;

namespace Strategies.Follower;

/// <summary>Tells people when the follower has come to another output than the core: in the log, the counters and the incidents.</summary>
/// <param name="follower">The follower.</param>
/// <param name="counters">The process's.</param>
/// <param name="incidents">Take what people have to know.</param>
internal sealed class DifferenceWatch(
    JournalFollower follower, CellCounters<FollowerCounter> counters, FollowerIncidents incidents)
{
    private OutputDifference? _told;

    /// <summary>Looks, and tells each difference once.</summary>
    internal void Turn()
    {
        // Gone again when the follower went back to a snapshot in front of it.
        OutputDifference? difference = follower.Difference;
        if (ReferenceEquals(difference, _told))
        {
            return;
        }

        _told = difference;
        counters[FollowerCounter.DifferentInput] = (long)(difference?.Cause ?? 0);
        if (difference is not null)
        {
            Tell(difference);
        }
    }

    private void Tell(OutputDifference difference)
    {
        string slot = difference.Slot > 0 ? $"slot '{follower.NameOf(difference.Slot)}', " : "";
        string version = difference.Slot > 0 ? $" (version {follower.PackageOf(difference.Slot)})" : "";
        string text = $"came to another output than the core: {slot}{difference}{version}; no snapshot is taken from here on, those before "
            + "are good; strat replay on a copy of the journal shows whether the strategy gives the same twice";
        incidents.Tell(IncidentKind.Diverged, difference.Cause, text);
    }
}
