using Strategies.Journal.Segments;
using Strategies.Records;

namespace Strategies.Journal.Archiving;

/// <summary>Finds the place behind a record; what lies behind it is not looked at.</summary>
internal static class ArchivePlaceSearch
{
    /// <summary>Reads the segment that holds a record, from its beginning to the record, each checked.</summary>
    /// <param name="layout">The journal, which may be being written. All headers must be in order.</param>
    /// <param name="kind">Inputs or outputs.</param>
    /// <param name="sequence">The record's number, or cause; 0 for the place in front of the first.</param>
    /// <param name="index">Its index; of inputs not looked at.</param>
    /// <returns>The place; null when the journal ends before the record.</returns>
    /// <exception cref="JournalException">
    /// A record in front of the place is damaged, or a file cannot be read.
    /// </exception>
    internal static ArchivePlace? Find(JournalLayout layout, SegmentKind kind, ulong sequence, uint index)
    {
        if (sequence == 0)
        {
            return ArchivePlace.Beginning;
        }

        long last = SegmentSurvey.LastInUse(layout, kind, out _);
        return FindFrom(layout, kind, SegmentSearch.Find(layout, kind, last, sequence), sequence, index);
    }

    /// <summary>The same, from a segment on; no file behind the record is opened.</summary>
    /// <inheritdoc cref="Find"/>
    internal static ArchivePlace? FindFrom(
        JournalLayout layout, SegmentKind kind, long firstNumber, ulong sequence, uint index)
    {
        using RecordCursor cursor = new(layout, kind, JournalReadMode.Follow, firstNumber, firstNumber);
        while (cursor.MoveNext() && cursor.Header.Sequence <= sequence)
        {
            if (cursor.Header.Sequence == sequence && (kind == SegmentKind.Input || cursor.Header.Index == index))
            {
                long end = cursor.Offset + RecordHeader.AlignedLength(cursor.Header.Length);
                return new ArchivePlace(cursor.View!.Number, end, sequence, cursor.Header.Index);
            }
        }

        return null;
    }
}
