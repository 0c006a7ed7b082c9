using System.Buffers.Binary;
using System.Text;

namespace Strategies.Sdk;

/// <summary>
/// A client order identifier as a session carries it (FIX tag 11): up to 16 printable ASCII characters held inline.
/// Gateways map it to an <see cref="OrderId"/>; strategies only ever see it on client orders.
/// </summary>
/// <param name="Low">The first eight characters, the first in the lowest byte.</param>
/// <param name="High">The last eight characters.</param>
public readonly record struct ClOrdId(ulong Low, ulong High)
{
    /// <summary>Most characters that an identifier may have.</summary>
    public const int LengthMax = 16;

    /// <summary>Reads an identifier.</summary>
    /// <param name="text">1 to 16 printable ASCII characters without a space.</param>
    /// <exception cref="FormatException">The text is empty, too long or not printable ASCII.</exception>
    public static ClOrdId Parse(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > LengthMax || text.ContainsAnyExceptInRange('!', '~'))
        {
            throw new FormatException($"a ClOrdID has 1 to {LengthMax} printable ASCII characters, '{text}' has not");
        }

        Span<byte> bytes = stackalloc byte[LengthMax];
        bytes.Clear();
        Encoding.ASCII.GetBytes(text, bytes);
        return new ClOrdId(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
    }

    /// <summary>The characters. Allocates: not for the hot path.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[LengthMax];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], High);
        int length = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(length < 0 ? bytes : bytes[..length]);
    }
}
