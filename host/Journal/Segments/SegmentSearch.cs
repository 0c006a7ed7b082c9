namespace Strategies.Journal.Segments;

/// <summary>Finds the segment in which a record lies, from the segments' headers alone.</summary>
internal static class SegmentSearch
{
    /// <summary>
    /// The segment at which reading must begin to meet the first record of a number, or cause, and everything behind it.
    /// </summary>
    /// <param name="layout">The journal.</param>
    /// <param name="kind">Inputs or outputs.</param>
    /// <param name="lastNumber">Number of the last segment in use; 0 when there is none.</param>
    /// <param name="sequence">The number, or cause; beyond the end it gives the last segment.</param>
    /// <returns>Its number, from 1.</returns>
    /// <remarks>
    /// Outputs of one cause may go on in the next segment, whose header then names the same cause: so for outputs it is
    /// the last segment whose first cause is lower, for inputs the last whose first number is not higher.
    /// </remarks>
    /// <exception cref="JournalException">
    /// A header that was looked at is damaged, or belongs to another journal or cell than the first one.
    /// </exception>
    internal static long Find(JournalLayout layout, SegmentKind kind, long lastNumber, ulong sequence)
    {
        if (lastNumber <= 1 || sequence <= 1)
        {
            return 1;
        }

        SegmentHeader first = HeaderOf(layout, kind, 1, lastNumber);
        ulong limit = kind == SegmentKind.Input ? sequence : sequence - 1;
        long low = 1;
        long high = lastNumber;
        while (low < high)
        {
            // Rounded up: low = middle would stand still otherwise.
            long middle = low + ((high - low + 1) / 2);
            SegmentHeader header = HeaderOf(layout, kind, middle, lastNumber);
            RequireSame(in first, in header, layout.SegmentFile(kind, middle));
            if (header.FirstSequence <= limit)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>A segment's header, checked.</summary>
    /// <param name="layout">The journal.</param>
    /// <param name="kind">Inputs or outputs.</param>
    /// <param name="number">The segment, which must be in use.</param>
    /// <param name="lastNumber">Number of the last segment in use, whose file may have been cut.</param>
    /// <exception cref="JournalException">It is missing or damaged.</exception>
    internal static SegmentHeader HeaderOf(JournalLayout layout, SegmentKind kind, long number, long lastNumber)
    {
        using SegmentView view = SegmentView.TryOpen(layout, kind, number)
            ?? throw SegmentSurvey.Missing(layout.SegmentFile(kind, number));
        if (!view.IsInUse)
        {
            throw new JournalException(
                JournalFault.SegmentHeader,
                "the segment has no header, and later segments follow",
                "restore the file from a copy; nothing in this folder can rebuild it",
                view.File,
                0);
        }

        SegmentHeaderCheck.Check(view, kind, mayBeCut: number >= lastNumber);
        return view.Header;
    }

    private static void RequireSame(in SegmentHeader first, in SegmentHeader header, string file)
    {
        if (header.JournalId != first.JournalId)
        {
            throw Foreign(
                JournalFault.ForeignJournal, $"a segment of journal {header.JournalId} in journal {first.JournalId}", file);
        }

        if (header.Cell != first.Cell)
        {
            throw Foreign(
                JournalFault.ForeignCell, $"a segment of cell {header.Cell} in a journal of cell {first.Cell}", file);
        }
    }

    private static JournalException Foreign(JournalFault fault, string what, string file) =>
        new(fault, what, "segments of two journals were mixed: restore the folder from a copy", file, 0);
}
