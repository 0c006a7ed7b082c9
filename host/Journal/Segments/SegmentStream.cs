using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Journal.Describe;
using Strategies.Records;

namespace Strategies.Journal.Segments;

/// <summary>Appends records to the segments of one kind and goes on to the next segment when one is full.</summary>
/// <remarks>
/// <see cref="Append"/> belongs to the hot thread and allocates nothing, neither for a record nor for a new segment.
/// The next segment is published before the old one is closed with padding: so a padded segment always has a successor,
/// and a missing last file is noticed. A record's length and checksum are one aligned 8-byte word, written last with
/// release order: a record is wholly there or its first word is zero.
/// </remarks>
internal sealed unsafe class SegmentStream
{
    /// <summary>Every segment keeps room for the word that closes it.</summary>
    internal const int PaddingBytesMin = 8;


    /// <summary>Of the header, what is stamped here, and the word with length and checksum in front of it.</summary>
    private const int StampedBytes = 24;

    private const ulong CellMask = 0xFFFF_0000_0000_0000;
    private const ulong EpochMask = uint.MaxValue;
    private const int CellShift = 48;
    private const uint FixedFieldsMask = 0xFFFF_0000;
    private const uint FixedFieldsValue = (uint)RecordHeader.CurrentFormatVersion << 16;

    private readonly SegmentAllocator _allocator;
    private readonly SegmentSpares _spares;
    private readonly SegmentKind _kind;
    private readonly ushort _cell;
    private readonly uint _epoch;
    private readonly Guid _journalId;
    private readonly byte[] _environment;
    private readonly long _segmentBytes;
    private readonly int _recordBytesMax;
    private MappedSegment _current;
    private MappedSegment _closed;
    private UntouchedPages? _untouched;
    private byte* _base;
    private long _offset;
    private long _end;

    /// <summary>Opens the stream where it ended, or begins its first segment.</summary>
    /// <exception cref="JournalException">The segment cannot be made or mapped.</exception>
    internal SegmentStream(
        JournalLayout layout,
        SegmentKind kind,
        JournalOptions options,
        byte[] environment,
        Guid journalId,
        StreamEnd end)
    {
        _kind = kind;
        _cell = options.Cell;
        _epoch = options.Epoch;
        _journalId = journalId;
        _environment = environment;
        _segmentBytes = options.SegmentBytes;
        _recordBytesMax = (int)Math.Min(
            RecordHeader.RecordBytesMax, _segmentBytes - SegmentHeader.HeaderBytes - PaddingBytesMin);
        _allocator = new SegmentAllocator(layout, kind, environment);
        _spares = new SegmentSpares(
            _allocator, new SegmentAllocator(layout, kind, environment, isMaker: true), _segmentBytes, end.Number + 1);
        if (end.Number == 0)
        {
            Use(Begin(1), SegmentHeader.HeaderBytes);
            _untouched = new UntouchedPages(_current, 0);
            return;
        }

        Use(_allocator.MapExisting(end.Number, end.Header.SegmentBytes, end.IsWhole), end.Offset);
        _untouched = new UntouchedPages(_current, end.Offset);
        if (end.Header.Epoch != _epoch || !end.Environment.AsSpan().SequenceEqual(environment))
        {
            // A header stands for one term and one environment. Outputs may go on with the same cause; 0 is no number.
            Roll(kind == SegmentKind.Input ? end.LastSequence + 1 : Math.Max(end.LastSequence, 1));
        }
    }

    /// <summary>Segments for which the hot thread had to make the file itself, since no spare was ready.</summary>
    internal long InlineMaps => _spares.InlineMaps;

    /// <summary>Number of the segment that is written.</summary>
    internal long SegmentNumber => _current.Number;

    /// <summary>Spares, for the housekeeping thread.</summary>
    internal SegmentSpares Spares => _spares;

    /// <summary>
    /// One round of work, see <see cref="UntouchedPages"/> and <see cref="SegmentSpares.Housekeep"/>. Housekeeping thread. True
    /// when there was something to do.
    /// </summary>
    internal bool Housekeep()
    {
        if (_untouched?.Touch() == true)
        {
            return true;
        }

        // It is unmapped by this thread too, and not before the rounds of this.
        _untouched = null;
        return _spares.Housekeep();
    }

    /// <summary>
    /// Appends a record whose type and sequence are set; cell, epoch and checksum are filled in. Hot thread.
    /// </summary>
    /// <exception cref="JournalException">
    /// The record does not fit, or the next segment cannot be had; nothing is appended.
    /// </exception>
    internal void Append(Span<byte> record)
    {
        int length = record.Length;
        if ((uint)(length - RecordHeader.Size) > (uint)(_recordBytesMax - RecordHeader.Size))
        {
            ThrowSize(length);
        }

        ref byte source = ref MemoryMarshal.GetReference(record);
        ref RecordHeader header = ref Unsafe.As<byte, RecordHeader>(ref source);
        // In whole words, as they were stored: see RecordWriter.WriteHeader.
        ref ulong words = ref Unsafe.As<byte, ulong>(ref source);
        ulong kind = Unsafe.Add(ref words, 1);
        ulong origin = Unsafe.Add(ref words, 2);
        // Type and format version lie in one word; all that must have a certain value is judged by one branch.
        ulong wrong = (((uint)kind & FixedFieldsMask) ^ FixedFieldsValue) | header.Reserved1 | header.Reserved2;
        if ((wrong | (uint)(header.Length ^ length)) != 0)
        {
            ThrowFields(in header, length);
        }

        int aligned = RecordHeader.AlignedLength(length);
        if (aligned > _end - _offset)
        {
            Roll(header.Sequence);
        }

        byte* target = _base + _offset;
        kind = (kind & ~CellMask) | ((ulong)_cell << CellShift);
        origin = (origin & ~EpochMask) | _epoch;
        Unsafe.Add(ref words, 1) = kind;
        Unsafe.Add(ref words, 2) = origin;
        ((ulong*)target)[1] = kind;
        ((ulong*)target)[2] = origin;
        uint crc = BitOperations.Crc32C(BitOperations.Crc32C(Crc32C.Begin, kind), origin);
        // Everything but the first word. What fills the record up to a multiple of eight is zero already.
        crc = Crc32C.Copy(ref Unsafe.Add(ref source, StampedBytes), ref target[StampedBytes], length - StampedBytes, crc);
        header.Crc32C = crc;
        // Published: length and checksum in one store, with release order, so that who sees them sees the record.
        Volatile.Write(ref *(ulong*)target, ((ulong)crc << 32) | (uint)length);
        _offset += aligned;
    }

    /// <summary>Writes everything to the disk and waits.</summary>
    /// <exception cref="JournalException">The operating system reports an error.</exception>
    internal void Flush()
    {
        _spares.WaitForClosed();
        ThrowIfFailed(_spares.ClosingError);
        ThrowIfFailed(FileSystemCalls.Sync(_base, _offset));
        ThrowIfFailed(_allocator.SyncFolder());
    }

    /// <summary>
    /// Marks the clean end and writes everything to the disk. The housekeeping thread must have ended.
    /// </summary>
    /// <param name="lastSequence">Number, or cause, of the last record.</param>
    /// <param name="isHandedOver">True to leave the spare where it is, for the next writer.</param>
    /// <returns>What went wrong with the disk, or null.</returns>
    internal JournalException? Close(ulong lastSequence, bool isHandedOver)
    {
        int error = _spares.Close(isHandedOver);
        Mark(lastSequence);
        int syncError = FileSystemCalls.Sync(_base, _offset);
        int folderError = _allocator.SyncFolder();
        string file = _allocator.FileOf(_current.Number);
        _closed = _current;
        Use(default, 0);
        error = error != 0 ? error : syncError != 0 ? syncError : folderError;
        return error == 0 ? null : FileFaults.FromErrorNumber(file, error, "write the segment to the disk");
    }

    /// <summary>Unmaps what <see cref="Close"/> has left mapped.</summary>
    internal void Unmap()
    {
        _spares.Unmap();
        if (_closed.Base is not null)
        {
            FileSystemCalls.Unmap(_closed.Base, _closed.Bytes);
            _closed = default;
        }
    }

    private MappedSegment Begin(ulong firstSequence)
    {
        int error = _spares.Take(out MappedSegment segment);
        if (error != 0)
        {
            throw FileFaults.FromErrorNumber(
                _allocator.FileOf(_current.Number + 1), error, "make the next segment", _segmentBytes);
        }

        SegmentHeader header = new()
        {
            Magic = SegmentHeader.MagicValue,
            FormatVersion = SegmentHeader.CurrentFormatVersion,
            FirstRecordOffset = SegmentHeader.HeaderBytes,
            Kind = _kind,
            Cell = _cell,
            Epoch = _epoch,
            Number = segment.Number,
            FirstSequence = firstSequence,
            SegmentBytes = _segmentBytes,
            JournalId = _journalId,
            EnvironmentBytes = _environment.Length,
            EnvironmentCrc32C = Crc32C.Compute(_environment),
        };
        header.Crc32C = header.ComputeCrc32C();
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<SegmentHeader>(in header));
        // The magic last, with release order: until then the file is a spare.
        bytes[8..].CopyTo(new Span<byte>(segment.Base + 8, SegmentHeader.Size - 8));
        Volatile.Write(ref *(ulong*)segment.Base, SegmentHeader.MagicValue);
        return segment;
    }

    private void Roll(ulong firstSequence)
    {
        ObjectDisposedException.ThrowIf(_base is null, this);
        // A disk that refused an earlier segment is told here, before more is trusted to it.
        ThrowIfFailed(_spares.ClosingError);
        MappedSegment next = Begin(firstSequence);
        // Only behind the next header. The negative length up to the end; there is no checksum.
        Volatile.Write(ref *(ulong*)(_base + _offset), (uint)(int)(_offset - _current.Bytes));
        _spares.Retire(_current);
        Use(next, SegmentHeader.HeaderBytes);
    }

    private void Use(MappedSegment segment, long offset)
    {
        _current = segment;
        _base = segment.Base;
        _offset = offset;
        // Not in front of the offset: without a segment there is no room, and the next append is refused by Roll.
        _end = Math.Max(segment.Bytes - PaddingBytesMin, offset);
    }

    private void Mark(ulong lastSequence)
    {
        CloseMark mark = new() { Marker = CloseMark.MarkerValue, EndOffset = _offset, LastSequence = lastSequence };
        mark.Crc32C = mark.ComputeCrc32C();
        byte* target = _base + CloseMark.Offset;
        Volatile.Write(ref *(ulong*)target, 0);
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<CloseMark>(in mark));
        bytes[8..].CopyTo(new Span<byte>(target + 8, CloseMark.Size - 8));
        Volatile.Write(ref *(ulong*)target, CloseMark.MarkerValue);
    }

    private void ThrowIfFailed(int error)
    {
        if (error != 0)
        {
            throw FileFaults.FromErrorNumber(_allocator.FileOf(_current.Number), error, "write segments to the disk");
        }
    }

    private void ThrowSize(int length)
    {
        ObjectDisposedException.ThrowIf(_base is null, this);
        throw new JournalException(
            JournalFault.InvalidRecord,
            $"a record of {length} bytes cannot be appended: {RecordHeader.Size} to {_recordBytesMax} bytes fit",
            "send larger tables as numbered parts, or open the journal with larger segments",
            _allocator.FileOf(_current.Number));
    }

    private void ThrowFields(in RecordHeader header, int length) => throw new JournalException(
        JournalFault.InvalidRecord,
        header.Length != length
            ? $"a record of {length} bytes says that it has {header.Length}"
            : $"a record of type {RecordNames.Of(header.Type)} has format version {header.FormatVersion}, "
            + "or reserved fields that are not zero",
        "put records together with RecordWriter",
        _allocator.FileOf(_current.Number),
        sequence: header.Sequence);
}
