using Strategies.Journal.Segments;

namespace Strategies.Journal.Cutting;

/// <summary>
/// Finds where the records up to an input end, and counts what is behind, in a journal whose end may be damaged: only
/// what stays must be whole.
/// </summary>
internal sealed class CutPlace
{
    private CutPlace(StreamEnd end, long timeNs)
    {
        End = end;
        LastTimeNs = timeNs;
    }

    /// <summary>Where the records that stay end.</summary>
    internal StreamEnd End { get; private set; }

    /// <summary>Time of the last record that stays.</summary>
    internal long LastTimeNs { get; private set; }

    /// <summary>Whole records behind it.</summary>
    internal long Behind { get; private set; }

    /// <summary>Number, or cause, of the last of them; 0 when there are none.</summary>
    internal ulong LastBehind { get; private set; }

    /// <summary>Damage behind it; null when there is none.</summary>
    internal JournalException? Damage { get; private set; }

    /// <summary>Reads the records of one kind, all of them.</summary>
    /// <param name="layout">The journal.</param>
    /// <param name="kind">Inputs or outputs.</param>
    /// <param name="sequence">Number, or cause, of the last that stays.</param>
    /// <exception cref="JournalException">An input up to the place is damaged.</exception>
    internal static CutPlace Find(JournalLayout layout, SegmentKind kind, ulong sequence)
    {
        long last = SegmentSurvey.LastInUse(layout, kind, out JournalException? missing);
        CutPlace place = new(StreamEnd.Nothing, 0);
        using (RecordCursor cursor = new(layout, kind, JournalReadMode.AtRest, 1, last))
        {
            place.Read(cursor, kind, sequence);
        }

        place.Damage ??= missing;
        return place;
    }

    private void Read(RecordCursor cursor, SegmentKind kind, ulong sequence)
    {
        bool isMet = false;
        try
        {
            while (cursor.MoveNext())
            {
                if (cursor.Header.Sequence <= sequence)
                {
                    End = cursor.End;
                    LastTimeNs = cursor.Header.ReceiveTimeNs;
                    isMet = true;
                }
                else
                {
                    // The first record already lies behind: then everything goes, and the end stays in front of it.
                    End = isMet || Behind > 0 ? End : Begin(cursor.End, cursor.Offset);
                    Behind++;
                    LastBehind = cursor.Header.Sequence;
                }
            }

            End = isMet || Behind > 0 ? End : cursor.End;
        }
        // Outputs can be made again from the inputs; an input that is to stay cannot.
        catch (JournalException damage) when (kind == SegmentKind.Output || End.LastSequence == sequence)
        {
            Damage = damage;
        }
    }

    /// <summary>The place in front of the very first record.</summary>
    private static StreamEnd Begin(StreamEnd end, long offset) =>
        end with { Offset = offset, LastSequence = 0, LastIndex = 0 };
}
