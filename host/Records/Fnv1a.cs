namespace Strategies.Records;

/// <summary>
/// 64-bit FNV-1a over little-endian words and bytes: small, allocation-free and the same on every machine.
/// </summary>
/// <remarks>
/// It finds differences, it does not protect. Source of the constants: draft-eastlake-fnv, section 5.
/// </remarks>
public struct Fnv1a
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private ulong _hash;

    /// <summary>An empty digest.</summary>
    public static Fnv1a Start() => new() { _hash = OffsetBasis };

    /// <summary>The digest so far.</summary>
    public readonly ulong Value => _hash;

    /// <summary>Adds a number, lowest byte first.</summary>
    /// <param name="value">The number.</param>
    public void Add(ulong value)
    {
        for (int index = 0; index < 8; index++)
        {
            _hash = (_hash ^ (value & 0xFF)) * Prime;
            value >>= 8;
        }
    }

    /// <summary>Adds a number.</summary>
    /// <param name="value">The number.</param>
    public void Add(long value) => Add((ulong)value);

    /// <summary>Adds a number.</summary>
    /// <param name="value">The number.</param>
    public void Add(Int128 value)
    {
        Add((ulong)value);
        Add((ulong)(value >> 64));
    }

    /// <summary>Adds bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        // In a register: through the field every byte would wait for the store of the one before.
        ulong hash = _hash;
        foreach (byte value in bytes)
        {
            hash = (hash ^ value) * Prime;
        }

        _hash = hash;
    }
}
