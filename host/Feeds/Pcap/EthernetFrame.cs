using System.Buffers.Binary;

namespace Strategies.Feeds.Pcap;

/// <summary>Finds the UDP payload in an Ethernet frame: VLAN tags, nested ones too, IPv4 with options, UDP.</summary>
internal static class EthernetFrame
{
    private const int AddressBytes = 12;
    private const int VlanTagBytes = 4;
    private const int IPv4BytesMin = 20;
    private const int UdpHeaderBytes = 8;
    private const byte UdpProtocol = 17;
    private const int FragmentMask = 0x3FFF;

    internal static FrameKind TryFindUdp(ReadOnlySpan<byte> frame, out Range payload)
    {
        payload = default;
        int offset = AddressBytes;
        while (offset + VlanTagBytes <= frame.Length && IsVlanTag(frame[offset..]))
        {
            offset += VlanTagBytes;
        }

        if (offset + sizeof(ushort) > frame.Length)
        {
            return FrameKind.Malformed;
        }

        bool isIPv4 = BinaryPrimitives.ReadUInt16BigEndian(frame[offset..]) == 0x0800;
        return isIPv4 ? FindInIPv4(frame, offset + sizeof(ushort), ref payload) : FrameKind.Other;
    }

    private static bool IsVlanTag(ReadOnlySpan<byte> type) =>
        BinaryPrimitives.ReadUInt16BigEndian(type) is 0x8100 or 0x88A8 or 0x9100;

    private static FrameKind FindInIPv4(ReadOnlySpan<byte> frame, int start, ref Range payload)
    {
        ReadOnlySpan<byte> packet = frame[start..];
        if (packet.Length < IPv4BytesMin || packet[0] >> 4 != 4)
        {
            return FrameKind.Malformed;
        }

        int headerBytes = (packet[0] & 0xF) * 4;
        int totalBytes = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        if (headerBytes < IPv4BytesMin || totalBytes < headerBytes || totalBytes > packet.Length)
        {
            return FrameKind.Malformed;
        }

        if (packet[9] != UdpProtocol)
        {
            return FrameKind.Other;
        }

        if ((BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & FragmentMask) != 0)
        {
            return FrameKind.Fragment;
        }

        // The frame may be padded behind the packet, and the packet behind the datagram: the inner length counts.
        ReadOnlySpan<byte> datagram = packet[headerBytes..totalBytes];
        int udpBytes = datagram.Length < UdpHeaderBytes ? 0 : BinaryPrimitives.ReadUInt16BigEndian(datagram[4..]);
        if (udpBytes < UdpHeaderBytes || udpBytes > datagram.Length)
        {
            return FrameKind.Malformed;
        }

        int first = start + headerBytes + UdpHeaderBytes;
        payload = first..(first + udpBytes - UdpHeaderBytes);
        return FrameKind.Udp;
    }
}
