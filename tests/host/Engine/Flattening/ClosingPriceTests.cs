using CsCheck;
using Strategies.Engine.Books;
using Strategies.Engine.Flattening;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Flattening;

public sealed class ClosingPriceTests
{
    [Theory]
    [InlineData(Side.Sell, 0, 10.00)]
    [InlineData(Side.Sell, 3, 9.97)]
    [InlineData(Side.Buy, 0, 10.02)]
    [InlineData(Side.Buy, 3, 10.05)]
    public void It_is_the_far_sides_best_price_moved_into_that_side(Side side, int ticks, double price) =>
        Assert.Equal(Price.FromDouble(price), Find(side, Stock(TickTable.UsEquity), ticks, 10m, 10.02m));

    [Fact]
    public void A_tick_is_the_one_that_holds_at_the_price()
    {
        Assert.Equal(Price.FromDecimal(0.9998m), Find(Side.Sell, Stock(TickTable.UsEquity), 3, 1.01m, 1.02m));
        Assert.Equal(Price.FromDecimal(1.01m), Find(Side.Buy, Stock(TickTable.UsEquity), 3, 0.9990m, 0.9998m));
    }

    [Fact]
    public void A_price_between_two_ticks_goes_to_the_next_one_into_the_far_side()
    {
        Assert.Equal(Price.FromDecimal(9.99m), Find(Side.Sell, Stock(TickTable.UsEquity), 0, 9.995m, 10.02m));
        Assert.Equal(Price.FromDecimal(10.05m), Find(Side.Buy, Stock(TickTable.UsEquity), 2, 9.995m, 10.025m));
    }

    [Fact]
    public void A_share_is_never_sold_for_nothing_but_a_future_may_cost_less()
    {
        Instrument share = Stock(TickTable.UsEquity);
        Assert.Equal(Price.FromDecimal(0.0001m), Find(Side.Sell, share, 1_000, 0.0300m, 0.04m));
        Assert.Equal(
            Price.FromDecimal(-0.0700m),
            Find(Side.Sell, Stock(TickTable.UsEquity, SecurityType.Future), 1_000, 0.0300m, 0.04m));
    }

    [Fact]
    public void It_always_is_a_price_of_the_table_and_no_better_for_us_than_the_far_side() =>
        Gen.Select(Gen.Long[1, 40_000], Gen.Int[0, 50], Gen.Bool).Sample((raw, ticks, isBuy) =>
        {
            Side side = isBuy ? Side.Buy : Side.Sell;
            Price far = new(raw * Price.Scale / 10_000);
            Price price = Find(side, Stock(TickTable.UsEquity), ticks, far.ToDecimal(), far.ToDecimal());
            Assert.True(TickTable.UsEquity.IsValid(price) && (isBuy ? price >= far : price <= far), $"{price} for {far}");
        });

    private static Instrument Stock(TickTable ticks, SecurityType type = SecurityType.Equity) =>
        new() { Id = new InstrumentId(1), Symbol = "ALPHA", Ticks = ticks, SecurityType = type };

    private static Price Find(Side side, Instrument instrument, int ticks, decimal bid, decimal offer)
    {
        OrderBook book = new(new BookPool(new EngineOptions { MarketOrdersMax = 8, LevelsMax = 8 }), new InstrumentId(1), 4);
        foreach ((Side bookSide, decimal price) in new[] { (Side.Buy, bid), (Side.Sell, offer) })
        {
            MarketMessage message = new()
            {
                Kind = MarketMessageKind.Add,
                Instrument = new InstrumentId(1),
                Side = bookSide,
                Price = Price.FromDecimal(price),
                Quantity = 100,
                OrderReference = (ulong)bookSide,
            };
            book.Apply(ref message, 1);
        }

        Assert.True(ClosingPrice.TryFind(side, book, instrument, ticks, out Price found));
        return found;
    }
}
