using System.Runtime.CompilerServices;
using Strategies.Ipc.Memory;

namespace Strategies.Ipc.Rings;

/// <summary>
/// The writing end of a ring: claim, fill, publish. One thread at a time. Claiming and publishing allocate nothing,
/// make no system call and never wait.
/// </summary>
public sealed unsafe class RingProducer : IDisposable
{
    // The length behind a record is zeroed before the record is published, so those bytes must be free too.
    private const int NextLength = 8;

    private readonly RingBuffer _ring;
    private readonly int _capacity;
    private readonly int _maxLength;
    private readonly RingControl* _control;
    private readonly byte* _data;

    private long _published;
    private long _claimed;
    private long _gate;
    private long _limit;
    private ulong _publishedSequence;
    private ulong _sequence;
    private int _heldLength;
    private bool _isClosed;

    internal RingProducer(RingBuffer ring)
    {
        _ring = ring;
        _capacity = ring.Capacity;
        _maxLength = ring.MaxRecordLength;
        _control = ring.Control;
        _data = ring.Data;
        Recover();
    }

    /// <summary>Sequence of the last published record; what an earlier producer published counts.</summary>
    public ulong LastPublishedSequence => _publishedSequence;

    /// <summary>Sequence that the next claimed record will carry.</summary>
    public ulong NextSequence => _sequence + 1;

    /// <summary>How many records, claimed but not published, wait for <see cref="Publish"/>.</summary>
    public long ClaimedRecords { get; private set; }

    /// <summary>
    /// Claims room for a record. It exists only after <see cref="Publish"/>; several may be claimed first and are then
    /// published together.
    /// </summary>
    /// <param name="length">Bytes of the payload, 0 to <see cref="RingBuffer.MaxRecordLength"/>.</param>
    /// <param name="type">What the record is; handed to the consumer as it is.</param>
    /// <param name="payload">The room, with old bytes in it: fill all of it.</param>
    /// <returns>False when the ring is full: nothing was claimed; try again after the consumer has released.</returns>
    /// <exception cref="IpcException">The length is out of range, or this end was closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryClaim(int length, uint type, out Span<byte> payload)
    {
        if ((uint)length > (uint)_maxLength)
        {
            RefuseLength(length);
        }

        int entry = (length + RingRecordHeader.Size + RingRecordHeader.Alignment - 1) & -RingRecordHeader.Alignment;
        long position = _claimed;
        int index = (int)position & (_capacity - 1);
        int padding = _capacity - index < entry ? _capacity - index : 0;
        long end = position + padding + entry;
        if (end > _limit && !HasRoom(end))
        {
            payload = default;
            return false;
        }

        if (padding != 0)
        {
            SetLength(index, -padding);
            index = 0;
        }

        // The consumer reads this word next: old bytes would be a length. Plain: the store that publishes releases it.
        *(int*)(_data + ((int)end & (_capacity - 1))) = 0;
        RingRecordHeader* header = (RingRecordHeader*)(_data + index);
        header->Type = type;
        header->Sequence = ++_sequence;
        SetLength(index, length + RingRecordHeader.Size);
        _claimed = end;
        ClaimedRecords++;
        payload = new Span<byte>(header + 1, length);
        return true;
    }

    /// <summary>Shows all claimed records to the consumer, in one step. Nothing happens when none is claimed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish()
    {
        if (_heldLength == 0)
        {
            return;
        }

        // Releases everything in front of it: who sees this length sees all records of the batch.
        Volatile.Write(ref *(int*)(_data + ((int)_published & (_capacity - 1))), _heldLength);
        _heldLength = 0;
        ClaimedRecords = 0;
        _published = _claimed;
        _publishedSequence = _sequence;
        // Behind the length: a producer killed in between has published, and the next one finds the batch.
        _control->Cursor.Store(_published, _publishedSequence);
    }

    /// <summary>Claims, copies and publishes one record, with all that were claimed before it.</summary>
    /// <param name="type">What the record is.</param>
    /// <param name="record">The payload.</param>
    /// <returns>False when the ring is full: nothing of this record is in it.</returns>
    /// <exception cref="IpcException">The record is too long, or this end was closed.</exception>
    public bool TryPublish(uint type, ReadOnlySpan<byte> record)
    {
        if (!TryClaim(record.Length, type, out Span<byte> payload))
        {
            return false;
        }

        record.CopyTo(payload);
        Publish();
        return true;
    }

    /// <summary>Drops all claimed records that are not published; their sequences are given again.</summary>
    public void Abort()
    {
        // Lengths that were stored early stay: the word at the cursor is still 0, and later claims zero what they pass.
        _claimed = _published;
        _sequence -= (ulong)ClaimedRecords;
        _heldLength = 0;
        ClaimedRecords = 0;
    }

    /// <summary>
    /// Goes back in the sequence, so that a recovered producer offers again what it cannot know to have arrived; the
    /// receiver drops by its number what it has seen. Claimed records are dropped.
    /// </summary>
    /// <param name="sequence">What the next record carries: 1 to <see cref="LastPublishedSequence"/> + 1.</param>
    /// <exception cref="IpcException">That would leave a gap, or this end was closed.</exception>
    public void OfferAgainFrom(ulong sequence)
    {
        if (_isClosed)
        {
            throw _ring.Closed();
        }

        if (sequence == 0 || sequence > _publishedSequence + 1)
        {
            throw new IpcException(
                IpcFault.InvalidArgument,
                $"cannot offer again from sequence {sequence}: {_publishedSequence} is the last published",
                $"begin between 1 and {_publishedSequence + 1}, so that there is no gap",
                _ring.Memory.Location.File);
        }

        Abort();
        _sequence = sequence - 1;
    }

    /// <summary>Leaves the end to another producer. Claimed records are dropped; the ring stays mapped.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        Abort();
        _isClosed = true;
        _limit = long.MinValue; // Every later claim takes the slow path, which refuses it.
        _ring.Release(ref _ring.Memory.Header->Producer);
    }

    // The length of the first record that is not published is held back: it alone decides that the others are there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetLength(int index, int length)
    {
        if (_heldLength == 0)
        {
            _heldLength = length;
        }
        else
        {
            *(int*)(_data + index) = length;
        }
    }

    /// <summary>Looks where the consumer's gate is now; before that, the cached one was enough.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool HasRoom(long end)
    {
        if (_isClosed)
        {
            throw _ring.Closed();
        }

        // A pair that changes under the eyes counts as no news: the caller tries again anyway.
        if (_control->Gate.TryLoad(out long gate, out _))
        {
            if (gate < _gate || gate > _published)
            {
                throw _ring.Damaged(gate, $"the gate is not between {_gate} and the cursor {_published}");
            }

            _gate = gate;
            _limit = gate + _capacity - NextLength;
        }

        return end <= _limit;
    }

    /// <summary>
    /// Finds the end of what was published: the stored cursor, or records that a killed producer left behind it.
    /// </summary>
    private void Recover()
    {
        // Cursor first: a gate that moves on meanwhile only widens the room.
        (long position, ulong sequence) = _control->Cursor.Load();
        (long gate, _) = _control->Gate.Load();
        long stored = position;
        while (true)
        {
            int index = (int)position & (_capacity - 1);
            RingRecordHeader* header = (RingRecordHeader*)(_data + index);
            int length = Volatile.Read(ref header->Length);
            // Here too when records were only claimed: the first one's length was held back.
            if (length == 0)
            {
                break;
            }

            RingCheck.Length(_ring, position, length, _capacity - index);
            sequence = length < 0 ? sequence : header->Sequence;
            position += RingCheck.Extent(length);
            // Rubbish for lengths could lead round the ring for ever.
            if (position - gate > _capacity)
            {
                throw _ring.Damaged(position, "more is published than the ring holds");
            }
        }

        (_published, _claimed, _publishedSequence, _sequence) = (position, position, sequence, sequence);
        (_gate, _limit) = (gate, gate + _capacity - NextLength);
        if (position != stored)
        {
            _control->Cursor.Store(position, sequence);
        }
    }

    private void RefuseLength(int length) => throw new IpcException(
        IpcFault.RecordTooLong,
        $"a record of {length} bytes cannot be in a ring whose longest is {_maxLength}",
        "send it in parts, or make the ring larger: it takes records up to half its capacity",
        _ring.Memory.Location.File);
}
