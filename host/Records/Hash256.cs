using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Strategies.Records;

/// <summary>A SHA-256, by which packages, configurations and instrument tables are named.</summary>
/// <param name="A">Bytes 0-7 as they lie in memory.</param>
/// <param name="B">Bytes 8-15.</param>
/// <param name="C">Bytes 16-23.</param>
/// <param name="D">Bytes 24-31.</param>
public readonly record struct Hash256(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 32;

    /// <summary>True when no hash is given.</summary>
    public bool IsEmpty => (A | B | C | D) == 0;

    /// <summary>The hash of some bytes.</summary>
    /// <param name="data">The bytes.</param>
    public static Hash256 Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(data, hash);
        return MemoryMarshal.Read<Hash256>(hash);
    }

    /// <summary>Takes 32 bytes that already are a hash.</summary>
    /// <param name="bytes">32 bytes.</param>
    public static Hash256 FromBytes(ReadOnlySpan<byte> bytes) => MemoryMarshal.Read<Hash256>(bytes[..Size]);

    /// <summary>Reads 64 hexadecimal digits.</summary>
    /// <param name="text">The digits.</param>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static Hash256 Parse(string text) => text.Length == 2 * Size
        ? FromBytes(Convert.FromHexString(text))
        : throw new FormatException($"'{text}' is not a SHA-256 of 64 hexadecimal digits");

    /// <summary>The first twelve hexadecimal digits, enough for people. Allocates: not for the hot path.</summary>
    public string ToShortString() => ToString()[..12];

    /// <summary>64 lower-case hexadecimal digits. Allocates: not for the hot path.</summary>
    public override string ToString()
    {
        Hash256 self = this;
        return Convert.ToHexStringLower(MemoryMarshal.AsBytes(new ReadOnlySpan<Hash256>(in self)));
    }
}
