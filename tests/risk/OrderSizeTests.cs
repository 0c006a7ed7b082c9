using Strategies.Sdk;
using static Strategies.Risk.Tests.GateFixture;

namespace Strategies.Risk.Tests;

public sealed class OrderSizeTests
{
    private const long Cents = 1_000_000;
    private readonly GateFixture _fixture = new();

    [Fact]
    public void The_largest_quantity_passes_and_one_more_is_refused()
    {
        _fixture.Set(RiskControl.MaxQuantity, RiskScope.Account, 1, 500);
        AssertAccepted(_fixture.New(Buy(500, 100)));
        AssertRefused(_fixture.New(Buy(501, 100)), RejectReason.MaxQuantity, RiskScope.Account, 500, 501);
    }

    [Fact]
    public void The_largest_notional_passes_and_one_cent_more_is_refused()
    {
        _fixture.Set(RiskControl.MaxNotional, RiskScope.Strategy, 1, 1_000_000 * Cents);
        AssertAccepted(_fixture.New(Buy(100, 100)));
        AssertRefused(_fixture.New(Buy(100, 100.01m)), RejectReason.MaxNotional, RiskScope.Strategy, 1_000_000 * Cents,
            1_000_100 * Cents);
        _fixture.Set(RiskControl.MaxNotional, RiskScope.Strategy, 1, 1_000_000 * Cents - 1);
        AssertRefused(_fixture.New(Buy(100, 100)), RejectReason.MaxNotional, RiskScope.Strategy, 1_000_000 * Cents - 1,
            1_000_000 * Cents);
    }

    [Fact]
    public void An_option_counts_its_multiplier_and_a_bond_its_percent_of_par()
    {
        _fixture.Set(RiskControl.MaxNotional, RiskScope.Firm, 0, 99_999 * Cents);
        _fixture.Reference = new ReferencePrice { BestBid = Dollars(1), BestOffer = Dollars(100), TimeNs = NowNs };
        AssertRefused(_fixture.New(Buy(2, 5, instrument: Option)), RejectReason.MaxNotional, RiskScope.Firm,
            99_999 * Cents, 100_000 * Cents);
        AssertRefused(_fixture.New(Buy(1_000, 100, instrument: Bond)), RejectReason.MaxNotional, RiskScope.Firm,
            99_999 * Cents, 100_000 * Cents);
        AssertAccepted(_fixture.New(Buy(900, 100, instrument: Bond)));
    }

    [Theory]
    [InlineData(Side.Buy, 105)]
    [InlineData(Side.Sell, 103.95)]
    public void A_market_order_is_priced_at_the_far_side_with_the_collar_on_top(Side side, double worst)
    {
        long notional = Dollars((decimal)worst).Raw * 10;
        _fixture.Set(RiskControl.MaxNotional, RiskScope.Firm, 0, notional);
        AssertAccepted(_fixture.New(Market(side, 10)));
        _fixture.Set(RiskControl.MaxNotional, RiskScope.Firm, 0, notional - 1);
        AssertRefused(_fixture.New(Market(side, 10)), RejectReason.MaxNotional, RiskScope.Firm, notional - 1, notional);
    }

    [Fact]
    public void The_worst_price_of_a_market_order_is_rounded_up()
    {
        _fixture.Reference = new ReferencePrice { BestOffer = new Price(33), TimeNs = NowNs };
        _fixture.Set(RiskControl.MaxNotional, RiskScope.Firm, 0, 34); // 33 x 1.05 = 34.65
        AssertRefused(_fixture.New(Market(Side.Buy, 1)), RejectReason.MaxNotional, RiskScope.Firm, 34, 35);
    }

    [Fact]
    public void A_notional_beyond_64_bits_saturates_and_is_refused_even_by_the_largest_limit()
    {
        Price high = new(long.MaxValue / Price.Scale * Price.Scale);
        _fixture.Reference = new ReferencePrice { BestBid = high, BestOffer = new Price(high.Raw + 1), TimeNs = NowNs };
        foreach (int instrument in new[] { Share, Option, Future })
        {
            AssertRefused(
                _fixture.New(Order(Side.Buy, long.MaxValue, high, 1, instrument)), RejectReason.MaxNotional,
                    RiskScope.Firm, Unlimited, long.MaxValue);
        }

        AssertRefused(_fixture.New(Market(Side.Buy, long.MaxValue)), RejectReason.MaxNotional, RiskScope.Firm,
            Unlimited, long.MaxValue);
        AssertRefused(
            _fixture.New(Order(Side.Buy, long.MaxValue / 100 * 100, high, 1, Bond)), RejectReason.MaxNotional,
                RiskScope.Firm, Unlimited, long.MaxValue);
        AssertAccepted(_fixture.New(Order(Side.Buy, 100, high, 1, Bond)));
    }

    [Fact]
    public void A_market_order_whose_worst_price_is_no_price_is_refused()
    {
        _fixture.Set(RiskControl.PriceCollar, RiskScope.Firm, 0, long.MaxValue);
        AssertRefused(_fixture.New(Market(Side.Buy, 100, Bond)), RejectReason.MaxNotional, RiskScope.Firm, Unlimited,
            long.MaxValue);
    }

    [Fact]
    public void A_negative_price_counts_with_its_magnitude()
    {
        _fixture.Reference = new ReferencePrice { BestBid = Dollars(-40), BestOffer = Dollars(-39), TimeNs = NowNs };
        _fixture.Set(RiskControl.MaxNotional, RiskScope.Order, 0, 4_000_000 * Cents, Future);
        AssertAccepted(_fixture.New(Sell(1, -40, instrument: Future)));
        AssertRefused(_fixture.New(Sell(1, -40.01m, instrument: Future)), RejectReason.MaxNotional, RiskScope.Order,
            4_000_000 * Cents, 4_001_000 * Cents);
    }

    [Theory]
    [InlineData(RiskControl.MaxQuantity)]
    [InlineData(RiskControl.MaxNotional)]
    [InlineData(RiskControl.PriceCollar)]
    [InlineData(RiskControl.ReferenceAge)]
    [InlineData(RiskControl.MaxPosition)]
    [InlineData(RiskControl.MessagesPerSecond)]
    public void A_limit_that_no_scope_sets_refuses_limit_and_market_orders_and_replaces(RiskControl control)
    {
        _fixture.Unset(control, RiskScope.Firm, 0);
        AssertRefused(_fixture.New(Buy(1, 100)), RejectReason.LimitNotSet, value: (long)control);
        AssertRefused(_fixture.New(Market(Side.Sell, 1)), RejectReason.LimitNotSet, value: (long)control);
        AssertRefused(_fixture.Replace(Buy(10, 100), 100, 1), RejectReason.LimitNotSet, value: (long)control);
        _fixture.AssertSlot(0, 0, 0);
    }
}
