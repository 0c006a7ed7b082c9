using System.IO.Compression;
using Strategies.Feeds.Itch;
using Strategies.Feeds.Tests.Support;
using Strategies.Records;

namespace Strategies.Feeds.Tests.Itch;

public sealed class ItchFileSourceTests
{
    private static readonly byte[] Frame = [0, 19, .. CaptureBuilder.Delete(99)];

    [Fact]
    public void A_packet_is_one_message_with_its_length()
    {
        using TempFolder folder = new();
        using ItchFileSource source = new(folder.Write("day_20240102.itch", [.. Frame, .. Frame]));
        Assert.True(source.MoveNext());
        Assert.True(source.MoveNext());
        Assert.Equal(Frame, source.Payload.ToArray());
        Assert.Equal(PayloadFormat.Itch50, source.Format);
        Assert.Equal((2UL, 2UL), (source.Prefix.FirstSequence, source.Prefix.LastSequence));
        Assert.Equal("ITCH20240102", SessionName.Decode(source.Prefix));
        Assert.Equal(EasternTime.MidnightUtcNs(new DateOnly(2024, 1, 2)) + 34_200_000_000_000, source.ExchangeTimeNs);
        Assert.False(source.MoveNext());
        Assert.Equal((2L, 2L), (source.PacketsRead, source.MessagesRead));
    }

    [Theory]
    [InlineData("RITCH.ex20101224.reframed.itch", "2010-12-24")]
    [InlineData("01302019.NASDAQ_ITCH50", "2019-01-30")]
    [InlineData("99999999_20240102.itch", "2024-01-02")]
    [InlineData("S081321-v50.txt", "2021-08-13")]
    [InlineData("S123199-v50.txt", "2099-12-31")]
    [InlineData("S081321-v50-20210814.txt", "2021-08-14")]
    public void The_trading_day_comes_from_the_files_name(string name, string expected)
    {
        using TempFolder folder = new();
        using ItchFileSource source = new(folder.Write(name, Frame));
        Assert.Equal(DateOnly.Parse(expected), source.TradeDate);
    }

    [Theory]
    [InlineData("day.itch")]
    [InlineData("123456789.itch")]
    [InlineData("S081321.itch")]
    [InlineData("081321-v50.itch")]
    [InlineData("S131321-v50.itch")]
    [InlineData("S0813211-v50.itch")]
    public void A_name_without_a_day_is_refused_until_the_day_is_given(string name)
    {
        using TempFolder folder = new();
        string file = folder.Write(name, Frame);
        FeedException error = Assert.Throws<FeedException>(() => FeedOpener.Open(file));
        Assert.Contains("trading day", error.Problem);
        Assert.Contains("--date yyyy-MM-dd", error.Hint);
        Assert.Contains("feed.tradeDate", error.Hint);
        using PacketSource source = FeedOpener.Open(file, new FeedOptions { TradeDate = new DateOnly(2021, 8, 13) });
        Assert.Equal(new DateOnly(2021, 8, 13), source.TradeDate);
    }

    [Theory]
    [InlineData("S081321-v50.txt", 13)]
    [InlineData("S011321-v50.txt", 14)]
    public void Half_past_nine_is_an_hour_earlier_in_utc_in_summer(string name, int hour)
    {
        using TempFolder folder = new();
        using ItchFileSource source = new(folder.Write(name, Frame));
        Assert.True(source.MoveNext());
        Assert.Equal(
            source.TradeDate.ToDateTime(new TimeOnly(hour, 30)),
            DateTime.UnixEpoch.AddTicks(source.ExchangeTimeNs / 100));
    }

    [Fact]
    public void A_message_of_length_zero_ends_the_session()
    {
        using TempFolder folder = new();
        using ItchFileSource source = new(folder.Write("20240102.itch", [.. Frame, 0, 0]));
        Assert.True(source.MoveNext());
        Assert.False(source.MoveNext());
        Assert.False(source.MoveNext());
        Assert.Equal((1L, ""), (source.MessagesRead, source.Remark));
    }

    [Fact]
    public void What_follows_the_end_of_the_session_is_not_read_and_told()
    {
        using TempFolder folder = new();
        using ItchFileSource source = new(folder.Write("20240102.itch", [.. Frame, 0, 0, .. Frame]));
        Assert.True(source.MoveNext());
        Assert.Equal("", source.Remark);
        Assert.False(source.MoveNext());
        Assert.False(source.MoveNext());
        Assert.Equal(1, source.MessagesRead);
        Assert.Equal("bytes follow the end of the session at byte 23; they are not read", source.Remark);
    }

    [Fact]
    public void A_given_trading_day_wins()
    {
        using TempFolder folder = new();
        using PacketSource source = FeedOpener.Open(
            folder.Write("20240102.itch", Frame), new FeedOptions { TradeDate = new DateOnly(2020, 2, 3) });
        Assert.Equal(new DateOnly(2020, 2, 3), source.TradeDate);
    }

    [Theory]
    [InlineData(1, "ends inside a message: 19 bytes announced, 18 there")]
    [InlineData(20, "ends inside the length")]
    public void A_cut_file_is_named_with_the_byte_of_the_message(int cutBytes, string problem)
    {
        using TempFolder folder = new();
        byte[] whole = [.. Frame, .. Frame];
        using ItchFileSource source = new(folder.Write("cut20240102.itch", whole[..^cutBytes]));
        Assert.True(source.MoveNext());
        FeedException error = Assert.Throws<FeedException>(() => source.MoveNext());
        Assert.Equal(Frame.Length, error.Offset);
        Assert.Contains(problem, error.Problem);
    }

    [Fact]
    public void A_message_too_short_to_be_one_is_named_with_its_byte()
    {
        using TempFolder folder = new();
        using ItchFileSource source = new(folder.Write("bad20240102.itch", [.. Frame, 0, 3, 1, 2, 3]));
        Assert.True(source.MoveNext());
        Assert.Equal(Frame.Length, Assert.Throws<FeedException>(() => source.MoveNext()).Offset);
    }

    [Fact]
    public void A_compressed_file_is_read_and_a_cut_one_named()
    {
        using TempFolder folder = new();
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            for (int frame = 0; frame < 100_000; frame++)
            {
                gzip.Write([0, 19, .. CaptureBuilder.Delete((ulong)frame)]);
            }
        }

        byte[] whole = packed.ToArray();
        using PacketSource source = FeedOpener.Open(folder.Write("20240102.itch.gz", whole));
        while (source.MoveNext())
        {
        }

        Assert.Equal(100_000, source.MessagesRead);
        using PacketSource cut = FeedOpener.Open(folder.Write("cut20240102.itch.gz", whole[..(whole.Length / 2)]));
        FeedException error = Assert.Throws<FeedException>(() =>
        {
            while (cut.MoveNext())
            {
            }
        });
        Assert.True(error.Offset > 100_000);
    }

    [Fact]
    public void Reading_does_not_allocate()
    {
        // A collection that another thread causes counts the rest of this thread's buffer as allocated: what reading
        // itself allocates comes in every round.
        long least = long.MaxValue;
        for (int round = 0; round < 5 && least > 0; round++)
        {
            using PacketSource source = FeedOpener.Open(SharedData.Find("itch/RITCH.ex20101224.reframed.itch"));
            Assert.True(source.MoveNext());
            long before = AllocatedBytes.Begin();
            while (source.MoveNext())
            {
            }

            least = Math.Min(least, AllocatedBytes.Since(before));
            Assert.Equal(12_012, source.MessagesRead);
        }

        Assert.Equal(0, least);
    }
}
