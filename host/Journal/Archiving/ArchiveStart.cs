using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>
/// Finds where copying goes on: at the archive's durable mark. What the archive has behind it is copied again from memory,
/// since nobody knows of it; in front of it the archive must be whole, and memory must have the same.
/// </summary>
internal static class ArchiveStart
{
    /// <summary>Looks at the segments of both kinds in which the mark lies.</summary>
    /// <param name="memory">The journal in memory.</param>
    /// <param name="archive">Its archive.</param>
    /// <param name="mark">The archive's durable mark; null when there is none.</param>
    /// <exception cref="JournalException">
    /// The archive is not whole up to the mark, memory has less, or the two differ.
    /// </exception>
    internal static (ArchivePlace Input, ArchivePlace Output) Find(
        JournalLayout memory, JournalLayout archive, DurableMark? mark) => mark is { } known
        ? (Find(memory, archive, SegmentKind.Input, known), Find(memory, archive, SegmentKind.Output, known))
        : (ArchivePlace.Beginning, ArchivePlace.Beginning);

    /// <summary>The mark's place in memory.</summary>
    /// <exception cref="JournalException">Memory has less than the mark says, or is damaged in front of it.</exception>
    internal static ArchivePlace FindInMemory(
        JournalLayout memory, JournalLayout archive, SegmentKind kind, DurableMark mark)
    {
        try
        {
            return Search(memory, kind, mark) ?? throw ArchivingFaults.MemoryLess(memory, archive, kind, mark, null);
        }
        catch (JournalException exception) when (IsDamage(exception))
        {
            throw ArchivingFaults.MemoryLess(memory, archive, kind, mark, exception);
        }
    }

    private static ArchivePlace Find(JournalLayout memory, JournalLayout archive, SegmentKind kind, DurableMark mark)
    {
        ArchivePlace archived = FindInArchive(archive, kind, mark);
        ArchivePlace there = FindInMemory(memory, archive, kind, mark);
        if (there != archived)
        {
            throw ArchivingFaults.Different(
                memory.SegmentFile(kind, there.Number), archive.SegmentFile(kind, archived.Number), archived.Offset);
        }

        if (archived.LastSequence > 0)
        {
            SegmentComparison.RequireSame(memory, archive, kind, archived);
        }

        return archived;
    }

    private static ArchivePlace FindInArchive(JournalLayout archive, SegmentKind kind, DurableMark mark)
    {
        try
        {
            return Search(archive, kind, mark) ?? throw ArchivingFaults.ArchiveLost(archive, kind, mark, null);
        }
        catch (JournalException exception) when (IsDamage(exception))
        {
            throw ArchivingFaults.ArchiveLost(archive, kind, mark, exception);
        }
    }

    private static ArchivePlace? Search(JournalLayout layout, SegmentKind kind, DurableMark mark) =>
        kind == SegmentKind.Input
            ? ArchivePlaceSearch.Find(layout, kind, mark.InputSequence, 0)
            : ArchivePlaceSearch.Find(layout, kind, mark.OutputSequence, mark.OutputIndex);

    private static bool IsDamage(JournalException exception) =>
        StreamReading.IsDamage(exception)
        && exception.Fault is not (JournalFault.MemoryIncomplete or JournalFault.DurableLost);
}
