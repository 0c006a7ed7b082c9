using System.Globalization;
using System.IO.Compression;
using Strategies.Engine.Tests.Support;
using Strategies.Feeds.Lobster;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Books;

public sealed class RealDayTests
{
    private const int Levels = 5;
    private const long FileFactor = Price.Scale / 10_000;

    [Fact]
    public void After_every_row_of_the_amazon_day_the_book_is_the_orderbook_row_and_never_crossed()
    {
        string file = SharedFiles.Amzn5;
        EngineHarness harness = new(
            new EngineOptions { SlotsMax = 1, OrdersMax = 64 },
            slots: 1,
            instruments: [new Instrument { Id = new InstrumentId(1), Symbol = "AMZN" }])
        {
            KeepsRecords = false,
        };
        ScriptedStrategy strategy = new() { Start = context => context.Subscribe(new InstrumentId(1)) };
        harness.Deploy(1, strategy);
        using LobsterSource source = new(file, new InstrumentId(1));
        using ZipArchive zip = ZipFile.OpenRead(file);
        using StreamReader rows =
            new(zip.Entries.Single(entry => entry.Name.Contains("_orderbook_", StringComparison.Ordinal)).Open());
        Book book = harness.Engine.BookOf(new InstrumentId(1));
        long messagesBefore = harness.Engine.Counters.MarketMessages;
        int count = 0;
        while (source.MoveNext())
        {
            harness.Packet(PayloadFormat.Lobster, source.Payload, (ulong)++count);
            if (!IsEqual(book, rows.ReadLine()!))
            {
                Assert.Fail($"row {count}: the book is not the orderbook row");
            }
        }

        EngineCounters counters = harness.Engine.Counters;
        Assert.Equal(155_935, count);
        Assert.Equal(155_935, counters.MarketMessages - messagesBefore);
        Assert.Equal(155_935, strategy.BookEvents.Count + strategy.Trades.Count + strategy.Statuses.Count);
        Assert.Equal(33_840 + 2 * Levels, counters.LevelSets);
        Assert.Equal(0, counters.CrossedBooks);
    }

    private static bool IsEqual(Book book, string row)
    {
        Span<long> numbers = stackalloc long[4 * Levels];
        int column = 0;
        foreach (Range range in row.AsSpan().Split(','))
        {
            numbers[column++] = long.Parse(row.AsSpan(range), CultureInfo.InvariantCulture);
        }

        for (int level = 0; level < Levels; level++)
        {
            if (!IsEqual(book.Level(Side.Sell, level), numbers[(4 * level)..])
                || !IsEqual(book.Level(Side.Buy, level), numbers[(4 * level + 2)..]))
            {
                return false;
            }
        }

        return book.LevelCount(Side.Buy) <= Levels && book.LevelCount(Side.Sell) <= Levels;
    }

    private static bool IsEqual(BookLevel level, ReadOnlySpan<long> expected) => Math.Abs(expected[0]) == 9_999_999_999
        ? level.IsEmpty
        : level.Price.Raw == expected[0] * FileFactor && level.Quantity.Raw == expected[1];
}
