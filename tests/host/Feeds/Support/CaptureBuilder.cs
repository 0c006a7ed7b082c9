using System.Buffers.Binary;
using System.Text;

namespace Strategies.Feeds.Tests.Support;

/// <summary>
/// Builds small captures: MoldUDP64 in UDP in IPv4 in Ethernet in pcap, with the variations that a reader must know.
/// </summary>
internal sealed class CaptureBuilder(bool isBigEndian = false, bool isNanosecond = true, uint linkType = 1)
{
    private readonly List<byte> _bytes = Header(isBigEndian, isNanosecond, linkType);

    internal byte[] Bytes => _bytes.ToArray();

    internal static byte[] Mold(string session, ulong sequence, params byte[][] messages)
    {
        List<byte> packet = [.. Encoding.ASCII.GetBytes(session.PadRight(10))];
        packet.AddRange(Big(sequence, 8));
        packet.AddRange(Big((ulong)messages.Length, 2));
        foreach (byte[] message in messages)
        {
            packet.AddRange(Big((ulong)message.Length, 2));
            packet.AddRange(message);
        }

        return packet.ToArray();
    }

    /// <summary>An order delete: the shortest message that names an order.</summary>
    internal static byte[] Delete(ulong reference) =>
        [(byte)'D', 0, 1, 0, 0, .. Big(34_200_000_000_000, 6), .. Big(reference, 8)];

    internal static byte[] Udp(
        byte[] payload, int vlanTags = 0, int optionBytes = 0, ushort fragment = 0, byte protocol = 17, int padding = 0)
    {
        List<byte> frame = [.. new byte[12]];
        for (int tag = 0; tag < vlanTags; tag++)
        {
            frame.AddRange(tag == 0 && vlanTags > 1 ? [0x88, 0xA8, 0, 1] : new byte[] { 0x81, 0, 0, 2 });
        }

        frame.AddRange([0x08, 0x00, (byte)(0x45 + optionBytes / 4), 0]);
        frame.AddRange(Big((ulong)(20 + optionBytes + 8 + payload.Length), 2));
        frame.AddRange([0, 0, .. Big(fragment, 2), 64, protocol, 0, 0, 10, 0, 0, 1, 233, 54, 12, 111]);
        frame.AddRange(new byte[optionBytes]);
        frame.AddRange([0, 1, 0, 2, .. Big((ulong)(8 + payload.Length), 2), 0, 0]);
        frame.AddRange(payload);
        frame.AddRange(new byte[padding]);
        return frame.ToArray();
    }

    /// <summary>The same frame with the checksums that its sender would write. The datagram fills the packet.</summary>
    /// <param name="frame">A frame of <see cref="Udp"/>.</param>
    /// <param name="vlanTags">Its tags.</param>
    internal static byte[] WithChecksums(byte[] frame, int vlanTags = 0)
    {
        byte[] whole = [.. frame];
        Span<byte> packet = whole.AsSpan(14 + 4 * vlanTags);
        int headerBytes = (packet[0] & 0xF) * 4;
        Span<byte> datagram = packet[headerBytes..];
        datagram = datagram[..BinaryPrimitives.ReadUInt16BigEndian(datagram[4..])];
        BinaryPrimitives.WriteUInt16BigEndian(packet[10..], Complement(packet[..headerBytes]));
        byte[] pseudo = [.. packet[12..20], 0, 17, .. datagram[4..6], .. datagram];
        BinaryPrimitives.WriteUInt16BigEndian(datagram[6..], Complement(pseudo));
        return whole;
    }

    internal CaptureBuilder Add(byte[] frame, uint seconds = 1_692_711_000, uint fraction = 5, int missingBytes = 0)
    {
        Append(seconds);
        Append(fraction);
        Append((uint)frame.Length);
        Append((uint)(frame.Length + missingBytes));
        _bytes.AddRange(frame);
        return this;
    }

    internal static byte[] Big(ulong value, int bytes)
    {
        byte[] all = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(all, value);
        return all[(8 - bytes)..];
    }

    private static ushort Complement(ReadOnlySpan<byte> bytes)
    {
        int sum = 0;
        for (int index = 0; index < bytes.Length; index++)
        {
            sum += index % 2 == 0 ? bytes[index] << 8 : bytes[index];
            sum = sum > 0xFFFF ? sum - 0xFFFF : sum;
        }

        return (ushort)~sum;
    }

    private static List<byte> Header(bool isBigEndian, bool isNanosecond, uint linkType)
    {
        List<byte> header = [];
        Append(header, isBigEndian, isNanosecond ? 0xA1B23C4D : 0xA1B2C3D4);
        header.AddRange(isBigEndian ? [0, 2, 0, 4] : new byte[] { 2, 0, 4, 0 });
        header.AddRange(new byte[8]);
        Append(header, isBigEndian, 1 << 18);
        Append(header, isBigEndian, linkType);
        return header;
    }

    private void Append(uint value) => Append(_bytes, isBigEndian, value);

    private static void Append(List<byte> bytes, bool isBigEndian, uint value)
    {
        byte[] big = Big(value, 4);
        bytes.AddRange(isBigEndian ? big : big.Reverse());
    }
}
