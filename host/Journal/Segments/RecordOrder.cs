using Strategies.Records;

namespace Strategies.Journal.Segments;

/// <summary>Follows the numbers of records: inputs without gaps, outputs by cause and index.</summary>
internal struct RecordOrder
{
    private bool _started;
    private ulong _firstCause;

    /// <summary>Number, or cause, of the last record; 0 before the first.</summary>
    internal ulong LastSequence;

    /// <summary>Index of the last record.</summary>
    internal uint LastIndex;

    /// <summary>Goes on behind a record.</summary>
    internal static RecordOrder After(ulong sequence, uint index) =>
        new() { _started = sequence != 0, LastSequence = sequence, LastIndex = index };

    /// <summary>Begins with a segment, whatever lies in front of it.</summary>
    /// <remarks>
    /// Of outputs the header says the lowest cause only: the first may be any of that one's, or the first of a later.
    /// </remarks>
    internal static RecordOrder AtSegment(SegmentKind kind, in SegmentHeader header) =>
        header.Number <= 1 || header.FirstSequence == 0
            ? default
            : kind == SegmentKind.Input
                ? After(header.FirstSequence - 1, 0)
                : new() { _firstCause = header.FirstSequence };

    /// <summary>Whether a record is the next input; if so it is taken as the last.</summary>
    internal bool AcceptInput(in RecordHeader header)
    {
        bool accepted = header.Sequence == LastSequence + 1;
        LastSequence = accepted ? header.Sequence : LastSequence;
        return accepted;
    }

    /// <summary>Whether a record can be the next output; if so it is taken as the last.</summary>
    internal bool AcceptOutput(in RecordHeader header) => AcceptOutput(header.Sequence, header.Index);

    /// <summary>Whether an output of this cause and index can be the next; if so it is taken as the last.</summary>
    internal bool AcceptOutput(ulong cause, uint index)
    {
        bool accepted = _started && cause == LastSequence
            ? index == LastIndex + 1
            : cause > LastSequence && index == 0 && cause >= _firstCause;
        // A segment may begin in the middle of a cause's outputs, with any index.
        if (accepted || (!_started && cause != 0 && cause == _firstCause))
        {
            accepted = true;
            _started = true;
            LastSequence = cause;
            LastIndex = index;
        }

        return accepted;
    }
}
