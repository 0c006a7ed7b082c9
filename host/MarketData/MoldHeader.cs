using System.Buffers.Binary;

namespace Strategies.MarketData;

/// <summary>
/// The first 20 bytes of a MoldUDP64 packet: session (10 characters), sequence of the first message (8), count (2).
/// </summary>
/// <param name="Sequence">
/// Sequence of the first message; in a heartbeat and at the end of the session that of the next one.
/// </param>
/// <param name="Count">Message blocks in the packet.</param>
/// <param name="IsEndOfSession">True when the packet says that the session is over; it has no messages then.</param>
public readonly record struct MoldHeader(ulong Sequence, int Count, bool IsEndOfSession)
{
    /// <summary>Bytes of a header.</summary>
    public const int Bytes = 20;

    /// <summary>Bytes of the session's name, in front.</summary>
    public const int SessionBytes = 10;

    private const int EndOfSessionCount = 0xFFFF;

    /// <summary>Reads a header.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="header">Its header.</param>
    /// <returns>False when the packet is too short.</returns>
    public static bool TryRead(ReadOnlySpan<byte> packet, out MoldHeader header)
    {
        header = default;
        if (packet.Length < Bytes)
        {
            return false;
        }

        int count = BinaryPrimitives.ReadUInt16BigEndian(packet[18..]);
        bool isEnd = count == EndOfSessionCount;
        header = new MoldHeader(BinaryPrimitives.ReadUInt64BigEndian(packet[SessionBytes..]), isEnd ? 0 : count, isEnd);
        return true;
    }
}
