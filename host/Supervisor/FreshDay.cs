using System.Globalization;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Regions;
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
        OrderlyStop.RequireEnded(setup);
        bool hasDay = new JournalLayout(setup.Paths.Archive).SegmentNumbers(SegmentKind.Input).Count > 0;
        // What was interrupted is ended: the rest of that day is on its way already.
        hasDay |= Directory.Exists(MovingOf(setup));
        // Of a day that somebody has removed from the disk nobody wants the rest.
        if (hasDay && MemoryReturn.MissingOnDisk(setup) is { Length: > 0 } missing)
        {
            throw new CellException($"cell {setup.Cell}", $"the old day is not on disk whole: {missing}", "then strat down, and again");
        }

        CellMemory.Remove(setup);
        return hasDay ? Move(setup, now) : "";
    }

    /// <summary>
    /// Piece by piece into one folder, the inputs last, and only then under the day's name: whatever interrupts it, the next
    /// call goes on. The store never moves; the old day has a link to it.
    /// </summary>
    private static string Move(CellSetup setup, DateTimeOffset now)
    {
        string moving = MovingOf(setup);
        string old = Path.Combine(
            Path.GetDirectoryName(moving)!, now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        try
        {
            Directory.CreateDirectory(moving);
            string inputs = new JournalLayout(setup.Paths.Archive).InputFolder;
            string[] pieces = [.. Directory.EnumerateFileSystemEntries(setup.Paths.Archive)
                .Where(piece => piece != setup.Paths.Store).OrderBy(piece => piece == inputs)];
            foreach (string piece in (string[])[setup.Paths.Run, .. pieces])
            {
                if (Path.Exists(piece))
                {
                    Directory.Move(piece, Path.Combine(moving, Path.GetFileName(piece)));
                }
            }

            string store = Path.Combine(moving, Path.GetFileName(setup.Paths.Store));
            if (!Path.Exists(store))
            {
                Directory.CreateSymbolicLink(store, setup.Paths.Store);
            }

            Directory.Move(moving, old);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CellException(setup.Paths.Archive, $"the old day cannot be put aside: {exception.Message}", "move it by hand");
        }

        return old;
    }

    private static string MovingOf(CellSetup setup) => Path.Combine(setup.Paths.Folder, "days", "moving");
}
