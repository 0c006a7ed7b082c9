using System.Globalization;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc.Memory;
using Strategies.Journal;
using Strategies.Journal.Segments;

namespace Strategies.Supervisor;

/// <summary>
/// Puts the day of a cell that is down aside, so that the next start begins a new one. Nothing is lost: journal, snapshots
/// and reports lie under <c>days</c> in the cell's folder, and the store of versions stays where it is.
/// </summary>
public static class FreshDay
{
    /// <summary>Puts it aside and empties the cell's memory.</summary>
    /// <param name="setup">The cell; nothing of it runs.</param>
    /// <param name="now">The time, which names the folder of the old day.</param>
    /// <returns>The folder of the old day; empty when there was none.</returns>
    /// <exception cref="CellException">Something of the cell runs, the old day is not on disk, or a folder cannot be moved.</exception>
    public static string PutAside(CellSetup setup, DateTimeOffset now)
    {
        CellRegions regions = new(setup);
        foreach (CellProcess process in setup.Processes)
        {
            ProcessIdentity alive = OrderlyStop.AliveOf(regions, process);
            if (!alive.IsNobody)
            {
                throw new CellException(
                    $"cell {setup.Cell}", $"its {process} runs: process {alive.Pid}", $"strat down --cell {setup.File} ends it");
            }
        }

        bool hasDay = new JournalLayout(setup.Paths.Archive).SegmentNumbers(SegmentKind.Input).Count > 0;
        // Of a day that somebody has removed from the disk nobody wants the rest.
        if (hasDay && MemoryReturn.MissingOnDisk(setup) is { Length: > 0 } missing)
        {
            throw new CellException($"cell {setup.Cell}", $"the old day is not on disk whole: {missing}", "then strat down, and again");
        }

        CellMemory.Remove(setup);
        return hasDay ? Move(setup, now) : "";
    }

    private static string Move(CellSetup setup, DateTimeOffset now)
    {
        string old = Path.Combine(
            setup.Paths.Folder, "days", now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(old)!);
            Directory.Move(setup.Paths.Archive, old);
            Directory.CreateDirectory(setup.Paths.Archive);
            Directory.Move(Path.Combine(old, Path.GetFileName(setup.Paths.Store)), setup.Paths.Store);
            Directory.CreateSymbolicLink(Path.Combine(old, Path.GetFileName(setup.Paths.Store)), setup.Paths.Store);
            if (Directory.Exists(setup.Paths.Run))
            {
                Directory.Move(setup.Paths.Run, Path.Combine(old, Path.GetFileName(setup.Paths.Run)));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CellException(setup.Paths.Archive, $"the old day cannot be put aside: {exception.Message}", "move it by hand");
        }

        return old;
    }
}
