using Strategies.Sdk;
using static Strategies.Risk.Tests.GateFixture;

namespace Strategies.Risk.Tests;

public sealed class ReferenceTests
{
    private const long AgeNs = 5_000_000_000;
    private readonly GateFixture _fixture = new();

    [Fact]
    public void A_buy_may_go_through_the_offer_by_the_collar_and_no_tick_further()
    {
        AssertAccepted(_fixture.New(Buy(1, 105)));
        AssertRefused(_fixture.New(Buy(1, 105.01m)), RejectReason.PriceCollar, RiskScope.Firm, 50_000, 50_100);
        AssertAccepted(_fixture.New(Buy(1, 0.01m)));
    }

    [Fact]
    public void A_sell_may_go_through_the_bid_by_the_collar_and_no_tick_further()
    {
        AssertAccepted(_fixture.New(Sell(1, 94.05m)));
        AssertRefused(_fixture.New(Sell(1, 94.04m)), RejectReason.PriceCollar, RiskScope.Firm, 50_000, 50_102);
        AssertAccepted(_fixture.New(Sell(1, 100_000)));
    }

    [Fact]
    public void A_collar_of_zero_lets_nothing_through_the_far_side()
    {
        _fixture.Set(RiskControl.PriceCollar, RiskScope.Strategy, 1, 0);
        AssertAccepted(_fixture.New(Buy(1, 100)));
        AssertRefused(_fixture.New(Buy(1, 100.01m)), RejectReason.PriceCollar, RiskScope.Strategy, 0, 100);
    }

    [Fact]
    public void The_last_trade_stands_in_for_an_empty_far_side()
    {
        _fixture.Reference = new ReferencePrice { BestBid = Dollars(99), LastTrade = Dollars(98), TimeNs = NowNs };
        AssertAccepted(_fixture.New(Buy(1, 102.90m)));
        AssertRefused(_fixture.New(Buy(1, 102.91m)), RejectReason.PriceCollar, RiskScope.Firm, 50_000, 50_103);
        _fixture.Reference = new ReferencePrice { BestOffer = Dollars(99), LastTrade = Dollars(98), TimeNs = NowNs };
        AssertAccepted(_fixture.New(Sell(1, 93.10m)));
        AssertRefused(_fixture.New(Sell(1, 93.09m)), RejectReason.PriceCollar, RiskScope.Firm, 50_000, 50_103);
    }

    [Fact]
    public void The_collar_of_a_negative_reference_is_measured_by_its_magnitude()
    {
        _fixture.Reference = new ReferencePrice { BestBid = Dollars(-41), BestOffer = Dollars(-40), TimeNs = NowNs };
        AssertAccepted(_fixture.New(Buy(1, -38, instrument: Future)));
        AssertRefused(_fixture.New(Buy(1, -37.99m, instrument: Future)), RejectReason.PriceCollar, RiskScope.Firm,
            50_000, 50_250);
    }

    [Fact]
    public void The_largest_collar_and_the_widest_distance_do_not_overflow()
    {
        _fixture.Reference = new ReferencePrice { BestOffer = new Price(1), TimeNs = NowNs };
        Price high = new(long.MaxValue / Price.Scale * Price.Scale);
        AssertRefused(_fixture.New(Order(Side.Buy, 1, high)), RejectReason.PriceCollar, RiskScope.Firm, 50_000,
            long.MaxValue);
        _fixture.Reference = new ReferencePrice { BestOffer = high, TimeNs = NowNs };
        _fixture.Set(RiskControl.PriceCollar, RiskScope.Firm, 0, long.MaxValue);
        AssertAccepted(_fixture.New(Order(Side.Buy, 1, high)));
    }

    [Fact]
    public void A_reference_at_its_age_limit_counts_and_one_nanosecond_older_does_not()
    {
        AssertAccepted(_fixture.New(Buy(1, 100), NowNs + AgeNs));
        AssertRefused(_fixture.New(Buy(1, 100), NowNs + AgeNs + 1), RejectReason.StaleReference, RiskScope.Firm, AgeNs,
            AgeNs + 1);
    }

    [Fact]
    public void Without_a_usable_reference_passive_and_market_orders_are_refused_too()
    {
        ReferencePrice[] unusable =
        [
            default,
            new() { BestBid = Dollars(99), BestOffer = Dollars(100) },
            new() { TimeNs = NowNs },
            new() { BestBid = Dollars(99), TimeNs = NowNs },
            new() { BestBid = Dollars(100), BestOffer = Dollars(100), TimeNs = NowNs },
            new() { BestBid = Dollars(101), BestOffer = Dollars(100), LastTrade = Dollars(100), TimeNs = NowNs },
            new() { BestBid = Dollars(99), BestOffer = Dollars(100), TimeNs = NowNs, IsGap = true },
            new() { BestBid = Dollars(99), BestOffer = Dollars(100), TimeNs = NowNs + 1 },
            new() { BestBid = Dollars(-2), BestOffer = Dollars(-1), TimeNs = NowNs },
        ];
        _fixture.Set(RiskControl.ReferenceAge, RiskScope.Firm, 0, Unlimited);
        foreach (ReferencePrice reference in unusable)
        {
            _fixture.Reference = reference;
            AssertRefused(_fixture.New(Buy(1, 1)), RejectReason.StaleReference, RiskScope.Firm, Unlimited,
                long.MaxValue);
            AssertRefused(_fixture.New(Market(Side.Buy, 1)), RejectReason.StaleReference, RiskScope.Firm, Unlimited,
                long.MaxValue);
        }
    }
}
