using System.Buffers.Binary;

namespace Strategies.Sdk;

/// <summary>Reads the bytes that a <see cref="StateWriter"/> wrote, in the same order.</summary>
/// <remarks>Used on the engine's thread inside <see cref="Strategy.Restore"/> only.</remarks>
public ref struct StateReader
{
    private readonly ReadOnlySpan<byte> _buffer;
    private int _position;

    /// <summary>Makes a reader over saved bytes. Strategies are handed one; tests may make their own.</summary>
    /// <param name="buffer">The saved bytes.</param>
    /// <param name="schemaVersion">The schema they were written in.</param>
    public StateReader(ReadOnlySpan<byte> buffer, int schemaVersion)
    {
        _buffer = buffer;
        SchemaVersion = schemaVersion;
    }

    /// <summary>The schema in which the bytes were written: an older one when a new version takes over.</summary>
    public int SchemaVersion { get; }

    /// <summary>Bytes not read yet. A restore that leaves some is refused: state would be lost.</summary>
    public readonly int Remaining => _buffer.Length - _position;

    /// <summary>Reads one byte that is 0 or 1.</summary>
    public bool ReadBoolean() => Take(1)[0] != 0;

    /// <summary>Reads four bytes.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>Reads eight bytes.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>Reads eight bytes.</summary>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Reads a floating-point number, bit for bit.</summary>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>Reads a price.</summary>
    public Price ReadPrice() => new(ReadInt64());

    /// <summary>Reads a quantity.</summary>
    public Quantity ReadQuantity() => new(ReadInt64());

    /// <summary>Reads an instrument.</summary>
    public InstrumentId ReadInstrumentId() => new(ReadInt32());

    /// <summary>Reads an order identifier.</summary>
    public OrderId ReadOrderId() => new(ReadUInt64());

    /// <summary>Reads a length and that many bytes; they stay valid until the restore returns.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadInt32());

    private ReadOnlySpan<byte> Take(int count)
    {
        // A length that was read may be anything.
        if (count < 0 || count > Remaining)
        {
            throw new StateSchemaException(
                $"the saved state ends after {_buffer.Length} bytes, {count} more are asked for at byte {_position}");
        }

        ReadOnlySpan<byte> span = _buffer.Slice(_position, count);
        _position += count;
        return span;
    }
}
