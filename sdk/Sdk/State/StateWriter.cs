using System.Buffers.Binary;

namespace Strategies.Sdk;

/// <summary>
/// Writes a strategy's state as bytes into the engine's buffer: little-endian, no gaps, no allocation.
/// </summary>
/// <remarks>Used on the engine's thread inside <see cref="Strategy.Save"/> only.</remarks>
public ref struct StateWriter
{
    private readonly Span<byte> _buffer;

    /// <summary>Makes a writer over a buffer. Strategies are handed one; tests may make their own.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="schemaVersion">The schema that the reader will understand.</param>
    public StateWriter(Span<byte> buffer, int schemaVersion)
    {
        _buffer = buffer;
        SchemaVersion = schemaVersion;
    }

    /// <summary>
    /// The schema in which to write. Normally the strategy's own <see cref="Strategy.StateSchemaVersion"/>; in a
    /// rollback the older version's, which the newer one may support or refuse by throwing
    /// <see cref="StateSchemaException"/>.
    /// </summary>
    public int SchemaVersion { get; }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Writes one byte that is 0 or 1.</summary>
    public void Write(bool value) => Take(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>Writes four bytes.</summary>
    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    /// <summary>Writes eight bytes.</summary>
    public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    /// <summary>Writes eight bytes.</summary>
    public void Write(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    /// <summary>Writes the eight bytes of the floating-point number, bit for bit.</summary>
    public void Write(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);

    /// <summary>Writes a price.</summary>
    public void Write(Price value) => Write(value.Raw);

    /// <summary>Writes a quantity.</summary>
    public void Write(Quantity value) => Write(value.Raw);

    /// <summary>Writes an instrument.</summary>
    public void Write(InstrumentId value) => Write(value.Value);

    /// <summary>Writes an order identifier.</summary>
    public void Write(OrderId value) => Write(value.Value);

    /// <summary>Writes a length and the bytes.</summary>
    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        Write(bytes.Length);
        bytes.CopyTo(Take(bytes.Length));
    }

    private Span<byte> Take(int count)
    {
        if (count > _buffer.Length - Length)
        {
            throw new StateSchemaException($"the state is larger than its {_buffer.Length} byte limit");
        }

        Span<byte> span = _buffer.Slice(Length, count);
        Length += count;
        return span;
    }
}
