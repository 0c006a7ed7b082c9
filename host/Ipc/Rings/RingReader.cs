using System.Runtime.CompilerServices;

namespace Strategies.Ipc.Rings;

/// <summary>
/// A batch of records from <see cref="RingConsumer.Poll"/>: <c>while (reader.MoveNext())</c>. Lives on the stack.
/// </summary>
public unsafe ref struct RingReader
{
    private readonly RingConsumer _consumer;
    private RingRecordHeader* _header;
    private int _left;

    internal RingReader(RingConsumer consumer, int limit)
    {
        _consumer = consumer;
        _left = limit;
    }

    /// <summary>The record's payload; valid until the consumer releases it.</summary>
    public readonly ReadOnlySpan<byte> Payload => new(_header + 1, _header->Length - RingRecordHeader.Size);

    /// <summary>What the record is, as the producer said.</summary>
    public readonly uint Type => _header->Type;

    /// <summary>
    /// The producer's sequence: from 1 without gaps; lower than one before when the producer offers again.
    /// </summary>
    public readonly ulong Sequence => _header->Sequence;

    /// <summary>Goes to the next record. False when none is published or the limit is reached.</summary>
    /// <exception cref="IpcException">The ring is damaged or a record is missing.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (_left <= 0)
        {
            return false;
        }

        RingRecordHeader* header = _consumer.Next();
        if (header == null)
        {
            return false;
        }

        _left--;
        _header = header;
        return true;
    }
}
