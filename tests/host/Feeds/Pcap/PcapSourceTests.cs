using System.IO.Compression;
using Strategies.Feeds.Pcap;
using Strategies.Feeds.Tests.Support;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Feeds.Tests.Pcap;

public sealed class PcapSourceTests
{
    private static readonly byte[] OneMessage = CaptureBuilder.Mold("S1", 7, CaptureBuilder.Delete(99));

    [Theory]
    [InlineData(false, false, 1_692_711_000_000_005_000)]
    [InlineData(false, true, 1_692_711_000_000_000_005)]
    [InlineData(true, false, 1_692_711_000_000_005_000)]
    [InlineData(true, true, 1_692_711_000_000_000_005)]
    public void Both_byte_orders_and_both_resolutions_are_read(bool isBigEndian, bool isNanosecond, long expectedNs)
    {
        using TempFolder folder = new();
        using PcapSource source = new(folder.Write(
            "a.pcap", new CaptureBuilder(isBigEndian, isNanosecond).Add(CaptureBuilder.Udp(OneMessage)).Bytes));
        Assert.True(source.MoveNext());
        Assert.Equal(expectedNs, source.ExchangeTimeNs);
        Assert.Equal(OneMessage, source.Payload.ToArray());
        Assert.Equal(PayloadFormat.MoldUdp64Itch50, source.Format);
        Assert.Equal("S1", SessionName.Decode(source.Prefix));
        Assert.Equal((7UL, 7UL), (source.Prefix.FirstSequence, source.Prefix.LastSequence));
        Assert.Equal(new DateOnly(2023, 8, 22), source.TradeDate);
        Assert.False(source.MoveNext());
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 0, 0)]
    [InlineData(3, 40, 9)]
    [InlineData(0, 4, 14)]
    public void Tags_options_and_padding_are_stepped_over(int vlanTags, int optionBytes, int padding)
    {
        using TempFolder folder = new();
        byte[] frame = CaptureBuilder.Udp(OneMessage, vlanTags, optionBytes, padding: padding);
        using PcapSource source = new(folder.Write("a.pcap", new CaptureBuilder().Add(frame).Bytes));
        Assert.True(source.MoveNext());
        Assert.Equal(OneMessage, source.Payload.ToArray());
    }

    [Fact]
    public void Other_frames_and_fragments_are_counted_and_left_out()
    {
        using TempFolder folder = new();
        byte[] arp = [.. new byte[12], 0x08, 0x06, .. new byte[28]];
        CaptureBuilder capture = new CaptureBuilder().Add(arp)
            .Add(CaptureBuilder.Udp(OneMessage, protocol: 6))
            .Add(CaptureBuilder.Udp(OneMessage, fragment: 0x2000))
            .Add(CaptureBuilder.Udp(OneMessage, fragment: 0x0010))
            .Add(CaptureBuilder.Udp(OneMessage, fragment: 0x4000));
        using PcapSource source = new(folder.Write("a.pcap", capture.Bytes));
        Assert.True(source.MoveNext());
        Assert.False(source.MoveNext());
        Assert.Equal(
            (5L, 2L, 2L, 1L), (source.FramesRead, source.OtherFrames, source.FragmentFrames, source.PacketsRead));
    }

    [Fact]
    public void Gaps_and_repeats_are_counted_for_each_session_and_each_sequence_is_taken_once()
    {
        using TempFolder folder = new();
        byte[] delete = CaptureBuilder.Delete(1);
        CaptureBuilder capture = new();
        foreach (byte[] packet in new[]
        {
            CaptureBuilder.Mold("S1", 10, delete, delete),
            CaptureBuilder.Mold("S2", 1, delete),
            CaptureBuilder.Mold("S1", 15, delete),
            CaptureBuilder.Mold("S1", 15, delete),
            CaptureBuilder.Mold("S1", 15, delete, delete),
            CaptureBuilder.Mold("S1", 20),
        })
        {
            capture.Add(CaptureBuilder.Udp(packet));
        }

        using PcapSource source = new(folder.Write("a.pcap", capture.Bytes));
        List<FeedGap> gaps = [];
        List<(ulong, ulong)> sequences = [];
        while (source.MoveNext())
        {
            gaps.Add(source.Gap);
            sequences.Add((source.Prefix.FirstSequence, source.Prefix.LastSequence));
        }

        Assert.Equal([FeedGap.None, FeedGap.None, new(12, 14), FeedGap.None, new(17, 19)], gaps);
        Assert.Equal([(10, 11), (1, 1), (15, 15), (16, 16), (20, 19)], sequences);
        FeedSession first = source.Sessions[0];
        Assert.Equal(
            ("S1", 5L, 6L, 2L, 6UL, 2UL, 1L),
            (first.Name, first.Packets, first.Messages, first.Gaps, first.MissingMessages, first.DuplicateMessages,
                first.DuplicatePackets));
        Assert.Equal((10UL, 19UL), (first.FirstSequence, first.LastSequence));
        Assert.Equal(("S2", 0L), (source.Sessions[1].Name, source.Sessions[1].Gaps));
        Assert.Equal((5L, 5L), (source.PacketsRead, source.MessagesRead));
    }

    [Fact]
    public void A_compressed_capture_is_read()
    {
        using TempFolder folder = new();
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(new CaptureBuilder().Add(CaptureBuilder.Udp(OneMessage)).Bytes);
        }

        using PacketSource source = FeedOpener.Open(folder.Write("a.pcap.gz", packed.ToArray()));
        Assert.True(source.MoveNext());
        Assert.False(source.MoveNext());
    }

    [Theory]
    [InlineData(1, "ends inside a frame")]
    [InlineData(60, "ends inside a frame")]
    [InlineData(90, "inside the header of a record")]
    public void A_cut_capture_is_named_with_the_byte_of_the_record(int cutBytes, string problem)
    {
        using TempFolder folder = new();
        byte[] frame = CaptureBuilder.Udp(OneMessage);
        byte[] whole = new CaptureBuilder().Add(frame).Add(frame).Bytes;
        using PcapSource source = new(folder.Write("cut.pcap", whole[..^cutBytes]));
        Assert.True(source.MoveNext());
        FeedException error = Assert.Throws<FeedException>(() => source.MoveNext());
        Assert.Equal(24 + 16 + frame.Length, error.Offset);
        Assert.Contains(problem, error.Problem);
    }

    [Fact]
    public void A_frame_that_was_not_captured_whole_is_refused()
    {
        using TempFolder folder = new();
        FeedException error = ReadToError(
            folder.Write("a.pcap", new CaptureBuilder().Add(CaptureBuilder.Udp(OneMessage), missingBytes: 10).Bytes));
        Assert.Contains("were captured", error.Problem);
        Assert.Equal(24, error.Offset);
    }

    [Fact]
    public void A_datagram_that_is_not_mold_is_refused_instead_of_left_out()
    {
        using TempFolder folder = new();
        foreach (byte[] payload in new byte[][] { [1, 2, 3], [.. OneMessage, 0], OneMessage[..^1] })
        {
            FeedException error = ReadToError(
                folder.Write("a.pcap", new CaptureBuilder().Add(CaptureBuilder.Udp(payload)).Bytes));
            Assert.Contains("frame 1", error.Problem);
            Assert.Contains("MoldUDP64", error.Problem);
        }
    }

    [Fact]
    public void Lengths_that_contradict_each_other_are_refused()
    {
        using TempFolder folder = new();
        byte[] frame = CaptureBuilder.Udp(OneMessage);
        FeedException error = ReadToError(folder.Write("a.pcap", new CaptureBuilder().Add(frame[..^1]).Bytes));
        Assert.Contains("contradict", error.Problem);
    }

    [Fact]
    public void Another_link_type_is_refused()
    {
        using TempFolder folder = new();
        string file = folder.Write("a.pcap", new CaptureBuilder(linkType: 113).Add([0]).Bytes);
        Assert.Contains("link type 113", Assert.Throws<FeedException>(() => FeedOpener.Open(file)).Problem);
    }

    [Fact]
    public void A_capture_without_frames_has_no_trading_day_and_is_refused()
    {
        using TempFolder folder = new();
        string file = folder.Write("a.pcap", new CaptureBuilder().Bytes);
        Assert.Contains("no frame", Assert.Throws<FeedException>(() => FeedOpener.Open(file)).Problem);
    }

    [Fact]
    public void The_iex_capture_is_a_capture_but_not_of_mold_packets()
    {
        FeedException error = ReadToError(SharedData.Find("iex/TOPS16.pcapng.gz"));
        Assert.Contains("MoldUDP64", error.Problem);
    }

    [Theory]
    [InlineData("bx", "AddOrderNoMpidAttribution", "000010059D", "Add")]
    [InlineData("bx", "OrderDelete", "000010059D", "Delete")]
    [InlineData("bx", "OrderReplace", "000010059D", "Replace")]
    [InlineData("nasdaq", "AddOrderNoMpidAttribution", "000010059B", "Add")]
    [InlineData("nasdaq", "MarketParticipantPosition", "000010059B", "Ignored")]
    [InlineData("nasdaq", "NetOrderImbalanceIndicator", "000010059B", "Ignored")]
    [InlineData("nasdaq", "OrderDelete", "000010059B", "Delete")]
    [InlineData("nasdaq", "OrderExecuted", "000010059B", "Execute")]
    [InlineData("nasdaq", "OrderReplace", "000010059B", "Replace")]
    [InlineData("nasdaq", "StockTradingAction", "000010059B", "TradingAction")]
    public void Every_real_packet_is_read_and_decoded(string venue, string message, string session, string kind)
    {
        using PcapSource source = new(SharedData.Find($"itch/omi_{venue}_totalview_pcap/{message}Message.pcap"));
        MarketDataDecoder decoder = new([], source.MidnightUtcNs);
        Assert.True(source.MoveNext());
        Assert.Equal(session, SessionName.Decode(source.Prefix));
        decoder.Begin(source.Format, source.Payload);
        Assert.Equal(DecodeStatus.Message, decoder.Next(source.Payload, out MarketMessage decoded));
        Assert.Equal(kind, decoded.Kind.ToString());

        // The exchange stamps the message and the capture stamps the packet: on the same day within a few milliseconds.
        Assert.InRange(source.ExchangeTimeNs - decoded.ExchangeTimeNs, 0, 10_000_000);
        Assert.Equal(DecodeStatus.End, decoder.Next(source.Payload, out _));
        Assert.False(source.MoveNext());
    }

    [Fact]
    public void The_real_capture_of_two_packets_has_the_sequences_of_the_data_readme()
    {
        using PcapSource source = new(SharedData.Find("itch/omi_nasdaq_totalview_pcap/Multiple.Packets.pcap"));
        Assert.True(source.MoveNext());
        Assert.Equal((14_764_496UL, 14_764_496UL), (source.Prefix.FirstSequence, source.Prefix.LastSequence));
        Assert.Equal(1, MarketDataDecoder.CountMessages(source.Format, source.Payload));
        Assert.True(source.MoveNext());
        Assert.Equal((19_009_117UL, 19_009_154UL), (source.Prefix.FirstSequence, source.Prefix.LastSequence));
        Assert.Equal(38, MarketDataDecoder.CountMessages(source.Format, source.Payload));
        Assert.Equal(4_244_620UL, source.Gap.Count);
        Assert.False(source.MoveNext());
    }

    private static FeedException ReadToError(string file) => Assert.Throws<FeedException>(() =>
    {
        using PacketSource source = FeedOpener.Open(file);
        while (source.MoveNext())
        {
        }
    });
}
