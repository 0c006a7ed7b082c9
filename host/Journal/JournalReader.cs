using System.Runtime.CompilerServices;
using Strategies.Engine.Records;
using Strategies.Journal.Segments;

namespace Strategies.Journal;

/// <summary>
/// Reads the inputs or the outputs of a journal from the first record on, each checked before it is given out.
/// </summary>
/// <remarks>
/// <para>Allocates nothing for a record, a little for a segment. One thread at a time; beside a running writer, in
/// the same or
/// another process, with <see cref="JournalReadMode.Follow"/>.</para>
/// <para>Where the records of the last segment end, <see cref="JournalReadMode.AtRest"/> decides so:
/// <list type="bullet">
/// <item>The next record's first word (length and checksum, written together and last) is zero: whatever lies behind
/// it was
/// never published. Zeros: a clean end. Other bytes: a torn tail, reported. Whole records:
/// <see cref="JournalFault.Hole"/>.</item>
/// <item>The file is shorter than the segment and ends inside a record: a torn tail, reported.</item>
/// <item>A record is published but its bytes are not those that were written. A killed writer cannot leave that, a
/// power loss
/// or a faulty disk can: <see cref="JournalFault.DamagedLastRecord"/> when nothing whole follows, the fault's own
/// name when
/// something does.</item>
/// <item>The segment's mark of a clean end lies behind the last record:
/// <see cref="JournalFault.TruncatedSegment"/>.</item>
/// </list>
/// In every other segment an early end, damage, a gap or a missing file is an error.</para>
/// </remarks>
public sealed unsafe class JournalReader : IDisposable
{
    private readonly JournalLayout _layout;
    private readonly SegmentKind _kind;
    private readonly JournalReadMode _mode;
    private readonly long _lastNumber;
    private SegmentView? _view;
    private RecordOrder _order;
    private byte* _record;
    private int _length;
    private long _offset;
    private long _next;
    private bool _isTailExamined;

    private JournalReader(string folder, SegmentKind kind, JournalReadMode mode)
    {
        _layout = new JournalLayout(folder);
        _kind = kind;
        _mode = mode;
        if (!Directory.Exists(_layout.InputFolder))
        {
            throw new JournalException(
                JournalFault.NotAJournal,
                "the folder holds no journal",
                "name the folder that has 'input' in it",
                _layout.Folder);
        }

        _lastNumber = SegmentSurvey.LastInUse(_layout, kind);
    }

    /// <summary>Opens the inputs of a journal.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="mode">Whether somebody may be writing.</param>
    /// <exception cref="JournalException">The folder holds no journal, or segments are missing.</exception>
    public static JournalReader OpenInputs(string folder, JournalReadMode mode = JournalReadMode.AtRest) =>
        new(folder, SegmentKind.Input, mode);

    /// <summary>Opens the outputs of a journal.</summary>
    /// <inheritdoc cref="OpenInputs"/>
    public static JournalReader OpenOutputs(string folder, JournalReadMode mode = JournalReadMode.AtRest) =>
        new(folder, SegmentKind.Output, mode);

    /// <summary>
    /// The current record, header and payload. Valid until the next <see cref="MoveNext"/> or <see cref="Dispose"/>.
    /// </summary>
    public ReadOnlySpan<byte> Record => new(_record, _length);

    /// <summary>The current record's header, in place; only after <see cref="MoveNext"/> gave true.</summary>
    public ref readonly RecordHeader Header => ref Unsafe.AsRef<RecordHeader>(_record);

    /// <summary>
    /// The segment of the current record, or the one at which reading stands; empty before the first.
    /// </summary>
    public string File => _view?.File ?? "";

    /// <summary>Byte offset of the current record in <see cref="File"/>.</summary>
    public long Offset => _offset;

    /// <summary>Number, or cause, of the last record read; 0 before the first.</summary>
    public ulong LastSequence => _order.LastSequence;

    /// <summary>What lay behind the last whole record; null when nothing did, or when the end is not reached.</summary>
    public TornTail? TornTail { get; private set; }

    /// <summary>True when the end is reached and is the one at which the last writer closed the journal.</summary>
    public bool IsClosedCleanly { get; private set; }

    /// <summary>Header of the segment at which reading stands; null before the first record.</summary>
    public SegmentHeader? Segment => _view?.Header;

    /// <summary>
    /// On what the engine ran that wrote the current segment; null before the first record. Allocates.
    /// </summary>
    /// <exception cref="JournalException">It cannot be parsed.</exception>
    public EnvironmentInfo? ReadEnvironment() =>
        _view is null ? null : EnvironmentInfo.Parse(_view.Environment, _view.File, SegmentHeader.EnvironmentOffset);

    /// <summary>Goes to the next record.</summary>
    /// <returns>False at the end; following, a later call may give true.</returns>
    /// <exception cref="JournalException">Damage, a gap or a missing segment: what, where and a hint.</exception>
    public bool MoveNext()
    {
        if (_isTailExamined || _view is null && !OpenFirst())
        {
            return false;
        }

        while (true)
        {
            if (_next + 8 > _view!.FileBytes)
            {
                return EndInsideRecord();
            }

            byte* at = _view.Base + _next;
            ulong word = Volatile.Read(ref *(ulong*)at);
            if (word == 0)
            {
                return End();
            }

            if ((int)word > 0)
            {
                return Take(at);
            }

            if (!EnterNext((int)word, (uint)(word >> 32)))
            {
                return false;
            }
        }
    }

    /// <summary>Unmaps the segment.</summary>
    public void Dispose()
    {
        _record = null;
        _length = 0;
        _view?.Dispose();
        _view = null;
        _isTailExamined = true;
    }

    /// <summary>Where a writer goes on: the place at which reading stands.</summary>
    internal StreamEnd StreamEnd => _view is null
        ? StreamEnd.Nothing
        : new StreamEnd(
            _view.Number, _next, _view.Header, _view.Environment.ToArray(), _order.LastSequence, _order.LastIndex);

    private bool Take(byte* at)
    {
        long room = _view!.Header.SegmentBytes - _next;
        JournalFault fault = RecordCheck.CheckBytes(at, room, _view.FileBytes - _next);
        if (fault == JournalFault.TruncatedSegment)
        {
            return EndInsideRecord();
        }

        if (fault != JournalFault.None)
        {
            throw Damage(fault);
        }

        ref RecordHeader header = ref Unsafe.AsRef<RecordHeader>(at);
        fault = RecordCheck.CheckFields(in header, in _view.Header);
        if (fault != JournalFault.None)
        {
            throw ReaderFaults.Field(fault, _view, _next, in header);
        }

        ulong before = _order.LastSequence;
        if (_kind == SegmentKind.Input ? !_order.AcceptInput(in header) : !_order.AcceptOutput(in header))
        {
            throw ReaderFaults.Order(_kind, _view, _next, in header, before, _order.LastIndex);
        }

        _record = at;
        _length = header.Length;
        _offset = _next;
        _next += RecordHeader.AlignedLength(_length);
        return true;
    }

    private bool OpenFirst()
    {
        if (_mode == JournalReadMode.AtRest && _lastNumber == 0)
        {
            TornTail = SegmentSurvey.CutHeader(_layout, _kind, 1);
            _isTailExamined = true;
            return false;
        }

        SegmentView? view = SegmentView.TryOpen(_layout, _kind, 1);
        if (view is null || !view.IsInUse)
        {
            view?.Dispose();
            return false;
        }

        Enter(view);
        return true;
    }

    private void Enter(SegmentView view)
    {
        try
        {
            bool mayBeCut = _mode == JournalReadMode.AtRest && view.Number >= _lastNumber;
            SegmentHeaderCheck.Check(view, _kind, mayBeCut);
            ReaderFaults.CheckSuccession(_view, view, _order.LastSequence);
        }
        catch (JournalException)
        {
            view.Dispose();
            throw;
        }

        _record = null;
        _length = 0;
        _view?.Dispose();
        _view = view;
        _next = _offset = SegmentHeader.HeaderBytes;
    }

    private bool EnterNext(int length, uint checksum)
    {
        SegmentHeader header = _view!.Header;
        if (length == 0 || checksum != 0 || -(long)length != header.SegmentBytes - _next)
        {
            throw Damage(JournalFault.ImpossibleLength);
        }

        int behind = (int)(Math.Min(header.SegmentBytes, _view.FileBytes) - _next) - 8;
        if (new ReadOnlySpan<byte>(_view.Base + _next + 8, behind).ContainsAnyExcept((byte)0))
        {
            throw ReaderFaults.PaddingNotZero(_view, _next);
        }

        SegmentView? view = SegmentView.TryOpen(_layout, _kind, _view.Number + 1);
        if (view is { IsInUse: true })
        {
            Enter(view);
            return true;
        }

        using (view)
        {
            if (view is null || !view.IsHeaderCut || _mode == JournalReadMode.Follow)
            {
                string file = _layout.SegmentFile(_kind, _view.Number + 1);
                throw ReaderFaults.MissingSuccessor(file, view, _order.LastSequence);
            }

            TornTail = SegmentSurvey.CutHeader(_layout, _kind, view.Number);
            _isTailExamined = true;
            return false;
        }
    }

    private bool EndInsideRecord()
    {
        if (_mode == JournalReadMode.Follow || _view!.FileBytes >= _view.Header.SegmentBytes)
        {
            throw Damage(JournalFault.TruncatedSegment);
        }

        return End();
    }

    private bool End()
    {
        if (_mode == JournalReadMode.AtRest)
        {
            TornTail = TailExamination.Examine(_layout, _view!, _next, _order.LastSequence, _lastNumber);
            IsClosedCleanly = TailExamination.IsAtCloseMark(_view!, _next);
            _isTailExamined = true;
        }

        return false;
    }

    private JournalException Damage(JournalFault fault)
    {
        bool isLast = _mode == JournalReadMode.AtRest && _view!.Number >= _lastNumber
            && RecordCheck.FindRecordBehind(_view, _next + RecordHeader.Alignment, _order.LastSequence) < 0;
        return ReaderFaults.Damage(fault, isLast, _view!, _next, _kind, _order.LastSequence);
    }
}
