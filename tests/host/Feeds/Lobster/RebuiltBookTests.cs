using System.IO.Compression;
using Strategies.Feeds.Lobster;
using Strategies.Feeds.Tests.Support;
using Strategies.MarketData;
using Strategies.Sdk;

namespace Strategies.Feeds.Tests.Lobster;

public sealed class RebuiltBookTests
{
    private readonly SortedDictionary<long, long> _asks = [];
    private readonly SortedDictionary<long, long> _bids =
        new(Comparer<long>.Create((left, right) => right.CompareTo(left)));

    [Fact]
    public void Applying_what_the_decoder_yields_gives_every_row_of_the_orderbook_file()
    {
        string file = SharedData.Amzn5;
        using ZipArchive zip = ZipFile.OpenRead(file);
        using StreamReader reference = new(zip.Entries.Single(entry => entry.Name.Contains("_orderbook_")).Open());
        using LobsterSource source = new(file, new InstrumentId(1));
        MarketDataDecoder decoder = new(
            [new Instrument { Id = new InstrumentId(1), Symbol = "AMZN" }], source.MidnightUtcNs);
        long messages = 0;
        while (source.MoveNext())
        {
            decoder.Begin(source.Format, source.Payload);
            DecodeStatus status;
            while ((status = decoder.Next(source.Payload, out MarketMessage message)) == DecodeStatus.Message)
            {
                messages += message.Kind < MarketMessageKind.Correction ? 1 : 0;
                Apply(message);
            }

            Assert.Equal(DecodeStatus.End, status);
            Assert.Equal(1, MarketDataDecoder.CountMessages(source.Format, source.Payload));
            if (reference.ReadLine() != Row())
            {
                Assert.Fail($"row {source.MessagesRead}: {Row()}");
            }
        }

        Assert.Null(reference.ReadLine());
        Assert.Equal(155_935, messages);
    }

    private void Apply(in MarketMessage message)
    {
        Assert.Equal(1, message.Instrument.Value);
        SortedDictionary<long, long> side = message.Side == Side.Buy ? _bids : _asks;
        switch (message.Kind)
        {
            case MarketMessageKind.Add:
                side[message.Price.Raw] = side.GetValueOrDefault(message.Price.Raw) + message.Quantity.Raw;
                break;
            case MarketMessageKind.Execute or MarketMessageKind.Reduce or MarketMessageKind.Delete:
                Reduce(side, message.Price.Raw, message.Quantity.Raw);
                break;
            case MarketMessageKind.LevelSet:
                side[message.Price.Raw] = message.Quantity.Raw;
                break;
            case MarketMessageKind.WindowCut:
                Cut(_asks, message.Quantity.Raw);
                Cut(_bids, message.Quantity.Raw);
                break;
        }
    }

    private static void Reduce(SortedDictionary<long, long> side, long price, long size)
    {
        if (!side.TryGetValue(price, out long left))
        {
            return;
        }

        side[price] = left - size;
        if (left <= size)
        {
            side.Remove(price);
        }
    }

    private static void Cut(SortedDictionary<long, long> side, long levels)
    {
        while (side.Count > levels)
        {
            side.Remove(side.Keys.Last());
        }
    }

    private string Row() => string.Join(
        ',', _asks.Zip(_bids, (ask, bid) => $"{ask.Key / 10_000},{ask.Value},{bid.Key / 10_000},{bid.Value}"));
}
