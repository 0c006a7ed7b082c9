using Strategies.Records;

namespace Strategies.Journal.Segments;

/// <summary>Decides what lies behind the last whole record of a journal that nobody writes.</summary>
internal static unsafe class TailExamination
{
    /// <summary>Looks at the bytes behind the records.</summary>
    /// <param name="layout">The journal.</param>
    /// <param name="view">The segment in which the records end.</param>
    /// <param name="end">Byte offset behind the last whole record.</param>
    /// <param name="lastSequence">Number, or cause, of the last record.</param>
    /// <param name="lastNumber">Number of the last segment in use.</param>
    /// <returns>The torn tail, or null at a clean end.</returns>
    /// <exception cref="JournalException">The records go on elsewhere, or some that were written are gone.</exception>
    internal static TornTail? Examine(
        JournalLayout layout, SegmentView view, long end, ulong lastSequence, long lastNumber)
    {
        RequireNoLaterRecords(layout, view, end, lastSequence, lastNumber);
        long limit = Math.Min(view.FileBytes, view.Header.SegmentBytes);
        long missing = view.Header.SegmentBytes - limit;
        ReadOnlySpan<byte> behind = new(view.Base + end, (int)Math.Max(limit - end, 0));
        long bytes = 1 + behind.LastIndexOfAnyExcept((byte)0);
        if (bytes > 0)
        {
            long record = RecordCheck.FindRecordBehind(view, end + RecordHeader.Alignment, Math.Max(lastSequence, 1));
            if (record >= 0)
            {
                throw new JournalException(
                    JournalFault.Hole,
                    $"the records seem to end, but a whole one follows at byte {record}",
                    "a part of the file was overwritten with zeros: restore it from a copy",
                    view.File,
                    end,
                    lastSequence + 1);
            }
        }

        ref readonly CloseMark mark = ref view.CloseMark;
        if (mark.Marker != 0 && mark.EndOffset > end)
        {
            throw new JournalException(
                JournalFault.TruncatedSegment,
                $"the journal was closed cleanly at byte {mark.EndOffset} after sequence {mark.LastSequence}, "
                + $"but its records end at byte {end} after sequence {lastSequence}",
                "the end of the file was lost after it had been closed: restore it from a copy",
                view.File,
                end,
                lastSequence + 1);
        }

        return bytes > 0 || missing > 0 ? new TornTail(view.File, end, bytes, missing) : null;
    }

    /// <summary>Whether a place is the one at which the last writer closed the journal.</summary>
    internal static bool IsAtCloseMark(SegmentView view, long end) =>
        view.CloseMark.Marker != 0 && view.CloseMark.EndOffset == end;

    /// <summary>
    /// Behind an end without padding there may be one segment that was begun and has no record: the writer was killed
    /// between the two steps of going on to it.
    /// </summary>
    private static void RequireNoLaterRecords(
        JournalLayout layout, SegmentView view, long end, ulong lastSequence, long lastNumber)
    {
        if (view.Number >= lastNumber)
        {
            return;
        }

        using SegmentView? next = SegmentView.TryOpen(layout, view.Header.Kind, view.Number + 1);
        // One begun segment is what a kill inside Roll leaves: the next header is there, the padding is not.
        if (lastNumber > view.Number + 1 || next is null || next.HasRecords)
        {
            throw new JournalException(
                JournalFault.TruncatedSegment,
                "the records of the segment end early, and later segments follow",
                "a part of the file was lost: restore it from a copy",
                view.File,
                end,
                lastSequence + 1);
        }

        SegmentHeaderCheck.Check(next, view.Header.Kind, mayBeCut: true);
    }
}
