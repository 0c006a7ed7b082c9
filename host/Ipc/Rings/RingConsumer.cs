using System.Runtime.CompilerServices;
using Strategies.Ipc.Memory;

namespace Strategies.Ipc.Rings;

/// <summary>
/// The reading end of a ring: poll, work, release. One thread at a time. Polling and releasing allocate nothing, make
/// no system call and never wait.
/// </summary>
/// <remarks>
/// <see cref="Release()"/> is the promise that the records need not be seen again: call it only after the work on them
/// is safe, for the core after they are in its journal. Until then the producer cannot overwrite them, and a consumer
/// that starts anew sees them again.
/// </remarks>
public sealed unsafe class RingConsumer : IDisposable
{
    private readonly RingBuffer _ring;
    private readonly int _capacity;
    private readonly RingControl* _control;
    private byte* _data;
    private long _position;
    private long _released;
    private ulong _sequence;

    internal RingConsumer(RingBuffer ring)
    {
        _ring = ring;
        _capacity = ring.Capacity;
        _control = ring.Control;
        _data = ring.Data;
        (_position, _sequence) = _control->Gate.Load();
        _released = _position;
        LastReleasedSequence = _sequence;
    }

    /// <summary>Sequence of the last record that was read.</summary>
    public ulong LastReadSequence => _sequence;

    /// <summary>Sequence of the last record that was released, by this consumer or the one before it.</summary>
    public ulong LastReleasedSequence { get; private set; }

    /// <summary>True when records were read and not released.</summary>
    public bool HasUnreleased => _position != _released;

    /// <summary>Starts on the records that come next, those polled before not again.</summary>
    /// <param name="limit">Most records to read in this batch, so that no ring starves the others.</param>
    /// <exception cref="IpcException">This end was closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RingReader Poll(int limit)
    {
        if (_data == null)
        {
            throw _ring.Closed();
        }

        return new RingReader(this, limit);
    }

    /// <summary>
    /// Releases all records that were read: moves the gate. Spans got from them must not be used any more.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release()
    {
        if (_position != _released)
        {
            // Stored with release order, behind the last read: from here on the producer may overwrite.
            _control->Gate.Store(_position, _sequence);
            _released = _position;
            LastReleasedSequence = _sequence;
        }
    }

    /// <summary>Leaves the end to another consumer, which sees again what was not released.</summary>
    public void Dispose()
    {
        if (_data == null)
        {
            return;
        }

        _data = null;
        _position = _released; // Nothing is left to release.
        _ring.Release(ref _ring.Memory.Header->Consumer);
    }

    /// <summary>The record that comes next, or null. Its length has been checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal RingRecordHeader* Next()
    {
        // The low bits are enough: the capacity is a power of two of at most 2^30.
        int index = (int)_position & (_capacity - 1);
        RingRecordHeader* header = (RingRecordHeader*)(_data + index);
        int length = Volatile.Read(ref header->Length);
        if (length <= 0)
        {
            if (length == 0)
            {
                return null;
            }

            header = SkipPadding(length, index);
            index = 0;
            length = Volatile.Read(ref header->Length);
        }

        ulong sequence = header->Sequence;
        // One unsigned comparison refuses sequence 0 and a gap, and lets repeats pass: the producer may offer again.
        if (length < RingRecordHeader.Size || length > _capacity - index || sequence - 1 > _sequence)
        {
            Refuse(length, sequence);
        }

        _position += (length + RingRecordHeader.Alignment - 1) & -RingRecordHeader.Alignment;
        _sequence = sequence;
        return header;
    }

    // Padding is always published together with the record behind it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private RingRecordHeader* SkipPadding(int length, int index)
    {
        RingCheck.Length(_ring, _position, length, _capacity - index);
        _position -= length;
        return (RingRecordHeader*)_data;
    }

    private void Refuse(int length, ulong sequence)
    {
        int room = _capacity - ((int)_position & (_capacity - 1));
        if (length >= RingRecordHeader.Size && length <= room)
        {
            throw sequence > _sequence + 1
                ? Gap(sequence)
                : _ring.Damaged(_position, $"a record of sequence {sequence}");
        }

        throw _ring.Damaged(_position, $"a length of {length} with {room} bytes to the ring's end");
    }

    private IpcException Gap(ulong found) => new(
        IpcFault.SequenceGap,
        $"sequence {found} follows {_sequence}: {found - _sequence - 1} records are missing",
        $"let the producer offer again from sequence {_sequence + 1}",
        _ring.Memory.Location.File);
}
