using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Books;

public sealed class OrderBookCapacityTests
{
    [Fact]
    public void A_full_side_drops_its_level_farthest_from_the_best()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { LevelsPerSideMax = 3 });
        for (int level = 0; level < 3; level++)
        {
            harness.Itch(Itch.Add(1, "ALPHA", Side.Buy, (ulong)(1 + level), 100, Dollars(10 + level)));
        }

        harness.Itch(Itch.Add(1, "ALPHA", Side.Buy, 4, 100, Dollars(13)));
        Assert.Equal([13m, 12m, 11m], Prices(harness, Side.Buy));
        harness.Itch(Itch.Add(1, "ALPHA", Side.Buy, 5, 100, Dollars(9)));
        Assert.Equal([13m, 12m, 11m], Prices(harness, Side.Buy));
        AssertOverflows(harness, 2);
    }

    [Fact]
    public void A_full_table_of_levels_leaves_the_order_out_and_says_so_at_the_end_of_the_day()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { LevelsMax = 2 });
        harness.Itch(
            Itch.Add(1, "ALPHA", Side.Buy, 1, 100, Dollars(10)), Itch.Add(2, "BETA", Side.Sell, 2, 100, Dollars(20)));
        harness.Itch(Itch.Add(1, "ALPHA", Side.Buy, 3, 100, Dollars(11)));
        Assert.Equal([10m], Prices(harness, Side.Buy));
        harness.Itch(Itch.Delete(2, 2), Itch.Add(1, "ALPHA", Side.Buy, 4, 100, Dollars(11)));
        Assert.Equal([11m, 10m], Prices(harness, Side.Buy));
        AssertOverflows(harness, 1);
    }

    [Fact]
    public void A_full_table_of_orders_leaves_the_order_out_until_one_goes()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { MarketOrdersMax = 2 });
        harness.Itch(
            Itch.Add(1, "ALPHA", Side.Buy, 1, 100, Dollars(10)), Itch.Add(2, "BETA", Side.Sell, 2, 100, Dollars(20)));
        harness.Itch(Itch.Add(1, "ALPHA", Side.Buy, 3, 70, Dollars(10)));
        Assert.Equal(100, harness.Engine.BookOf(First).BestBid.Quantity.Raw);
        harness.Itch(Itch.Execute(2, 2, 100), Itch.Add(1, "ALPHA", Side.Buy, 4, 70, Dollars(10)));
        Assert.Equal(170, harness.Engine.BookOf(First).BestBid.Quantity.Raw);
        AssertOverflows(harness, 1);
    }

    [Fact]
    public void The_same_reference_may_live_in_the_books_of_two_instruments()
    {
        EngineHarness harness = new();
        harness.Itch(
            Itch.Add(1, "ALPHA", Side.Buy, 1, 100, Dollars(10)), Itch.Add(2, "BETA", Side.Buy, 1, 200, Dollars(20)));
        harness.Itch(Itch.Reduce(2, 1, 50));
        Assert.Equal(100, harness.Engine.BookOf(First).BestBid.Quantity.Raw);
        Assert.Equal(150, harness.Engine.BookOf(Second).BestBid.Quantity.Raw);
    }

    [Fact]
    public void Unknown_orders_are_counted_and_told_at_the_end_of_the_day()
    {
        EngineHarness harness = new();
        harness.Itch(Itch.Delete(1, 404), Itch.Reduce(1, 405, 1), Itch.Replace(1, 406, 407, 10, Dollars(5)));
        harness.EndOfDay();
        AlertPayload alert = harness.LastOf<AlertPayload>(RecordType.Alert).Single();
        Assert.Equal((AlertCode.UnknownMarketOrder, 3), (alert.Code, alert.Count));
    }

    private static IEnumerable<decimal> Prices(EngineHarness harness, Side side) =>
        Enumerable.Range(0, harness.Engine.BookOf(First).LevelCount(side))
            .Select(index => harness.Engine.BookOf(First).Level(side, index).Price.ToDecimal());

    private static void AssertOverflows(EngineHarness harness, int count)
    {
        harness.EndOfDay();
        AlertPayload alert = harness.LastOf<AlertPayload>(RecordType.Alert).Single();
        Assert.Equal((AlertCode.CapacityExceeded, count), (alert.Code, alert.Count));
    }
}
