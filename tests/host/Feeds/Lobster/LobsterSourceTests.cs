using System.Text;
using Strategies.Feeds.Lobster;
using Strategies.Feeds.Tests.Support;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Feeds.Tests.Lobster;

public sealed class LobsterSourceTests
{
    private static readonly Instrument[] Universe = [new Instrument { Id = new InstrumentId(1), Symbol = "TEST" }];

    [Fact]
    public void A_small_day_comes_row_by_row_with_its_level_sets()
    {
        using TempFolder folder = new();
        using LobsterSource source = new(
            LobsterZip.Write(folder, LobsterZip.Messages, LobsterZip.Orderbook), new InstrumentId(1));
        Assert.Equal("TEST", source.Symbol);
        Assert.Equal(2, source.Levels);
        Assert.Equal(new DateOnly(2012, 6, 21), source.TradeDate);
        Assert.Equal(1_340_251_200_000_000_000, source.MidnightUtcNs);

        Assert.True(source.MoveNext());
        Assert.Equal(source.MidnightUtcNs + 34_200_500_000_000, source.ExchangeTimeNs);
        Assert.Equal(
            [
                "HiddenTrade - 1000500 10", "WindowCut 2", "LevelSet S 1001000 100", "LevelSet S 1002000 200",
                "LevelSet B 1000000 50", "LevelSet B 990000 60", "WindowCut 2",
            ],
            Decode(source));
        Assert.True(source.MoveNext());
        Assert.Equal(["Add B 1000100 30", "WindowCut 2"], Decode(source));
        Assert.Equal("TEST", SessionName.Decode(source.Prefix));
        Assert.Equal((2UL, 2UL), (source.Prefix.FirstSequence, source.Prefix.LastSequence));
        Assert.True(source.MoveNext());
        Assert.Equal(["Delete B 1000100 30", "WindowCut 2", "LevelSet B 990000 65", "WindowCut 2"], Decode(source));
        Assert.False(source.MoveNext());
        Assert.Equal((3L, 3L, 1L), (source.PacketsRead, source.MessagesRead, source.LevelsTaken));
    }

    [Fact]
    public void The_row_is_in_the_payload_as_published()
    {
        using TempFolder folder = new();
        using LobsterSource source = new(
            LobsterZip.Write(folder, LobsterZip.Messages.Replace("\n", "\r\n"), LobsterZip.Orderbook),
            new InstrumentId(1));
        Assert.True(source.MoveNext());
        Assert.EndsWith("34200.5,5,0,10,1000500,1", Encoding.ASCII.GetString(source.Payload));
    }

    [Fact]
    public void A_file_without_a_line_end_at_its_end_is_whole()
    {
        using TempFolder folder = new();
        using LobsterSource source = new(
            LobsterZip.Write(folder, LobsterZip.Messages.TrimEnd(), LobsterZip.Orderbook.TrimEnd()),
            new InstrumentId(1));
        while (source.MoveNext())
        {
        }

        Assert.Equal(3, source.MessagesRead);
    }

    [Fact]
    public void Amzn_is_read_whole_in_no_more_than_a_few_allocations()
    {
        using LobsterSource source = new(SharedData.Amzn5, new InstrumentId(1));
        for (int row = 0; row < 20_000; row++)
        {
            Assert.True(source.MoveNext());
        }

        long before = AllocatedBytes.Begin();
        while (source.MoveNext())
        {
        }

        long allocated = AllocatedBytes.Since(before);
        Assert.Equal(155_935, source.MessagesRead);
        Assert.Equal(33_840, source.LevelsTaken);
        Assert.InRange(allocated, 0, 4096);
        Assert.Equal(1, source.FractionRead);
    }

    private static List<string> Decode(PacketSource source)
    {
        List<string> messages = [];
        MarketDataDecoder decoder = new(Universe, source.MidnightUtcNs);
        decoder.Begin(PayloadFormat.Lobster, source.Payload);
        DecodeStatus status;
        while ((status = decoder.Next(source.Payload, out MarketMessage message)) == DecodeStatus.Message)
        {
            Assert.Equal(source.ExchangeTimeNs, message.ExchangeTimeNs);
            char side = message.Side switch { Side.Buy => 'B', Side.Sell => 'S', _ => '-' };
            messages.Add(message.Kind == MarketMessageKind.WindowCut
                ? $"WindowCut {message.Quantity}"
                : $"{message.Kind} {side} {message.Price.Raw / 10_000} {message.Quantity}");
        }

        Assert.Equal(DecodeStatus.End, status);
        return messages;
    }
}
