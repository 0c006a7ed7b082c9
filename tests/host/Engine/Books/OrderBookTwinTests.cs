using CsCheck;
using Strategies.Engine.Books;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Books;

/// <summary>The book against a naive twin, message by message.</summary>
public sealed class OrderBookTwinTests
{
    private static readonly EngineOptions Options =
        new() { MarketOrdersMax = 512, LevelsMax = 256, LevelsPerSideMax = 128 };

    private static readonly Gen<MarketMessageKind> Kind = Gen.Frequency(
        (6, Gen.Const(MarketMessageKind.Add)),
        (3, Gen.Const(MarketMessageKind.Execute)),
        (2, Gen.Const(MarketMessageKind.Reduce)),
        (2, Gen.Const(MarketMessageKind.Delete)),
        (2, Gen.Const(MarketMessageKind.Replace)),
        (1, Gen.Const(MarketMessageKind.HiddenTrade)),
        (1, Gen.Const(MarketMessageKind.WindowCut)),
        (2, Gen.Const(MarketMessageKind.LevelSet)));

    /// <summary>
    /// References, prices and quantities are few, so that orders are hit, meet again and levels hold many of them.
    /// </summary>
    private static readonly Gen<MarketMessage> Message =
        Gen.Select(
            Kind, Gen.Bool, Gen.Bool, Gen.Long[1, 14], Gen.Long[1, 30], Gen.ULong[1, 25], Gen.ULong[1, 25], Make);

    [Fact]
    public void Every_message_leaves_the_same_levels_queues_and_last_trade() => Message.Array[1, 250].Sample(messages =>
    {
        BookPool pool = new(Options);
        OrderBook book = new(pool, new InstrumentId(1), Options.LevelsPerSideMax);
        OrderBook neighbour = new(pool, new InstrumentId(2), Options.LevelsPerSideMax);
        MarketMessage other = Make(MarketMessageKind.Add, true, true, 5, 5, 7, 0);
        neighbour.Apply(ref other, 1);
        NaiveBook twin = new();
        foreach (MarketMessage message in messages)
        {
            twin.Apply(in message);
            MarketMessage copy = message;
            book.Apply(ref copy, 1);
            Compare(book, twin, Side.Buy);
            Compare(book, twin, Side.Sell);
            Assert.Equal(twin.LastTrade, book.LastTradePrice);
        }

        Assert.Equal(twin.UnknownOrders, pool.UnknownOrders);
        Assert.Equal(0, pool.Overflows);
        Assert.Equal(5, neighbour.BestBid.Quantity.Raw);
        ReturnsEveryRow(pool, book, neighbour);
    }, iter: 400);

    private static MarketMessage Make(
        MarketMessageKind kind, bool isBuy, bool hasPrice, long level, long quantity, ulong reference, ulong next)
    {
        bool isNamed =
            kind is MarketMessageKind.Execute or MarketMessageKind.Reduce or MarketMessageKind.Delete && !hasPrice;
        bool isBare = isNamed && !hasPrice;
        return new MarketMessage
        {
            Kind = kind,
            Side = isBare ? Side.None : isBuy ? Side.Buy : Side.Sell,
            HasPrice = !isBare,
            Instrument = new InstrumentId(1),
            Price = isBare ? default : new Price((isBuy ? 100 : 110) + level),
            Quantity =
                kind == MarketMessageKind.WindowCut ? 5 : kind == MarketMessageKind.Delete && isBare ? 0 : quantity,
            OrderReference = reference,
            NewOrderReference = next,
        };
    }

    private static void Compare(OrderBook book, NaiveBook twin, Side side)
    {
        List<(long Price, NaiveLevel Level)> levels = twin.Levels(side);
        Assert.Equal(levels.Count, book.LevelCount(side));
        Span<BookOrder> orders = new BookOrder[64];
        for (int index = 0; index < levels.Count; index++)
        {
            (long price, NaiveLevel expected) = levels[index];
            Assert.Equal(
                new BookLevel(new Price(price), expected.Total, expected.Orders.Count), book.Level(side, index));
            int count = book.CopyOrders(side, index, orders);
            Assert.Equal(
                expected.Orders, orders[..count].ToArray().Select(order => (order.OrderReference, order.Quantity.Raw)));
        }

        Assert.True(book.Level(side, levels.Count).IsEmpty);
        Assert.Equal(book.Level(side, 0), side == Side.Buy ? book.BestBid : book.BestOffer);
    }

    /// <summary>Nothing leaks: after both books are emptied every row of the pool is free.</summary>
    private static void ReturnsEveryRow(BookPool pool, params OrderBook[] books)
    {
        MarketMessage cut = new() { Kind = MarketMessageKind.WindowCut, Quantity = 0 };
        foreach (OrderBook book in books)
        {
            book.Apply(ref cut, 1);
        }

        Assert.Equal(0, pool.FreeOrders.UsedCount);
        Assert.Equal(0, pool.FreeLevels.UsedCount);
        Assert.Equal(0, pool.References.Count);
    }
}
