using Strategies.Journal.Segments;

namespace Strategies.Journal.Durability;

/// <summary>Brings what recovery has read to the disk: a writer that was killed may have left it in memory only.</summary>
internal static class RecoveredSegments
{
    /// <summary>Writes the segments to the disk that are not known to be there.</summary>
    /// <param name="layout">The journal.</param>
    /// <param name="report">What recovery found.</param>
    /// <param name="inputs">Where the inputs end.</param>
    /// <param name="outputs">Where the outputs end.</param>
    /// <exception cref="JournalException">The disk refuses.</exception>
    internal static void Sync(JournalLayout layout, RecoveryReport report, StreamEnd inputs, StreamEnd outputs)
    {
        if (report.WasClosedCleanly && report.DurableSequence == report.LastInputSequence)
        {
            return;
        }

        ulong from = report.DurableSequence ?? 0;
        Sync(layout, SegmentKind.Input, inputs.Number, from);
        Sync(layout, SegmentKind.Output, outputs.Number, Math.Min(from, outputs.LastSequence));
    }

    private static void Sync(JournalLayout layout, SegmentKind kind, long last, ulong from)
    {
        for (long number = SegmentSearch.Find(layout, kind, last, from); number <= last; number++)
        {
            string file = layout.SegmentFile(kind, number);
            int descriptor = FileSystemCalls.Open(file, FileSystemCalls.ReadOnly);
            int error = descriptor < 0 ? -descriptor : FileSystemCalls.SyncData(descriptor);
            if (descriptor >= 0)
            {
                FileSystemCalls.Close(descriptor);
            }

            if (error != 0)
            {
                throw FileFaults.FromErrorNumber(file, error, "write the segment to the disk");
            }
        }

        int folderError = FileSystemCalls.SyncFolder(layout.SegmentFolder(kind));
        if (folderError != 0)
        {
            throw FileFaults.FromErrorNumber(
                layout.SegmentFolder(kind), folderError, "write the folder to the disk");
        }
    }
}
