using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Records;

namespace Strategies.Engine;

/// <summary>
/// The outputs of one input record, one behind the other, each a header and a payload padded to eight bytes. The engine
/// fills it, the driver reads it before the next record.
/// </summary>
/// <remarks>
/// Engine's thread only. What a callback wrote can be cut off again, whole, when the callback throws.
/// </remarks>
public sealed class OutputBuffer
{
    private readonly byte[] _buffer;
    private uint _index;
    private ulong _causeSequence;
    private long _timeNs;

    internal OutputBuffer(int capacityBytes) => _buffer = new byte[capacityBytes];

    /// <summary>Bytes in the buffer.</summary>
    public int Length { get; private set; }

    /// <summary>Number of outputs in the buffer.</summary>
    public int Count => (int)_index;

    /// <summary>All outputs, one behind the other: of equal outputs it is equal, byte for byte.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    /// <summary>
    /// The output that starts at a byte offset: 0 for the first, then each time <see cref="NextOffset"/>.
    /// </summary>
    /// <param name="offset">Below <see cref="Length"/>.</param>
    public Span<byte> At(int offset)
    {
        int length = MemoryMarshal.Read<int>(_buffer.AsSpan(offset));
        return _buffer.AsSpan(offset, length);
    }

    /// <summary>Offset of the output behind the one that starts at <paramref name="offset"/>.</summary>
    /// <param name="offset">Below <see cref="Length"/>.</param>
    public int NextOffset(int offset) =>
        offset + RecordHeader.AlignedLength(MemoryMarshal.Read<int>(_buffer.AsSpan(offset)));

    internal bool HasRoom(int payloadBytes) =>
        Length + RecordHeader.Size + payloadBytes + RecordHeader.Alignment <= _buffer.Length;

    internal void Begin(ulong causeSequence, long timeNs)
    {
        Length = 0;
        _index = 0;
        _causeSequence = causeSequence;
        _timeNs = timeNs;
    }

    internal OutputMark Mark() => new(Length, _index);

    internal void CutBackTo(OutputMark mark)
    {
        Length = mark.Length;
        _index = mark.Index;
    }

    internal void Add<T>(RecordType type, in T payload)
        where T : unmanaged
    {
        int length = RecordHeader.Size + Unsafe.SizeOf<T>();
        int aligned = RecordHeader.AlignedLength(length);
        if (aligned > _buffer.Length - Length)
        {
            EngineFault.Throw("the output buffer is full: more outputs of one record than the engine's tables allow");
        }

        Span<byte> span = _buffer.AsSpan(Length, aligned);
        span[length..].Clear();
        RecordHeader header = new()
        {
            Type = type,
            Sequence = _causeSequence,
            ReceiveTimeNs = _timeNs,
            Index = _index++,
        };
        RecordWriter.Write(span, header, in payload);
        Length += aligned;
    }
}
