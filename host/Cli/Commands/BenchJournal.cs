using Strategies.Bench.Setup;
using Strategies.Cli.Output;
using Strategies.Core;

namespace Strategies.Cli.Commands;

/// <summary>
/// Where a benchmark's journal goes when nobody says: to memory, with an archiver that brings it to the disk, as in a cell.
/// </summary>
/// <param name="Folder">Where the hot thread writes it.</param>
/// <param name="Archive">Where the archiver brings it; none where there is no archiver.</param>
internal sealed record BenchJournal(string Folder, string? Archive)
{
    private const long BytesPerEvent = 250;
    private const long BytesBeside = 2L << 30;

    /// <summary>Chooses.</summary>
    /// <param name="terminal">Told when there is too little memory.</param>
    /// <param name="given">The folder that was asked for; none when it is left to this.</param>
    /// <param name="events">Events of the run.</param>
    /// <param name="isKept">It is to be kept when the run has ended.</param>
    internal static BenchJournal Choose(Terminal terminal, string? given, long events, bool isKept)
    {
        if (given is not null)
        {
            return new BenchJournal(given, null);
        }

        string name = isKept ? BenchFolders.NewKeptName("journal") : BenchFolders.NewName("journal");
        string disk = Path.Combine(Path.GetTempPath(), name);
        long needed = (events * BytesPerEvent) + BytesBeside;
        if (HasRoom(needed))
        {
            return new BenchJournal(Path.Combine(BenchFolders.Memory, name), disk);
        }

        terminal.Warn(
            $"{BenchFolders.Memory} has no room for {needed >> 20} MiB: the journal is written to {disk}, whose writeback is measured too; "
            + "--events makes it shorter");
        return new BenchJournal(disk, null);
    }

    private static bool HasRoom(long bytes)
    {
        using FreeMemory memory = new();
        return Directory.Exists(BenchFolders.Memory) && memory.RoomIn(BenchFolders.Memory) >= bytes;
    }
}
