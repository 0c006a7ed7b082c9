using System.Runtime.CompilerServices;
using Strategies.Records;

namespace Strategies.Journal.Segments;

/// <summary>
/// Goes from record to record over the segments of one kind, and checks each: what <see cref="JournalReader"/> is on
/// the inside.
/// </summary>
internal sealed unsafe class RecordCursor : IDisposable
{
    private readonly JournalLayout _layout;
    private readonly SegmentKind _kind;
    private readonly JournalReadMode _mode;
    private readonly long _firstNumber;
    private readonly long _lastNumber;
    private SegmentView? _view;
    private RecordOrder _order;
    private byte* _record;
    private int _length;
    private long _offset;
    private long _next;
    private bool _isTailExamined;
    private bool _hasRead;

    /// <param name="layout">The journal.</param>
    /// <param name="kind">Inputs or outputs.</param>
    /// <param name="mode">What the end means.</param>
    /// <param name="firstNumber">The segment to begin with, from 1.</param>
    /// <param name="lastNumber">The last segment in use when reading began; 0 when there was none.</param>
    internal RecordCursor(
        JournalLayout layout, SegmentKind kind, JournalReadMode mode, long firstNumber, long lastNumber)
    {
        _layout = layout;
        _kind = kind;
        _mode = mode;
        _firstNumber = firstNumber;
        _lastNumber = lastNumber;
    }

    /// <summary>The current record.</summary>
    internal ReadOnlySpan<byte> Record => new(_record, _length);

    /// <summary>Its header, in place; only after <see cref="MoveNext"/> gave true.</summary>
    internal ref readonly RecordHeader Header => ref Unsafe.AsRef<RecordHeader>(_record);

    /// <summary>The segment at which reading stands; null before the first record.</summary>
    internal SegmentView? View => _view;

    /// <summary>Byte offset of the current record.</summary>
    internal long Offset => _offset;

    /// <summary>Number, or cause, of the last record.</summary>
    internal ulong LastSequence => _order.LastSequence;

    /// <summary>What lay behind the last whole record.</summary>
    internal TornTail? TornTail { get; private set; }

    /// <summary>True at the end at which the last writer closed the journal.</summary>
    internal bool IsClosedCleanly { get; private set; }

    /// <summary>Where a writer goes on.</summary>
    internal StreamEnd End => _view is null
        ? StreamEnd.Nothing
        : new StreamEnd(
            _view.Number, _next, _view.Header, _view.Environment.ToArray(), _order.LastSequence, _order.LastIndex);

    /// <summary>
    /// Where a writer goes on, if the last one closed the journal in order right behind the last record that was read here;
    /// null otherwise. Only while nobody writes.
    /// </summary>
    internal StreamEnd? ClosedEnd =>
        _hasRead && _view is { } view && view.CloseMark.IsValid && view.CloseMark.EndOffset == _next
            && view.CloseMark.LastSequence == _order.LastSequence
            ? End
            : null;

    /// <inheritdoc cref="JournalReader.MoveNext"/>
    internal bool MoveNext()
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
            // Acquire: the record's bytes were stored in front of its first word.
            ulong word = Volatile.Read(ref *(ulong*)at);
            if (word == 0)
            {
                return Finish();
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

    /// <summary>
    /// The slots that <see cref="RecordType.SlotPoisoned"/> records right behind the current one name for it: one bit each,
    /// bit 0 is slot 1. Only headers are looked at; the records are checked when they are read.
    /// </summary>
    internal ulong PoisonedSlots()
    {
        long next = _next;
        if (next + 8 > _view!.FileBytes)
        {
            return 0;
        }

        int length = (int)Volatile.Read(ref *(ulong*)(_view.Base + next));
        return length > 0 ? PoisonedSlots(_view, next)
            : length == 0 ? 0
            : PoisonedSlotsOfNextSegment();
    }

    /// <inheritdoc cref="JournalReader.IsSpareReady"/>
    internal bool IsSpareReady()
    {
        if (_view is null)
        {
            return false;
        }

        // The environment is what is written into a spare last.
        using SegmentView? next = SegmentView.TryOpen(_layout, _kind, _view.Number + 1);
        return next is { IsHeaderCut: false, IsInUse: false }
            && Volatile.Read(ref next.Base[SegmentHeader.EnvironmentOffset]) != 0;
    }

    private ulong PoisonedSlotsOfNextSegment()
    {
        using SegmentView? view = SegmentView.TryOpen(_layout, _kind, _view!.Number + 1);
        return view is { IsInUse: true } ? PoisonedSlots(view, SegmentHeader.HeaderBytes) : 0;
    }

    private ulong PoisonedSlots(SegmentView view, long at)
    {
        ulong slots = 0;
        ulong cause = Header.Sequence;
        int bytes = RecordHeader.Size + Unsafe.SizeOf<SlotPoisonedPayload>();
        while (at + bytes <= view.FileBytes)
        {
            byte* record = view.Base + at;
            int length = (int)Volatile.Read(ref *(ulong*)record);
            if (length != bytes || ((RecordHeader*)record)->Type != RecordType.SlotPoisoned)
            {
                break;
            }

            SlotPoisonedPayload* payload = (SlotPoisonedPayload*)(record + RecordHeader.Size);
            if (payload->CauseSequence != cause || payload->Slot is < 1 or > 64)
            {
                break;
            }

            slots |= 1UL << (payload->Slot - 1);
            at += RecordHeader.AlignedLength(length);
        }

        return slots;
    }

    /// <summary>Unmaps the segment; there is no record any more.</summary>
    public void Dispose()
    {
        _record = null;
        _length = 0;
        _view?.Dispose();
        _view = null;
        _isTailExamined = true;
    }

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
        _hasRead = true;
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

        SegmentView? view = SegmentView.TryOpen(_layout, _kind, _firstNumber);
        if (view is null || !view.IsInUse)
        {
            view?.Dispose();
            return _mode == JournalReadMode.AtRest
                ? throw ReaderFaults.NoHeader(_layout.SegmentFile(_kind, _firstNumber), 0)
                : false;
        }

        // Reading may begin in the middle: what comes first is what the header says.
        _order = RecordOrder.AtSegment(_kind, in view.Header);
        Enter(view);
        return true;
    }

    private void Enter(SegmentView view)
    {
        try
        {
            SegmentHeaderCheck.Check(view, _kind, mayBeCut: _mode == JournalReadMode.AtRest);
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
        RequireWholeFile();
        JournalFault fault = RecordCheck.CheckPadding(_view!, _next, length, checksum);
        if (fault != JournalFault.None)
        {
            throw fault == JournalFault.ReservedNotZero
                ? ReaderFaults.PaddingNotZero(_view!, _next)
                : Damage(fault);
        }

        SegmentView? view = SegmentView.TryOpen(_layout, _kind, _view!.Number + 1);
        if (view is { IsInUse: true })
        {
            Enter(view);
            return true;
        }

        // The padding says that a successor was begun; at rest its file may have been cut inside the header.
        using (view)
        {
            bool mayBeCut = _mode == JournalReadMode.AtRest && _view.Number >= _lastNumber;
            if (view is null || !view.IsHeaderCut || !mayBeCut)
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

        return Finish();
    }

    private bool Finish()
    {
        if (_mode == JournalReadMode.AtRest)
        {
            RequireWholeFile();
            TornTail = TailExamination.Examine(_layout, _view!, _next, _order.LastSequence, _lastNumber);
            IsClosedCleanly = TailExamination.IsAtCloseMark(_view!, _next);
            _isTailExamined = true;
        }

        return false;
    }

    /// <summary>
    /// A file may be cut only where the records end. What a cut one still has is given out before this is said.
    /// </summary>
    private void RequireWholeFile()
    {
        if (_view!.FileBytes < _view.Header.SegmentBytes && _view.Number < _lastNumber)
        {
            throw ReaderFaults.CutFile(_view, _order.LastSequence);
        }
    }

    private JournalException Damage(JournalFault fault)
    {
        // A whole record behind it shows that writing had gone on: then it is no torn end.
        bool isLast = _mode == JournalReadMode.AtRest && _view!.Number >= _lastNumber
            && RecordCheck.FindRecordBehind(_view, _next + RecordHeader.Alignment, _order.LastSequence) < 0;
        return ReaderFaults.Damage(fault, isLast, _view!, _next, _kind, _order.LastSequence);
    }
}
