namespace Strategies.Feeds.Pcap;

/// <summary>Reads what a capture says at its start.</summary>
internal static class PcapStart
{
    private const int TimeBytes = 8;

    /// <summary>The Eastern date of the first frame.</summary>
    internal static DateOnly ReadTradeDate(string file)
    {
        bool isCompressed = FeedFile.IsGzip(FeedFile.ReadStart(file, 2, decompress: false));
        byte[] start = FeedFile.ReadStart(file, PcapHeader.Bytes + TimeBytes, isCompressed);
        PcapHeader header = ReadHeader(file, start);
        return start.Length >= PcapHeader.Bytes + TimeBytes
            ? EasternTime.DateOf(TimeNs(header, start.AsSpan(PcapHeader.Bytes)))
            : throw FeedException.AtOffset(
                file,
                PcapHeader.Bytes,
                "the capture has no frame, and so no trading day",
                "capture again, or fetch the file again");
    }

    internal static PcapHeader ReadHeader(string file, ReadOnlySpan<byte> start)
    {
        if (!PcapHeader.TryRead(start, out PcapHeader header))
        {
            throw FeedException.AtOffset(
                file, 0, "not the start of a classic pcap capture", "convert other captures: editcap -F pcap IN OUT");
        }

        return header.LinkType == PcapHeader.Ethernet
            ? header
            : throw FeedException.AtOffset(
                file,
                20,
                $"link type {header.LinkType}; only Ethernet (1) is read",
                "capture on an Ethernet interface");
    }

    /// <summary>Time of a record, ns since 1970-01-01 UTC.</summary>
    internal static long TimeNs(in PcapHeader header, ReadOnlySpan<byte> record) =>
        header.ReadUInt32(record) * 1_000_000_000L + (long)header.ReadUInt32(record[4..]) * header.FractionNs;
}
