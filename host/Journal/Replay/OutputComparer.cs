using Strategies.Journal.Describe;
using Strategies.Records;

namespace Strategies.Journal.Replay;

/// <summary>
/// Compares the outputs that an engine makes when it runs a journal's inputs again with those that the journal has,
/// byte for byte. Not compared are only the fields that the journal fills in when it appends: length and checksum
/// (which follow from the rest), cell and epoch (a recovered leader appends outputs of older inputs under its own
/// term).
/// </summary>
/// <remarks>
/// One thread. The first difference stays; what comes after it is only counted. When the writer was killed, the last
/// input's outputs may be missing in the journal: exactly that is no difference, see <see cref="Finish"/>.
/// </remarks>
public sealed class OutputComparer : IDisposable
{
    private readonly JournalReader _recorded;
    private OutputDigest _digest = OutputDigest.Start();
    private OutputDifference? _firstUnrecorded;

    /// <summary>Opens the outputs of a journal that nobody writes.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <exception cref="JournalException">They cannot be read.</exception>
    public OutputComparer(string folder)
        : this(folder, 0)
    {
    }

    /// <summary>Opens the outputs of a journal that nobody writes behind an input, for example a snapshot's.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="afterCause">
    /// Outputs of this input and earlier ones are passed over; the replay adds those of later inputs only. 0 compares
    /// all.
    /// </param>
    /// <param name="mode">
    /// Following: the journal is being written, and only outputs of inputs that are done with may be added.
    /// </param>
    /// <exception cref="JournalException">They cannot be read.</exception>
    public OutputComparer(string folder, ulong afterCause, JournalReadMode mode = JournalReadMode.AtRest) =>
        _recorded = JournalReader.OpenOutputs(folder, afterCause + 1, mode);

    /// <summary>
    /// True where somebody goes on with the journal: that it was closed in order does not say then that the last input's outputs are
    /// there, since whoever failed to go on with it has closed it too.
    /// </summary>
    public bool MayLackLast { get; init; }

    /// <summary>The first difference; null as long as there is none.</summary>
    public OutputDifference? Difference { get; private set; }

    /// <summary>Outputs of the replay so far.</summary>
    public long Count => _digest.Count;

    /// <summary>Digest of the replay's outputs so far: see <see cref="OutputDigest"/>.</summary>
    public ulong Digest => _digest.Value;

    /// <summary>
    /// Outputs of the replay that the journal does not have since its writer was killed before it could append them.
    /// </summary>
    public long Unrecorded { get; private set; }

    /// <summary>Takes the next output of the replay.</summary>
    /// <param name="output">Header and payload, with cause and index; cell, epoch and checksum do not matter.</param>
    /// <returns>False from the first difference on.</returns>
    /// <exception cref="JournalException">The recorded outputs are damaged.</exception>
    public bool Add(ReadOnlySpan<byte> output)
    {
        _digest.Add(output);
        if (Difference is not null)
        {
            return false;
        }

        if (_firstUnrecorded is not null || !_recorded.MoveNext())
        {
            Unrecorded++;
            _firstUnrecorded ??= OnlyIn(OutputDifferenceKind.MissingInJournal, output);
            // A journal that was closed in order has every output; of a killed writer the last input's may be missing.
            Difference = _recorded.IsClosedCleanly && !MayLackLast ? _firstUnrecorded : null;
        }
        else if (!OutputDigest.AreEqual(_recorded.Record, output))
        {
            Difference = Compare(output);
        }

        return Difference is null;
    }

    /// <summary>Takes the next output of a replay behind a writer that may not have appended it yet.</summary>
    /// <param name="output">As <see cref="Add"/>.</param>
    /// <returns>False when the journal has no further output yet; then it was not taken.</returns>
    /// <exception cref="JournalException">The recorded outputs are damaged.</exception>
    public bool TryAdd(ReadOnlySpan<byte> output)
    {
        if (Difference is null && !_recorded.MoveNext())
        {
            return false;
        }

        _digest.Add(output);
        Difference ??= OutputDigest.AreEqual(_recorded.Record, output) ? null : Compare(output);
        return true;
    }

    /// <summary>Says that the replay is at its end.</summary>
    /// <param name="lastInputSequence">
    /// Number of the journal's last input, whose outputs a killed writer may not have appended.
    /// </param>
    /// <returns>True when every output was equal.</returns>
    /// <exception cref="JournalException">The recorded outputs are damaged.</exception>
    public bool Finish(ulong lastInputSequence)
    {
        if (Difference is null && _firstUnrecorded is not null && _firstUnrecorded.Cause < lastInputSequence)
        {
            Difference = _firstUnrecorded;
        }

        if (Difference is null && _firstUnrecorded is null && _recorded.MoveNext())
        {
            Difference = OnlyIn(OutputDifferenceKind.MissingInReplay, _recorded.Record);
        }

        return Difference is null;
    }

    /// <summary>Closes the journal.</summary>
    public void Dispose() => _recorded.Dispose();

    private OutputDifference Compare(ReadOnlySpan<byte> output)
    {
        ref readonly RecordHeader recorded = ref _recorded.Header;
        ref readonly RecordHeader replayed = ref RecordWriter.Header(output);
        int order = (recorded.Sequence, recorded.Index).CompareTo((replayed.Sequence, replayed.Index));
        if (order != 0)
        {
            return order < 0
                ? OnlyIn(OutputDifferenceKind.MissingInReplay, _recorded.Record)
                : OnlyIn(OutputDifferenceKind.MissingInJournal, output);
        }

        (string field, string left, string right) = FieldDifference.Find(_recorded.Record, output);
        return new OutputDifference(
            OutputDifferenceKind.Content,
            recorded.Sequence,
            recorded.Index,
            recorded.Type,
            field,
            left,
            right,
            _recorded.File,
            _recorded.Offset)
        {
            Slot = RecordSlot.Of(_recorded.Record),
        };
    }

    private OutputDifference OnlyIn(OutputDifferenceKind kind, ReadOnlySpan<byte> record)
    {
        ref readonly RecordHeader header = ref RecordWriter.Header(record);
        string words = RecordDescriber.Describe(record);
        bool isRecorded = kind == OutputDifferenceKind.MissingInReplay;
        return new OutputDifference(
            kind,
            header.Sequence,
            header.Index,
            header.Type,
            "",
            isRecorded ? words : "",
            isRecorded ? "" : words,
            isRecorded ? _recorded.File : "",
            isRecorded ? _recorded.Offset : -1)
        {
            Slot = RecordSlot.Of(record),
        };
    }
}
