using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Journal;
using Strategies.Journal.Segments;

namespace Strategies.Supervisor;

/// <summary>Gives a cell's memory back when it has come down in order: the next start has all it needs on disk.</summary>
public static class MemoryReturn
{
    /// <summary>Removes the memory, unless something runs or something of the journal is in memory only.</summary>
    /// <param name="setup">The cell.</param>
    /// <param name="bytes">How many bytes were given back.</param>
    /// <returns>Why the memory stays; empty when it was given back.</returns>
    public static string TryGiveBack(CellSetup setup, out long bytes)
    {
        bytes = 0;
        try
        {
            OrderlyStop.RequireEnded(setup);
        }
        catch (CellException running)
        {
            return running.Problem;
        }

        string missing = MissingOnDisk(setup);
        bytes = missing.Length == 0 ? CellMemory.Remove(setup) : 0;
        return missing;
    }

    /// <summary>What of a cell that is down the archiver has not brought to the disk.</summary>
    /// <param name="setup">The cell.</param>
    /// <returns>In words; empty when nothing is missing.</returns>
    internal static string MissingOnDisk(CellSetup setup)
    {
        CellRegions regions = new(setup);
        long last = CounterReader.Read(regions, ProcessRole.Core, (int)CoreCounter.LastSequence);
        long durable = CounterReader.Read(regions, ProcessRole.Archiver, (int)ArchiverCounter.DurableSequence);
        if (durable < last)
        {
            return $"{last - durable} inputs are in memory only: strat up copies them";
        }

        return last == 0 && new JournalLayout(setup.Paths.Journal).SegmentNumbers(SegmentKind.Input).Count > 0
            ? "whether its journal is on disk whole is not known: strat up copies it"
            : "";
    }
}
