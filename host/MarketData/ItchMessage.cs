using System.Buffers.Binary;

namespace Strategies.MarketData;

/// <summary>
/// Where the fields of Nasdaq TotalView-ITCH 5.0 messages lie. Every message starts with type, locate, tracking number,
/// time.
/// </summary>
public static class ItchMessage
{
    /// <summary>Bytes of type (1), stock locate (2), tracking number (2) and time after midnight in ns (6).</summary>
    public const int HeaderBytes = 11;

    /// <summary>Bytes of the length in front of a message.</summary>
    public const int LengthBytes = 2;

    /// <summary>Bytes of a symbol, padded with blanks on the right.</summary>
    public const int SymbolBytes = 8;

    /// <summary>Fewest bytes of a message; for types that are not decoded those of the common start.</summary>
    /// <param name="type">The message's first byte.</param>
    public static int LengthMin(byte type) => type switch
    {
        (byte)'S' => 12,
        (byte)'R' => 39,
        (byte)'H' => 25,
        (byte)'Y' => 20,
        (byte)'A' => 36,
        (byte)'F' => 40,
        (byte)'E' => 31,
        (byte)'C' => 36,
        (byte)'X' => 23,
        (byte)'D' => 19,
        (byte)'U' => 35,
        (byte)'P' => 44,
        (byte)'Q' => 40,
        (byte)'h' => 21,
        _ => HeaderBytes,
    };

    /// <summary>Bytes of a message of ITCH 5.0, decoded or not; 0 for a type that it does not have.</summary>
    /// <param name="type">The message's first byte.</param>
    public static int LengthOf(byte type) => type switch
    {
        (byte)'L' => 26,
        (byte)'V' or (byte)'J' => 35,
        (byte)'W' => 12,
        (byte)'K' => 28,
        (byte)'B' => 19,
        (byte)'I' => 50,
        (byte)'N' => 20,
        (byte)'O' => 48,
        _ => IsKnownType(type) ? LengthMin(type) : 0,
    };

    /// <summary>Where the symbol lies in messages from which locate codes are learned; 0 for the others.</summary>
    /// <param name="type">The message's first byte.</param>
    public static int SymbolOffset(byte type) => type switch
    {
        (byte)'R' or (byte)'H' or (byte)'Y' or (byte)'h' => 11,
        (byte)'Q' => 19,
        (byte)'A' or (byte)'F' or (byte)'P' => 24,
        _ => 0,
    };

    /// <summary>True for the message types of ITCH 5.0, decoded or not.</summary>
    /// <param name="type">The message's first byte.</param>
    public static bool IsKnownType(byte type) => "SRHYLVWKJhAFECXDUPQBINO"u8.Contains(type);

    /// <summary>Time after local midnight in ns.</summary>
    /// <param name="message">At least <see cref="HeaderBytes"/> bytes.</param>
    public static long TimeNs(ReadOnlySpan<byte> message) =>
        ((long)BinaryPrimitives.ReadUInt16BigEndian(message[5..]) << 32)
        | BinaryPrimitives.ReadUInt32BigEndian(message[7..]);
}
