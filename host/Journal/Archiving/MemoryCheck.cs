using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>Checks that a journal in memory is not less than its archive.</summary>
internal static class MemoryCheck
{
    /// <summary>
    /// Looks whether all segments are there, links lead somewhere, and the archive's last durable records are in memory
    /// too. Reads one segment of each kind.
    /// </summary>
    /// <returns>How many segments are links.</returns>
    /// <exception cref="JournalException">Memory lacks something, or is another journal's.</exception>
    internal static long Require(JournalLayout memory, JournalLayout archive)
    {
        foreach (string folder in (ReadOnlySpan<string>)[memory.InputFolder, memory.OutputFolder])
        {
            if (!Directory.Exists(folder))
            {
                throw ArchivingFaults.NotPrepared(memory, archive, $"{Path.GetFileName(folder)} is missing in it");
            }
        }

        long linked = RequireLinks(memory, SegmentKind.Input) + RequireLinks(memory, SegmentKind.Output);
        if (DurableMarkFile.Read(archive) is not { } mark)
        {
            // Without a mark nothing was archived yet, so nothing can be a link.
            return linked == 0 ? linked : throw ArchivingFaults.MarkMissing(memory, archive);
        }

        RequireSameJournal(memory, archive, mark);
        RequireReached(memory, archive, SegmentKind.Input, mark);
        RequireReached(memory, archive, SegmentKind.Output, mark);
        return linked;
    }

    /// <summary>Links are the oldest segments, so they end at the first one that is none.</summary>
    private static long RequireLinks(JournalLayout memory, SegmentKind kind)
    {
        long linked = 0;
        while (SegmentLink.TargetOf(memory.SegmentFile(kind, linked + 1)) is { } target)
        {
            linked++;
            if (!File.Exists(target))
            {
                throw ArchivingFaults.LinkBroken(memory.SegmentFile(kind, linked), target);
            }
        }

        return linked;
    }

    private static void RequireSameJournal(JournalLayout memory, JournalLayout archive, DurableMark mark)
    {
        using SegmentView? first = SegmentView.TryOpen(memory, SegmentKind.Input, 1);
        if (first is { IsInUse: true } && mark.InputSequence > 0 && first.Header.JournalId != mark.JournalId)
        {
            throw ArchivingFaults.Foreign(archive, first.File, first.Header.JournalId, mark.JournalId);
        }
    }

    private static void RequireReached(JournalLayout memory, JournalLayout archive, SegmentKind kind, DurableMark mark)
    {
        try
        {
            _ = SegmentSurvey.LastInUse(memory, kind);
        }
        catch (JournalException exception) when (StreamReading.IsDamage(exception))
        {
            throw ArchivingFaults.MemoryLess(memory, archive, kind, mark, exception);
        }

        _ = ArchiveStart.FindInMemory(memory, archive, kind, mark);
    }
}
