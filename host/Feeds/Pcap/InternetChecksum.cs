using System.Buffers.Binary;

namespace Strategies.Feeds.Pcap;

/// <summary>The checksums of IPv4 headers (RFC 791) and UDP datagrams (RFC 768): ones' complement sums of 16-bit words.</summary>
internal static class InternetChecksum
{
    private const int AllOnes = 0xFFFF;
    private const int HeaderFieldOffset = 10;
    private const int AddressesOffset = 12;
    private const int AddressesBytes = 8;
    private const int DatagramFieldOffset = 6;
    private const byte UdpProtocol = 17;

    /// <summary>Looks at the checksum of an IPv4 header; a zero that does not fit was not filled in.</summary>
    /// <param name="header">The header with its options.</param>
    internal static ChecksumState OfIPv4(ReadOnlySpan<byte> header) =>
        Fold(Sum(header)) == AllOnes ? ChecksumState.Right
            : BinaryPrimitives.ReadUInt16BigEndian(header[HeaderFieldOffset..]) == 0 ? ChecksumState.Absent
            : ChecksumState.Wrong;

    /// <summary>
    /// Looks at the checksum of a UDP datagram. Zero says that there is none; a system that leaves it to the network card
    /// writes the sum of the pseudo-header alone.
    /// </summary>
    /// <param name="header">The IPv4 header, which says the addresses.</param>
    /// <param name="datagram">UDP header and payload, by the length that the UDP header says.</param>
    internal static ChecksumState OfUdp(ReadOnlySpan<byte> header, ReadOnlySpan<byte> datagram)
    {
        int field = BinaryPrimitives.ReadUInt16BigEndian(datagram[DatagramFieldOffset..]);
        ulong pseudoHeader = Sum(header.Slice(AddressesOffset, AddressesBytes)) + UdpProtocol + (ulong)datagram.Length;
        return field == 0 || field == Fold(pseudoHeader) ? ChecksumState.Absent
            : Fold(pseudoHeader + Sum(datagram)) == AllOnes ? ChecksumState.Right
            : ChecksumState.Wrong;
    }

    private static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        for (; bytes.Length >= sizeof(uint); bytes = bytes[sizeof(uint)..])
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes);
        }

        if (bytes.Length >= sizeof(ushort))
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
            bytes = bytes[sizeof(ushort)..];
        }

        return bytes.IsEmpty ? sum : sum + ((ulong)bytes[0] << 8);
    }

    private static int Fold(ulong sum)
    {
        while (sum > AllOnes)
        {
            sum = (sum & AllOnes) + (sum >> 16);
        }

        return (int)sum;
    }
}
