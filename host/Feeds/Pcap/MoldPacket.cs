using System.Buffers.Binary;
using Strategies.MarketData;

namespace Strategies.Feeds.Pcap;

/// <summary>Tells a MoldUDP64 packet from other traffic: its blocks must fill it exactly.</summary>
internal static class MoldPacket
{
    internal static bool TryRead(ReadOnlySpan<byte> packet, out MoldHeader header)
    {
        if (!MoldHeader.TryRead(packet, out header))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = packet[MoldHeader.Bytes..];
        for (int block = 0; block < header.Count; block++)
        {
            if (rest.Length < ItchMessage.LengthBytes)
            {
                return false;
            }

            int bytes = ItchMessage.LengthBytes + BinaryPrimitives.ReadUInt16BigEndian(rest);
            if (bytes > rest.Length)
            {
                return false;
            }

            rest = rest[bytes..];
        }

        return rest.IsEmpty;
    }
}
