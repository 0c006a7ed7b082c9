namespace Strategies.Journal.Segments;

/// <summary>Looks which segment files are there before any of them is read.</summary>
internal static unsafe class SegmentSurvey
{
    /// <summary>
    /// Number of the last segment that a writer has begun; files behind it are spares. 0 when there is none.
    /// </summary>
    /// <exception cref="JournalException">A file between the first and the last is missing.</exception>
    internal static long LastInUse(JournalLayout layout, SegmentKind kind)
    {
        IReadOnlyList<long> numbers = WithoutGaps(layout, kind);
        for (int index = numbers.Count - 1; index >= 0; index--)
        {
            using SegmentView? view = SegmentView.TryOpen(layout, kind, numbers[index]);
            if (view is null)
            {
                continue;
            }

            if (view.IsInUse)
            {
                return view.Number;
            }

            // A spare is zeros behind its environment; records without a header are a header that was lost.
            if (view.HasRecords)
            {
                throw new JournalException(
                    JournalFault.SegmentHeader,
                    "the segment has records but no header",
                    "restore the file from a copy; nothing in this folder can rebuild it",
                    view.File,
                    0);
            }
        }

        return 0;
    }

    /// <summary>
    /// Number of the last segment that a writer has begun; where that cannot be said, of the last one up to which all are
    /// there and begun, with the reason.
    /// </summary>
    internal static long LastInUse(JournalLayout layout, SegmentKind kind, out JournalException? damage)
    {
        try
        {
            damage = null;
            return LastInUse(layout, kind);
        }
        catch (JournalException exception) when (StreamReading.IsDamage(exception))
        {
            damage = exception;
            return LastOfPrefix(layout, kind);
        }
    }

    /// <summary>
    /// The torn tail that a file is which was cut inside its header; null when there is no such file or it is whole.
    /// </summary>
    internal static TornTail? CutHeader(JournalLayout layout, SegmentKind kind, long number)
    {
        using SegmentView? view = SegmentView.TryOpen(layout, kind, number);
        if (view is null || !view.IsHeaderCut)
        {
            return null;
        }

        long bytes = 1 + new ReadOnlySpan<byte>(view.Base, (int)view.FileBytes).LastIndexOfAnyExcept((byte)0);
        return new TornTail(view.File, 0, bytes, SegmentHeader.HeaderBytes - view.FileBytes);
    }

    /// <summary>The error for a file that is not there.</summary>
    internal static JournalException Missing(string file, ulong lastSequence = 0) => new(
        JournalFault.MissingSegment,
        "a segment of the journal is missing",
        "bring the file back from a copy of the journal; reading on without it would leave a gap",
        file,
        sequence: lastSequence == 0 ? 0 : lastSequence + 1);

    /// <summary>
    /// The numbers of the files, all from 1 on. A file that is just being replaced by a link may be absent from the
    /// folder's list, though it is never absent: then the list is taken again.
    /// </summary>
    private static IReadOnlyList<long> WithoutGaps(JournalLayout layout, SegmentKind kind)
    {
        while (true)
        {
            IReadOnlyList<long> numbers = layout.SegmentNumbers(kind);
            int index = 0;
            while (index < numbers.Count && numbers[index] == index + 1)
            {
                index++;
            }

            if (index == numbers.Count)
            {
                return numbers;
            }

            string file = layout.SegmentFile(kind, index + 1);
            // Renamed over while the folder was being listed: a list may then have neither name.
            if (!File.Exists(file))
            {
                throw Missing(file);
            }
        }
    }

    private static long LastOfPrefix(JournalLayout layout, SegmentKind kind)
    {
        long number = 0;
        while (true)
        {
            using SegmentView? view = SegmentView.TryOpen(layout, kind, number + 1);
            if (view is not { IsInUse: true })
            {
                return number;
            }

            number++;
        }
    }
}
