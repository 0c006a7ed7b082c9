using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>
/// Finds where copying goes on: at the archive's durable mark. What the archive has behind it is copied again from
/// memory, since nobody knows of it; in front of it the archive must be whole, and memory must have the same.
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
        JournalException? damage = null;
        ArchivePlace? place = null;
        try
        {
            place = ArchivePlaceSearch.Find(memory, kind, SequenceOf(kind, mark), mark.OutputIndex);
        }
        catch (JournalException exception) when (StreamReading.IsDamage(exception))
        {
            damage = exception;
        }

        return place ?? throw ArchivingFaults.MemoryLess(memory, archive, kind, mark, damage);
    }

    private static ArchivePlace Find(JournalLayout memory, JournalLayout archive, SegmentKind kind, DurableMark mark)
    {
        ArchivePlace place = FindInMemory(memory, archive, kind, mark);
        if (place == ArchivePlace.Beginning)
        {
            return place;
        }

        RequireArchived(archive, kind, mark, place);
        SegmentComparison.RequireSame(memory, archive, kind, place);
        return place;
    }

    /// <summary>
    /// Memory has said in which segment the place is: files behind it may be damaged, and are not looked at.
    /// </summary>
    private static void RequireArchived(JournalLayout archive, SegmentKind kind, DurableMark mark, ArchivePlace place)
    {
        JournalException? damage = null;
        ArchivePlace? archived = null;
        try
        {
            archived = ArchivePlaceSearch.FindFrom(
                archive, kind, place.Number, SequenceOf(kind, mark), mark.OutputIndex);
        }
        catch (JournalException exception) when (StreamReading.IsDamage(exception))
        {
            damage = exception;
        }

        if (archived != place)
        {
            throw ArchivingFaults.ArchiveLost(archive, kind, mark, damage);
        }
    }

    private static ulong SequenceOf(SegmentKind kind, DurableMark mark) =>
        kind == SegmentKind.Input ? mark.InputSequence : mark.OutputSequence;
}
