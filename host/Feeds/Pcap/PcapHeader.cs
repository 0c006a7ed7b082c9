using System.Buffers.Binary;

namespace Strategies.Feeds.Pcap;

/// <summary>The 24 bytes at the start of a classic pcap file.</summary>
/// <param name="IsBigEndian">Byte order of all headers of the file.</param>
/// <param name="FractionNs">Nanoseconds in one unit of a record's fraction of a second: 1000 or 1.</param>
/// <param name="LinkType">What the captured frames start with; 1 is Ethernet.</param>
internal readonly record struct PcapHeader(bool IsBigEndian, int FractionNs, uint LinkType)
{
    internal const int Bytes = 24;
    internal const int Ethernet = 1;

    /// <summary>Bytes in front of each frame: seconds, fraction, bytes captured, bytes on the line.</summary>
    internal const int RecordBytes = 16;
    internal const int CapturedOffset = 8;
    internal const int OriginalOffset = 12;

    private const uint MicrosecondMagic = 0xA1B2C3D4;
    private const uint NanosecondMagic = 0xA1B23C4D;

    internal static bool IsPcap(ReadOnlySpan<byte> start) => TryReadMagic(start, out _, out _);

    internal static bool TryRead(ReadOnlySpan<byte> start, out PcapHeader header)
    {
        header = default;
        if (start.Length < Bytes || !TryReadMagic(start, out bool isBigEndian, out int fractionNs))
        {
            return false;
        }

        header = new PcapHeader(isBigEndian, fractionNs, 0);
        header = header with { LinkType = header.ReadUInt32(start[20..]) & 0x0FFF_FFFF };
        return true;
    }

    internal uint ReadUInt32(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static bool TryReadMagic(ReadOnlySpan<byte> start, out bool isBigEndian, out int fractionNs)
    {
        isBigEndian = false;
        fractionNs = 0;
        if (start.Length < sizeof(uint))
        {
            return false;
        }

        uint magic = BinaryPrimitives.ReadUInt32BigEndian(start);
        isBigEndian = magic is MicrosecondMagic or NanosecondMagic;
        uint ordered = isBigEndian ? magic : BinaryPrimitives.ReverseEndianness(magic);
        fractionNs = ordered switch { MicrosecondMagic => 1000, NanosecondMagic => 1, _ => 0 };
        return fractionNs != 0;
    }
}
