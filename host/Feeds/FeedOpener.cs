using System.Buffers.Binary;
using Strategies.Feeds.Itch;
using Strategies.Feeds.Lobster;
using Strategies.Feeds.Pcap;
using Strategies.MarketData;

namespace Strategies.Feeds;

/// <summary>Opens a feed's file with the source that fits its content.</summary>
public static class FeedOpener
{
    private const string Expected =
        "expected LOBSTER's zip, a classic pcap capture or ITCH 5.0 behind two-byte lengths (the last two may be .gz)";

    private const int SniffBytes = 16;

    /// <summary>Opens a file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="options">What the file does not say itself; null for the defaults.</param>
    /// <returns>The source, in front of its first packet; the caller disposes it.</returns>
    /// <exception cref="FeedException">
    /// The file is missing, is none of the known kinds, or is damaged at its start.
    /// </exception>
    public static PacketSource Open(string file, FeedOptions? options = null)
    {
        options ??= new FeedOptions();
        return KindOf(file) switch
        {
            FeedKind.Lobster => new LobsterSource(file, options.Instrument),
            FeedKind.Pcap => new PcapSource(file),
            _ => new ItchFileSource(file, options.TradeDate),
        };
    }

    /// <summary>What kind of feed a file holds, by its first bytes.</summary>
    /// <param name="file">Its path.</param>
    /// <exception cref="FeedException">The file is missing or none of the known kinds.</exception>
    public static FeedKind KindOf(string file)
    {
        byte[] start = FeedFile.ReadStart(file, SniffBytes, decompress: false);
        if (FeedFile.IsGzip(start))
        {
            start = FeedFile.ReadStart(file, SniffBytes, decompress: true);
        }

        if (start.AsSpan().StartsWith("PK"u8))
        {
            return FeedKind.Lobster;
        }

        if (PcapHeader.IsPcap(start))
        {
            return FeedKind.Pcap;
        }

        if (IsItchFrame(start))
        {
            return FeedKind.ItchFile;
        }

        throw start switch
        {
            [] => FeedException.ForFile(file, "the file is empty", Expected),
            [0x0A, 0x0D, 0x0D, 0x0A, ..] => FeedException.ForFile(
                file, "this is a pcapng capture", "convert it: editcap -F pcap IN OUT"),
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => FeedException.ForFile(
                file, "this is a 7-Zip archive", "unpack it and pack its message and orderbook file as a zip"),
            _ => FeedException.ForFile(file, "this is no kind of feed that is known", Expected),
        };
    }

    private static bool IsItchFrame(ReadOnlySpan<byte> start)
    {
        if (start.Length <= ItchMessage.LengthBytes || !ItchMessage.IsKnownType(start[ItchMessage.LengthBytes]))
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(start);
        return length >= ItchMessage.LengthMin(start[ItchMessage.LengthBytes]) && length < 256;
    }
}
