using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor;

/// <summary>
/// Tells when the owner of an order session has blocked new orders or canceled all, since the core was silent for it: its
/// process counts that and goes on. The supervisor's thread only.
/// </summary>
/// <param name="regions">The cell's regions.</param>
/// <param name="venue">The owner's process.</param>
internal sealed class BlockWatch(CellRegions regions, CellProcess venue) : IDisposable
{
    private Counters? _counters;
    private int _pid;
    private long _blocks;
    private long _cancels;

    /// <summary>Takes what it has counted so far for told: an earlier supervisor's time.</summary>
    /// <param name="pid">The process.</param>
    internal void Adopt(int pid) => (_blocks, _cancels) = Counts(pid);

    /// <summary>Looks once.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="events">Where it is told.</param>
    internal void Look(int pid, EventLog events)
    {
        (long blocks, long cancels) = Counts(pid);
        if (blocks > _blocks)
        {
            events.Warn(venue, IncidentKind.Blocked, "new orders were blocked, since the core was silent");
        }

        if (cancels > _cancels)
        {
            events.Warn(venue, IncidentKind.MassCanceled, "all orders were canceled, since the core stayed silent");
        }

        // A process that was started again counts from where its predecessor was, or from 0.
        (_blocks, _cancels) = (blocks, cancels);
    }

    public void Dispose() => _counters?.Dispose();

    private (long Blocks, long Cancels) Counts(int pid)
    {
        if (pid != _pid)
        {
            // Of another build it has made others.
            _counters?.Dispose();
            (_counters, _pid) = (null, pid);
        }

        _counters ??= regions.TryOpenCounters(venue);
        return (Read(VenueCounter.Blocks), Read(VenueCounter.MassCancels));
    }

    private long Read(VenueCounter counter) =>
        _counters is not null && (int)counter < _counters.Names.Count ? _counters.Read((int)counter) : 0;
}
