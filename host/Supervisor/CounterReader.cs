using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor;

/// <summary>Reads single counters of processes that may be of another build, or have none.</summary>
internal static class CounterReader
{
    /// <summary>A counter's value; 0 when it cannot be read.</summary>
    /// <param name="regions">The cell's regions.</param>
    /// <param name="process">Whose it is.</param>
    /// <param name="place">Its place.</param>
    internal static long Read(CellRegions regions, CellProcess process, int place)
    {
        try
        {
            using Counters? counters = regions.TryOpenCounters(process);
            return counters is not null && place < counters.Names.Count ? counters.Read(place) : 0;
        }
        catch (IpcException)
        {
            return 0; // Damaged or of another layout: its owner replaces it.
        }
    }
}
