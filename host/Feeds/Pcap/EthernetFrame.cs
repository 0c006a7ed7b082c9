using System.Buffers.Binary;

namespace Strategies.Feeds.Pcap;

/// <summary>Finds the UDP datagram in an Ethernet frame: VLAN tags, nested ones too, IPv4 with options, UDP.</summary>
internal static class EthernetFrame
{
    private const int AddressBytes = 12;
    private const int VlanTagBytes = 4;
    private const int IPv4BytesMin = 20;
    private const byte UdpProtocol = 17;
    private const int FragmentMask = 0x3FFF;
    private const int VlanTagsMax = 2;

    /// <summary>Finds the datagram.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="checksums">Which wrong checksums mean that it is damaged.</param>
    /// <param name="place">Where the datagram lies, when the frame has a whole one.</param>
    internal static FrameKind TryFindUdp(ReadOnlySpan<byte> frame, ChecksumRule checksums, out UdpPlace place)
    {
        place = default;
        int offset = TypeOffset(frame);
        if (offset + sizeof(ushort) > frame.Length)
        {
            return FrameKind.Malformed;
        }

        bool isIPv4 = BinaryPrimitives.ReadUInt16BigEndian(frame[offset..]) == 0x0800;
        return isIPv4 ? FindInIPv4(frame, offset + sizeof(ushort), checksums, out place) : FrameKind.Other;
    }

    /// <summary>
    /// Whether a frame that was left out would carry a datagram if what says otherwise, the type of the frame or of a tag, the
    /// protocol or the fragment's place, said so.
    /// </summary>
    internal static bool TryFindDisguisedUdp(ReadOnlySpan<byte> frame, out UdpPlace place)
    {
        int start = TypeOffset(frame) + sizeof(ushort);
        for (int tags = 0; tags <= VlanTagsMax && start + IPv4BytesMin <= frame.Length; tags++, start += VlanTagBytes)
        {
            if (FindDatagram(frame, start, out place) == FrameKind.Udp)
            {
                return true;
            }
        }

        place = default;
        return false;
    }

    private static int TypeOffset(ReadOnlySpan<byte> frame)
    {
        int offset = AddressBytes;
        while (offset + VlanTagBytes <= frame.Length && IsVlanTag(frame[offset..]))
        {
            offset += VlanTagBytes;
        }

        return offset;
    }

    private static bool IsVlanTag(ReadOnlySpan<byte> type) =>
        BinaryPrimitives.ReadUInt16BigEndian(type) is 0x8100 or 0x88A8 or 0x9100;

    private static FrameKind FindInIPv4(ReadOnlySpan<byte> frame, int start, ChecksumRule checksums, out UdpPlace place)
    {
        place = default;
        ReadOnlySpan<byte> packet = frame[start..];
        if (packet.Length < IPv4BytesMin)
        {
            return FrameKind.Malformed;
        }

        int headerBytes = (packet[0] & 0xF) * 4;
        if (checksums.IsIPv4Judged
            && headerBytes >= IPv4BytesMin
            && headerBytes <= packet.Length
            && InternetChecksum.OfIPv4(packet[..headerBytes]) == ChecksumState.Wrong)
        {
            return FrameKind.Damaged;
        }

        FrameKind kind = FindDatagram(frame, start, out place);
        if (kind == FrameKind.Malformed && !IsWhole(packet, headerBytes))
        {
            return kind;
        }

        if (packet[9] != UdpProtocol)
        {
            return FrameKind.Other;
        }

        if ((BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & FragmentMask) != 0)
        {
            return FrameKind.Fragment;
        }

        return kind == FrameKind.Udp && checksums.IsUdpJudged
            && InternetChecksum.OfUdp(packet[..headerBytes], frame.Slice(place.DatagramStart, place.DatagramBytes))
                == ChecksumState.Wrong
            ? FrameKind.Damaged
            : kind;
    }

    private static bool IsWhole(ReadOnlySpan<byte> packet, int headerBytes)
    {
        int totalBytes = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        return packet[0] >> 4 == 4 && headerBytes >= IPv4BytesMin && totalBytes >= headerBytes && totalBytes <= packet.Length;
    }

    /// <summary>Takes the IPv4 packet for one of UDP.</summary>
    private static FrameKind FindDatagram(ReadOnlySpan<byte> frame, int start, out UdpPlace place)
    {
        place = default;
        ReadOnlySpan<byte> packet = frame[start..];
        int headerBytes = (packet[0] & 0xF) * 4;
        if (!IsWhole(packet, headerBytes))
        {
            return FrameKind.Malformed;
        }

        // The frame may be padded behind the packet, and the packet behind the datagram: the inner length counts.
        ReadOnlySpan<byte> datagram = packet[headerBytes..BinaryPrimitives.ReadUInt16BigEndian(packet[2..])];
        int udpBytes = datagram.Length < UdpPlace.HeaderBytes ? 0 : BinaryPrimitives.ReadUInt16BigEndian(datagram[4..]);
        if (udpBytes < UdpPlace.HeaderBytes || udpBytes > datagram.Length)
        {
            return FrameKind.Malformed;
        }

        place = new UdpPlace(start, start + headerBytes, udpBytes);
        return FrameKind.Udp;
    }
}
