using Strategies.Journal.Describe;
using Strategies.Records;

namespace Strategies.Journal.Segments;

/// <summary>Puts a reader's errors into words.</summary>
internal static class ReaderFaults
{
    private const string RestoreHint = "the file was changed after it was written: restore it from a copy";

    /// <summary>A record whose bytes are not those that were written.</summary>
    internal static JournalException Damage(
        JournalFault fault, bool isLast, SegmentView view, long offset, SegmentKind kind, ulong lastSequence)
    {
        string what = fault switch
        {
            JournalFault.ImpossibleLength => "a record has a length that cannot be",
            JournalFault.TruncatedSegment => "the file ends inside a record",
            _ => "a record does not match its checksum",
        };
        ulong sequence = kind == SegmentKind.Input ? lastSequence + 1 : lastSequence;
        return isLast
            ? new JournalException(
                JournalFault.DamagedLastRecord,
                $"the last record is damaged: {what}, and nothing whole follows",
                "after a power loss drop this one record by opening the journal for writing with "
                + $"{nameof(JournalOptions)}.{nameof(JournalOptions.CutDamagedLastRecord)}; "
                + "otherwise restore the file from a copy",
                view.File,
                offset,
                sequence)
            : new JournalException(fault, what, RestoreHint, view.File, offset, sequence);
    }

    /// <summary>A whole record with a field that cannot be in this segment.</summary>
    internal static JournalException Field(JournalFault fault, SegmentView view, long offset, in RecordHeader header)
    {
        (string what, string hint) = fault switch
        {
            JournalFault.UnknownFormatVersion => (
                $"a record has format version {header.FormatVersion}, "
                + $"this build knows {RecordHeader.CurrentFormatVersion}",
                header.FormatVersion < RecordHeader.CurrentFormatVersion
                    ? $"read it with the build that wrote it{BuildOf(view)}"
                    : "read it with the build that wrote it or a later one"),
            JournalFault.ReservedNotZero => (
                "a record has reserved fields that are not zero",
                "read it with the build that wrote it or a later one"),
            JournalFault.ForeignCell => (
                $"a record of cell {header.Cell} lies in a segment of cell {view.Header.Cell}",
                "segments of two cells were mixed: restore the folder from a copy"),
            JournalFault.EpochOrder => (
                $"a record of epoch {header.Epoch} lies in a segment of epoch {view.Header.Epoch}",
                "two leaders wrote to one segment: restore the folder from a copy"),
            _ => (
                $"a record of type {RecordNames.Of(header.Type)} ({(int)header.Type}) "
                + $"lies among {view.Header.Kind} records",
                "the file was not written by this journal: restore it from a copy"),
        };
        return new JournalException(fault, what, hint, view.File, offset, header.Sequence);
    }

    /// <summary>A whole record that does not follow the one before.</summary>
    internal static JournalException Order(
        SegmentKind kind, SegmentView view, long offset, in RecordHeader header, ulong lastSequence, uint lastIndex) =>
        kind == SegmentKind.Input
            ? new JournalException(
                JournalFault.SequenceGap,
                $"input {header.Sequence} stands where {lastSequence + 1} belongs",
                "inputs are missing or doubled: restore the folder from a copy",
                view.File,
                offset,
                header.Sequence)
            : new JournalException(
                JournalFault.OutputOrder,
                $"output {header.Index} of input {header.Sequence} cannot follow "
                + $"output {lastIndex} of input {lastSequence}",
                "outputs are missing or doubled: restore the folder, or remove 'output' and run the inputs again",
                view.File,
                offset,
                header.Sequence);

    /// <summary>A journal that ends before the input from which it was to be read.</summary>
    internal static JournalException NotReached(string folder, ulong from, ulong lastSequence) => new(
        JournalFault.SequenceMissing,
        $"the journal ends with input {lastSequence}, it was to be read from input {from}",
        $"give a number up to {lastSequence}; if more inputs were written, restore the folder from a copy",
        folder,
        sequence: from);

    /// <summary>Bytes in the padding at a segment's end.</summary>
    internal static JournalException PaddingNotZero(SegmentView view, long offset) => new(
        JournalFault.ReservedNotZero,
        "the padding at the segment's end is not zero",
        RestoreHint,
        view.File,
        offset);

    /// <summary>A segment that is shorter than it was, although it is not the last one.</summary>
    internal static JournalException CutFile(SegmentView view, ulong lastSequence) => new(
        JournalFault.TruncatedSegment,
        $"the file was cut: it has {view.FileBytes} of {view.Header.SegmentBytes} bytes, and later segments follow",
        "restore the file from a copy; nothing in this folder can rebuild it",
        view.File,
        view.FileBytes,
        lastSequence == 0 ? 0 : lastSequence + 1);

    /// <summary>A closed segment without a successor.</summary>
    internal static JournalException MissingSuccessor(
        string file, SegmentView? view, ulong lastSequence) => view is null
        ? SegmentSurvey.Missing(file, lastSequence)
        : NoHeader(file, lastSequence + 1);

    /// <summary>A segment that must be in use and has no header.</summary>
    internal static JournalException NoHeader(string file, ulong sequence) => new(
        JournalFault.SegmentHeader,
        "the segment has no header, although others show that it was in use",
        "restore the file from a copy; nothing in this folder can rebuild it",
        file,
        0,
        sequence);

    /// <summary>Checks that a segment belongs behind another one.</summary>
    /// <param name="before">The segment before; null for the first.</param>
    /// <param name="view">The segment.</param>
    /// <param name="lastSequence">Number, or cause, of the last record before it.</param>
    /// <exception cref="JournalException">It does not.</exception>
    internal static void CheckSuccession(SegmentView? before, SegmentView view, ulong lastSequence)
    {
        SegmentHeader header = view.Header;
        SegmentHeader expected = before?.Header ?? header;
        if (header.Cell != expected.Cell)
        {
            throw Foreign(
                JournalFault.ForeignCell,
                $"a segment of cell {header.Cell} in a journal of cell {expected.Cell}",
                view);
        }

        if (header.JournalId != expected.JournalId)
        {
            throw Foreign(
                JournalFault.ForeignJournal,
                $"a segment of journal {header.JournalId} in journal {expected.JournalId}",
                view);
        }

        if (header.Epoch < expected.Epoch)
        {
            throw Foreign(
                JournalFault.EpochOrder, $"a segment of epoch {header.Epoch} follows one of {expected.Epoch}", view);
        }

        bool follows = header.Kind == SegmentKind.Input
            ? header.FirstSequence == lastSequence + 1
            : header.FirstSequence >= lastSequence;
        if (!follows)
        {
            throw new JournalException(
                JournalFault.SequenceGap,
                $"the segment begins with sequence {header.FirstSequence}, the one before ends with {lastSequence}",
                "inputs are missing or doubled: restore the folder from a copy",
                view.File,
                32,
                lastSequence + 1);
        }
    }

    private static JournalException Foreign(JournalFault fault, string what, SegmentView view) =>
        new(fault, what, "segments of two journals were mixed: restore the folder from a copy", view.File, 0);

    /// <summary>The build of the engine that wrote a segment, where its environment says it.</summary>
    private static string BuildOf(SegmentView view) =>
        view.Environment.Length > 0
            ? $", {EnvironmentInfo.Parse(view.Environment, view.File, SegmentHeader.EnvironmentOffset).EngineBuild}"
            : "";
}
