using Strategies.Sdk;
using static Strategies.Risk.Tests.GateFixture;

namespace Strategies.Risk.Tests;

public sealed class ReplaceTests
{
    private static readonly InstrumentId Amzn = new(Share);
    private readonly GateFixture _fixture = new();

    [Fact]
    public void An_increase_reserves_the_difference_of_the_leaves()
    {
        AssertAccepted(_fixture.New(Buy(100, 100)));
        Assert.True(_fixture.Gate.OnFill(1, Amzn, Side.Buy, 40, 40));
        AssertAccepted(_fixture.Replace(Buy(60, 100), 101, 150, cumQty: 40));
        _fixture.AssertSlot(40, 110, 0);
    }

    [Fact]
    public void A_decrease_keeps_the_old_reservation_until_the_venue_confirms()
    {
        AssertAccepted(_fixture.New(Buy(100, 100)));
        AssertAccepted(_fixture.Replace(Buy(100, 100), 100, 30));
        _fixture.AssertSlot(0, 100, 0);
        Assert.True(_fixture.Gate.Release(1, Amzn, Side.Buy, 70));
        _fixture.AssertSlot(0, 30, 0);
    }

    [Fact]
    public void The_larger_of_old_and_new_leaves_is_held_against_the_position_limit()
    {
        _fixture.Set(RiskControl.MaxPosition, RiskScope.Strategy, 1, 150);
        AssertAccepted(_fixture.New(Buy(100, 100)));
        AssertRefused(_fixture.Replace(Buy(100, 100), 100, 151), RejectReason.MaxPosition, RiskScope.Strategy, 150,
            151);
        _fixture.AssertSlot(0, 100, 0);
        AssertAccepted(_fixture.Replace(Buy(100, 100), 100, 150));
        _fixture.AssertSlot(0, 150, 0);
    }

    [Fact]
    public void A_replace_that_does_not_raise_the_leaves_passes_a_position_limit_that_was_lowered()
    {
        AssertAccepted(_fixture.New(Buy(100, 100)));
        _fixture.Set(RiskControl.MaxPosition, RiskScope.Strategy, 1, 10);
        AssertAccepted(_fixture.Replace(Buy(100, 100), 99, 100));
        AssertAccepted(_fixture.Replace(Buy(100, 100), 99, 50));
        AssertRefused(_fixture.Replace(Buy(100, 100), 99, 101), RejectReason.MaxPosition, RiskScope.Strategy, 10, 101);
    }

    [Fact]
    public void A_replace_to_what_is_filled_is_refused_and_one_share_more_passes()
    {
        AssertRefused(_fixture.Replace(Buy(60, 100), 100, 40, cumQty: 40), RejectReason.BelowCumQty);
        AssertRefused(_fixture.Replace(Buy(60, 100), 100, 39, cumQty: 40), RejectReason.BelowCumQty);
        AssertAccepted(_fixture.Replace(Buy(60, 100), 100, 41, cumQty: 40));
    }

    [Fact]
    public void The_new_price_and_quantity_are_checked_like_a_new_orders()
    {
        _fixture.Set(RiskControl.MaxQuantity, RiskScope.Order, 0, 200);
        AssertRefused(_fixture.Replace(Buy(100, 100), 100, 201), RejectReason.MaxQuantity, RiskScope.Order, 200, 201);
        AssertRefused(_fixture.Replace(Buy(100, 100), 105.01m, 100), RejectReason.PriceCollar, RiskScope.Firm, 50_000,
            50_100);
        AssertRefused(_fixture.Replace(Buy(100, 100), 100.001m, 100), RejectReason.InvalidTick);
        AssertRefused(_fixture.Replace(Buy(100, 100), 0, 100), RejectReason.InvalidPrice);
        AssertRefused(_fixture.Replace(Buy(100, 100), 100, 0), RejectReason.InvalidLot);
        AssertRefused(_fixture.Replace(Buy(100, 100, instrument: Bond), 100, 150), RejectReason.InvalidLot);
    }

    [Fact]
    public void A_market_order_cannot_be_replaced()
    {
        AssertRefused(_fixture.Replace(Market(Side.Buy, 100), 0, 50), RejectReason.InvalidOrder);
        AssertRefused(_fixture.Replace(Market(Side.Buy, 100), 100, 50), RejectReason.InvalidPrice);
    }

    [Fact]
    public void Impossible_books_of_the_caller_are_refused()
    {
        AssertRefused(_fixture.Replace(Buy(-1, 100), 100, 50), RejectReason.InvalidOrder);
        AssertRefused(_fixture.Replace(Buy(1, 100), 100, 50, cumQty: -1), RejectReason.InvalidOrder);
    }
}
