using Strategies.Feeds.Itch;
using Strategies.Feeds.Lobster;
using Strategies.Feeds.Pcap;
using Strategies.Feeds.Tests.Support;

namespace Strategies.Feeds.Tests;

public sealed class FeedOpenerTests
{
    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1969-12-31")]
    [InlineData("2200-01-01")]
    [InlineData("9999-12-31")]
    public void A_day_that_no_clock_of_a_session_reaches_is_refused_wherever_it_stands(string day)
    {
        using TempFolder folder = new();
        string zip = LobsterZip.Write(
            folder,
            (LobsterZip.MessageMember.Replace("2012-06-21", day), LobsterZip.Messages),
            (LobsterZip.OrderbookMember.Replace("2012-06-21", day), LobsterZip.Orderbook));
        string itch = folder.Write("x.itch", [0, 19, (byte)'D', .. new byte[18]]);
        FeedOptions given = new() { TradeDate = DateOnly.ParseExact(day, "yyyy-MM-dd") };
        Assert.Contains(day, Assert.Throws<FeedException>(() => FeedOpener.Open(zip)).Problem);
        Assert.Contains(day, Assert.Throws<FeedException>(() => FeedOpener.Open(itch, given)).Problem);
    }

    [Fact]
    public void A_capture_from_before_1970_in_New_York_is_refused()
    {
        using TempFolder folder = new();
        string file = folder.Write(
            "a.pcap", new CaptureBuilder().Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", 1)), seconds: 0).Bytes);
        Assert.Contains("1969-12-31", Assert.Throws<FeedException>(() => FeedOpener.Open(file)).Problem);
    }

    [Fact]
    public void The_source_is_chosen_by_content()
    {
        using TempFolder folder = new();
        using PacketSource lobster = FeedOpener.Open(
            LobsterZip.Write(folder, LobsterZip.Messages, LobsterZip.Orderbook));
        using PacketSource pcap = FeedOpener.Open(
            folder.Write("a.dat", new CaptureBuilder().Add(CaptureBuilder.Udp([])).Bytes));
        using PacketSource itch = FeedOpener.Open(folder.Write("20240102.dat", [0, 19, .. CaptureBuilder.Delete(1)]));
        Assert.IsType<LobsterSource>(lobster);
        Assert.IsType<PcapSource>(pcap);
        Assert.IsType<ItchFileSource>(itch);
    }

    [Theory]
    [InlineData("hello, this is text", "no kind of feed")]
    [InlineData("", "empty")]
    [InlineData("\n\r\r\n pcapng", "pcapng")]
    public void A_file_of_no_known_kind_says_what_is_expected(string content, string problem)
    {
        using TempFolder folder = new();
        string file = folder.Write("x", System.Text.Encoding.ASCII.GetBytes(content));
        FeedException error = Assert.Throws<FeedException>(() => FeedOpener.Open(file));
        Assert.Contains(problem, error.Problem);
        Assert.Equal(file, error.File);
        Assert.NotEmpty(error.Hint);
    }

    [Fact]
    public void A_missing_file_a_missing_folder_and_a_folder_are_told_apart()
    {
        using TempFolder folder = new();
        string inFolder = folder.Write("a", [1]);
        Assert.Contains(
            "file does not exist",
            Assert.Throws<FeedException>(() => FeedOpener.Open(folder.File("none.zip"))).Problem);
        Assert.Contains("/no/such", Assert.Throws<FeedException>(() => FeedOpener.Open("/no/such/day.zip")).Problem);
        Assert.Contains(
            "a folder", Assert.Throws<FeedException>(() => FeedOpener.Open(Path.GetDirectoryName(inFolder)!)).Problem);
    }

    [Theory]
    [InlineData("lobster/LOBSTER_SampleFile_AMZN_2012-06-21_1.zip", "AMZN")]
    [InlineData("itch/RITCH.ex20101224.reframed.itch", "ALC BOB CHAR")]
    [InlineData("itch/omi_nasdaq_totalview_pcap/AddOrderNoMpidAttributionMessage.pcap", "IVOO")]
    [InlineData("itch/omi_nasdaq_totalview_pcap/OrderDeleteMessage.pcap", "")]
    public void The_universe_is_what_the_messages_name_in_order(string file, string symbols) =>
        Assert.Equal(
            symbols.Split(' ', StringSplitOptions.RemoveEmptyEntries), UniverseScanner.Scan(SharedData.Find(file)));
}
