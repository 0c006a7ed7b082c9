namespace Strategies.Journal.Segments;

/// <summary>Reads the segments of one kind to the end of what is whole, for recovery; damage ends it and is kept.</summary>
internal sealed class StreamReading
{
    private readonly JournalLayout _layout;
    private readonly SegmentKind _kind;

    private StreamReading(JournalLayout layout, SegmentKind kind)
    {
        _layout = layout;
        _kind = kind;
    }

    /// <summary>Where the records that stay end.</summary>
    internal StreamEnd End { get; private set; } = StreamEnd.Nothing;

    /// <summary>What lay behind the last whole record when nothing is damaged.</summary>
    internal TornTail? TornTail { get; private set; }

    /// <summary>True at the end at which the last writer closed the journal.</summary>
    internal bool IsClosedCleanly { get; private set; }

    /// <summary>Whole records behind <see cref="End"/>: outputs whose input is not there.</summary>
    internal long Beyond { get; private set; }

    /// <summary>What is damaged behind the last whole record; null when nothing is.</summary>
    internal JournalException? Damage { get; private set; }

    /// <summary>Reads a stream.</summary>
    /// <param name="layout">The journal.</param>
    /// <param name="kind">Inputs or outputs.</param>
    /// <param name="from">
    /// Number, or cause, from which on records are to be checked: reading begins with the segment that holds it, or
    /// earlier, so that a closed segment and a record that stays are among what is read. 0 reads all.
    /// </param>
    /// <param name="sequenceMax">Highest number, or cause, that may stay.</param>
    /// <param name="isFollowed">True when the last segment is enough, or the one before where that is still empty.</param>
    /// <exception cref="JournalException">The operating system refuses a file.</exception>
    internal static StreamReading Run(
        JournalLayout layout, SegmentKind kind, ulong from, ulong sequenceMax, bool isFollowed = false)
    {
        long last = SegmentSurvey.LastInUse(layout, kind, out JournalException? missing);
        long first = isFollowed ? Math.Max(1, last) : FirstOf(layout, kind, from, last);
        while (true)
        {
            StreamReading reading = new(layout, kind);
            bool isAnchored = reading.Read(first, last, sequenceMax);
            if (isAnchored || first == 1 || (kind == SegmentKind.Input && !isFollowed))
            {
                reading.Damage ??= missing;
                return reading;
            }

            // No record that stays was met (an empty segment, outputs without an input): the one in front has the last.
            first--;
        }
    }

    /// <summary>Whether an error is about what a file says, and not about getting at it.</summary>
    internal static bool IsDamage(JournalException exception) => exception.Fault is not (
        JournalFault.AccessDenied or JournalFault.FileError or JournalFault.DiskFull or JournalFault.Locked);

    /// <summary>The segment to begin with; the first one when a damaged header is in the way of finding it.</summary>
    private static long FirstOf(JournalLayout layout, SegmentKind kind, ulong from, long last)
    {
        try
        {
            // Never the last one alone: it may be empty yet, and the one before it closed.
            return from <= 1 ? 1 : Math.Max(1, Math.Min(SegmentSearch.Find(layout, kind, last, from), last - 1));
        }
        catch (JournalException exception) when (IsDamage(exception))
        {
            return 1;
        }
    }

    /// <summary>Reads to the end. False when none of the records stays, so that nothing is known of those before.</summary>
    private bool Read(long first, long last, ulong sequenceMax)
    {
        using RecordCursor cursor = new(_layout, _kind, JournalReadMode.AtRest, first, last);
        StreamEnd? beyond = null;
        ulong lastSequence = 0;
        uint lastIndex = 0;
        bool isAnchored = false;
        try
        {
            while (cursor.MoveNext())
            {
                if (cursor.Header.Sequence > sequenceMax)
                {
                    Beyond++;
                    beyond ??= cursor.End with
                    {
                        Offset = cursor.Offset,
                        LastSequence = lastSequence,
                        LastIndex = lastIndex,
                    };
                    continue;
                }

                isAnchored = true;
                lastSequence = cursor.Header.Sequence;
                lastIndex = cursor.Header.Index;
            }
        }
        catch (JournalException exception) when (IsDamage(exception))
        {
            Damage = exception;
        }

        End = beyond ?? cursor.End;
        TornTail = cursor.TornTail;
        IsClosedCleanly = cursor.IsClosedCleanly && Damage is null;
        return isAnchored;
    }
}
