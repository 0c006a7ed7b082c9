using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc.Memory;
using Strategies.Journal;
using Strategies.Journal.Segments;

namespace Strategies.Supervisor;

/// <summary>
/// What an earlier run of a cell left in memory and the next one must not go on with. Only while no process of the cell is
/// alive.
/// </summary>
internal static class StaleMemory
{
    /// <summary>
    /// The clock begins anew where the journal's time stands: nothing passes while a cell is down. Without a journal the
    /// rings begin anew too.
    /// </summary>
    /// <param name="setup">The cell.</param>
    /// <returns>How many regions were removed.</returns>
    /// <exception cref="CellException">One cannot be removed.</exception>
    internal static int Clear(CellSetup setup)
    {
        CellRegions regions = new(setup);
        CellProcess[] venues = [.. setup.ProcessesOf(ProcessRole.Venue)];
        List<RegionLocation> stale = [regions.Clock, .. venues.Select(regions.CountersOf)];
        if (!HasSegments(setup.Paths.Journal) && !HasSegments(setup.Paths.Archive))
        {
            stale.AddRange(regions.RingNames.Select(regions.At));
            stale.AddRange(venues.Select(regions.SessionOf));
        }

        return stale.Count(region => Remove(region.File));
    }

    /// <summary>Only looks whether there are files: what is in them may be damaged, and is the core's to judge.</summary>
    private static bool HasSegments(string folder) =>
        new JournalLayout(folder).SegmentNumbers(SegmentKind.Input).Count > 0;

    private static bool Remove(string file)
    {
        try
        {
            bool isThere = File.Exists(file);
            File.Delete(file);
            return isThere;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CellException(
                file, $"what an earlier run left cannot be removed: {exception.Message}", "remove it by hand");
        }
    }
}
