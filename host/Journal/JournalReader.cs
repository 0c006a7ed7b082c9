using Strategies.Journal.Segments;
using Strategies.Records;

namespace Strategies.Journal;

/// <summary>
/// Reads the inputs or the outputs of a journal, from the first record or from a place on, each checked before it is
/// given out.
/// </summary>
/// <remarks>
/// <para>Allocates nothing for a record, a little for a segment. One thread at a time; beside a running writer, in the
/// same or another process, with <see cref="JournalReadMode.Follow"/>.</para>
/// <para>From a place on, only the headers of a few segments in front of it are looked at: what lies there is not
/// checked, and from the place on everything is.</para>
/// <para>Where the records of the last segment end, <see cref="JournalReadMode.AtRest"/> decides so:
/// <list type="bullet">
/// <item>The next record's first word (length and checksum, written together and last) is zero: whatever lies behind it
/// was never published. Zeros: a clean end. Other bytes: a torn tail, reported. Whole records:
/// <see cref="JournalFault.Hole"/>.</item>
/// <item>The file is shorter than the segment and ends inside a record: a torn tail, reported.</item>
/// <item>A record is published but its bytes are not those that were written. A killed writer cannot leave that, a
/// power loss or a faulty disk can: <see cref="JournalFault.DamagedLastRecord"/> when nothing whole follows, the
/// fault's own name when something does.</item>
/// <item>The segment's mark of a clean end lies behind the last record:
/// <see cref="JournalFault.TruncatedSegment"/>.</item>
/// </list>
/// In every other segment an early end, damage, a gap or a missing file is an error.</para>
/// </remarks>
public sealed class JournalReader : IDisposable
{
    private readonly RecordCursor _cursor;
    private readonly string _folder;
    private readonly ulong _from;
    private readonly bool _mustReach;
    private bool _isDisposed;

    private JournalReader(string folder, SegmentKind kind, JournalReadMode mode, ulong from = 0)
    {
        JournalLayout layout = new(folder);
        layout.RequireJournal();

        _folder = layout.SegmentFolder(kind);
        _from = from;
        _mustReach = kind == SegmentKind.Input && mode == JournalReadMode.AtRest;
        long last = SegmentSurvey.LastInUse(layout, kind);
        _cursor = new RecordCursor(layout, kind, mode, SegmentSearch.Find(layout, kind, last, from), last);
    }

    /// <summary>Opens the inputs of a journal.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="mode">Whether somebody may be writing.</param>
    /// <exception cref="JournalException">The folder holds no journal, or segments are missing.</exception>
    public static JournalReader OpenInputs(string folder, JournalReadMode mode = JournalReadMode.AtRest) =>
        new(folder, SegmentKind.Input, mode);

    /// <summary>Opens the inputs of a journal from one on: goes straight to the segment that holds it.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="fromSequence">
    /// Number of the first input that is given out; 0 is as 1. One behind the last gives none; a higher one fails at
    /// the end with <see cref="JournalFault.SequenceMissing"/>, or is waited for when following.
    /// </param>
    /// <param name="mode">Whether somebody may be writing.</param>
    /// <exception cref="JournalException">
    /// The folder holds no journal, segments are missing, or a header on the way there is damaged.
    /// </exception>
    public static JournalReader OpenInputs(
        string folder, ulong fromSequence, JournalReadMode mode = JournalReadMode.AtRest) =>
        new(folder, SegmentKind.Input, mode, fromSequence);

    /// <summary>Opens the outputs of a journal.</summary>
    /// <inheritdoc cref="OpenInputs(string, JournalReadMode)"/>
    public static JournalReader OpenOutputs(string folder, JournalReadMode mode = JournalReadMode.AtRest) =>
        new(folder, SegmentKind.Output, mode);

    /// <summary>Opens the outputs of a journal from a cause on: goes straight to the segment that holds it.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="fromCause">
    /// Outputs of this input and later ones are given out; there need not be any. 0 is as 1.
    /// </param>
    /// <param name="mode">Whether somebody may be writing.</param>
    /// <exception cref="JournalException">
    /// The folder holds no journal, segments are missing, or a header on the way there is damaged.
    /// </exception>
    public static JournalReader OpenOutputs(
        string folder, ulong fromCause, JournalReadMode mode = JournalReadMode.AtRest) =>
        new(folder, SegmentKind.Output, mode, fromCause);

    /// <summary>Number of a journal's last input, from its last segment alone; 0 when there is no input.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <exception cref="JournalException">The folder holds no journal, or its last segment is damaged.</exception>
    public static ulong LastInputOf(string folder)
    {
        // Following, a number beyond the end is no error: it is waited for.
        using JournalReader inputs = OpenInputs(folder, ulong.MaxValue, JournalReadMode.Follow);
        inputs.MoveNext();
        return inputs.LastSequence;
    }

    /// <summary>
    /// The current record, header and payload. Valid until the next <see cref="MoveNext"/> or <see cref="Dispose"/>.
    /// </summary>
    public ReadOnlySpan<byte> Record => _cursor.Record;

    /// <summary>The current record's header, in place; only after <see cref="MoveNext"/> gave true.</summary>
    public ref readonly RecordHeader Header => ref _cursor.Header;

    /// <summary>
    /// The segment of the current record, or the one at which reading stands; empty before the first.
    /// </summary>
    public string File => _cursor.View?.File ?? "";

    /// <summary>Byte offset of the current record in <see cref="File"/>.</summary>
    public long Offset => _cursor.Offset;

    /// <summary>
    /// Number, or cause, of the last record read; 0 before the first. Of inputs that are read from a place on, the
    /// number in front of the segment at which reading begins.
    /// </summary>
    public ulong LastSequence => _cursor.LastSequence;

    /// <summary>What lay behind the last whole record; null when nothing did, or when the end is not reached.</summary>
    public TornTail? TornTail => _cursor.TornTail;

    /// <summary>True when the end is reached and is the one at which the last writer closed the journal.</summary>
    public bool IsClosedCleanly => _cursor.IsClosedCleanly;

    /// <inheritdoc cref="RecordCursor.ClosedEnd"/>
    internal StreamEnd? ClosedEnd => _cursor.ClosedEnd;

    /// <summary>
    /// Whether the writer has its next segment ready: while it makes one, whoever waits for the journal waits for that too.
    /// False before the first record.
    /// </summary>
    public bool IsSpareReady() => _cursor.IsSpareReady();

    /// <summary>Header of the segment at which reading stands; null before the first record.</summary>
    public SegmentHeader? Segment => _cursor.View?.Header;

    /// <summary>
    /// On what the engine ran that wrote the current segment; null before the first record. Allocates.
    /// </summary>
    /// <exception cref="JournalException">It cannot be parsed.</exception>
    public EnvironmentInfo? ReadEnvironment() => _cursor.View is { } view
        ? EnvironmentInfo.Parse(view.Environment, view.File, SegmentHeader.EnvironmentOffset)
        : null;

    /// <summary>Goes to the next record.</summary>
    /// <returns>False at the end; following, a later call may give true.</returns>
    /// <exception cref="JournalException">Damage, a gap or a missing segment: what, where and a hint.</exception>
    public bool MoveNext()
    {
        while (_cursor.MoveNext())
        {
            if (_cursor.Header.Sequence >= _from)
            {
                return true;
            }
        }

        return _mustReach && _from > _cursor.LastSequence + 1 && !_isDisposed
            ? throw ReaderFaults.NotReached(_folder, _from, _cursor.LastSequence)
            : false;
    }

    /// <summary>
    /// The slots that records right behind the current one declare poisoned by it: one bit each, bit 0 is slot 1; nearly
    /// always 0. Whoever applies the current input does so with these slots mute. Inputs only; no allocation, except once a
    /// segment.
    /// </summary>
    public ulong PoisonedSlots() => _cursor.PoisonedSlots();

    /// <summary>Unmaps the segment.</summary>
    public void Dispose()
    {
        _cursor.Dispose();
        _isDisposed = true;
    }
}
