using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>Holds a segment in memory against its copy in the archive, byte for byte.</summary>
internal static unsafe class SegmentComparison
{
    /// <summary>Compares what stands in front of a place, but the mark of a clean end, which may come later.</summary>
    /// <param name="memory">The journal in memory.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="kind">Inputs or outputs.</param>
    /// <param name="place">The place, up to which both have records.</param>
    /// <exception cref="JournalException">They differ.</exception>
    internal static void RequireSame(JournalLayout memory, JournalLayout archive, SegmentKind kind, ArchivePlace place)
    {
        using SegmentView left = Open(memory, kind, place.Number);
        using SegmentView right = Open(archive, kind, place.Number);
        long limit = Math.Min(left.FileBytes, right.FileBytes);
        if (place.Offset > limit)
        {
            throw ArchivingFaults.Different(left.File, right.File, limit);
        }

        RequireSame(left, right, 0, CloseMark.Offset);
        RequireSame(left, right, CloseMark.Offset + CloseMark.Size, place.Offset);
    }

    /// <summary>Compares two files from the first byte to the last.</summary>
    /// <param name="memory">The journal in memory.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="kind">Inputs or outputs.</param>
    /// <param name="number">The segment.</param>
    /// <exception cref="JournalException">They differ.</exception>
    internal static void RequireSame(JournalLayout memory, JournalLayout archive, SegmentKind kind, long number)
    {
        using SegmentView left = Open(memory, kind, number);
        using SegmentView right = Open(archive, kind, number);
        RequireSame(left, right, 0, Math.Min(left.FileBytes, right.FileBytes));
        if (left.FileBytes != right.FileBytes)
        {
            throw ArchivingFaults.Different(left.File, right.File, Math.Min(left.FileBytes, right.FileBytes));
        }
    }

    private static SegmentView Open(JournalLayout layout, SegmentKind kind, long number) =>
        SegmentView.TryOpen(layout, kind, number) ?? throw SegmentSurvey.Missing(layout.SegmentFile(kind, number));

    private static void RequireSame(SegmentView left, SegmentView right, long from, long to)
    {
        // A segment is at most 1 GiB: its lengths are those of a span.
        int length = (int)(to - from);
        ReadOnlySpan<byte> bytes = new(left.Base + from, length);
        int same = bytes.CommonPrefixLength(new ReadOnlySpan<byte>(right.Base + from, length));
        if (same < length)
        {
            throw ArchivingFaults.Different(left.File, right.File, from + same);
        }
    }
}
