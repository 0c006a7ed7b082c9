using Strategies.Sdk;
using static Strategies.Risk.Tests.GateFixture;

namespace Strategies.Risk.Tests;

public sealed class PositionTests
{
    private static readonly InstrumentId Amzn = new(Share);
    private readonly GateFixture _fixture = new();

    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    public void Working_orders_of_one_side_may_fill_the_position_limit_and_no_share_more(Side side)
    {
        _fixture.Set(RiskControl.MaxPosition, RiskScope.Strategy, 1, 1_000);
        AssertAccepted(_fixture.New(Order(side, 600, Dollars(100))));
        AssertAccepted(_fixture.New(Order(side, 400, Dollars(100))));
        AssertRefused(_fixture.New(Order(side, 1, Dollars(100))), RejectReason.MaxPosition, RiskScope.Strategy, 1_000,
            1_001);
        AssertAccepted(_fixture.New(Order(side.Opposite(), 1_000, Dollars(100))));
    }

    [Fact]
    public void Each_scope_compares_its_own_holding_and_the_narrowest_violated_is_named()
    {
        _fixture.Set(RiskControl.MaxPosition, RiskScope.Order, 0, 100);
        _fixture.Set(RiskControl.MaxPosition, RiskScope.Account, 1, 150);
        _fixture.Set(RiskControl.MaxPosition, RiskScope.Firm, 0, 160);
        AssertRefused(_fixture.New(Buy(101, 100)), RejectReason.MaxPosition, RiskScope.Order, 100, 101);
        AssertAccepted(_fixture.New(Buy(100, 100)));
        AssertRefused(_fixture.New(Buy(51, 100, slot: 2)), RejectReason.MaxPosition, RiskScope.Account, 150, 151);
        AssertAccepted(_fixture.New(Buy(50, 100, slot: 2)));
        AssertRefused(_fixture.New(Buy(11, 100, slot: 3)), RejectReason.MaxPosition, RiskScope.Firm, 160, 161);
        AssertAccepted(_fixture.New(Buy(10, 100, slot: 3)));
        AssertExposure(_fixture.Gate.AccountExposure(1, Amzn), 0, 150, 0);
        AssertExposure(_fixture.Gate.FirmExposure(Amzn), 0, 160, 0);
    }

    [Fact]
    public void Instruments_do_not_share_a_position_limit()
    {
        _fixture.Set(RiskControl.MaxPosition, RiskScope.Firm, 0, 100);
        AssertAccepted(_fixture.New(Buy(100, 100)));
        AssertAccepted(_fixture.New(Buy(100, 100, instrument: Bond)));
    }

    [Fact]
    public void An_order_that_only_reduces_passes_above_the_limit_and_one_that_turns_the_position_does_not()
    {
        Assert.True(_fixture.Gate.AdjustPosition(1, Amzn, 1_000));
        _fixture.Set(RiskControl.MaxPosition, RiskScope.Firm, 0, 0);
        AssertRefused(_fixture.New(Buy(1, 100)), RejectReason.MaxPosition, RiskScope.Firm, 0, 1_001);
        AssertAccepted(_fixture.New(Sell(600, 100)));
        AssertRefused(_fixture.New(Sell(401, 100)), RejectReason.MaxPosition, RiskScope.Firm, 0, 1);
        AssertAccepted(_fixture.New(Sell(400, 100)));
    }

    [Fact]
    public void A_fill_moves_the_reservation_into_the_position()
    {
        AssertAccepted(_fixture.New(Buy(100, 100)));
        Assert.True(_fixture.Gate.OnFill(1, Amzn, Side.Buy, 30, 30));
        _fixture.AssertSlot(30, 70, 0);
        Assert.True(_fixture.Gate.Release(1, Amzn, Side.Buy, 70));
        _fixture.AssertSlot(30, 0, 0);
        AssertAccepted(_fixture.New(Sell(30, 100)));
        Assert.True(_fixture.Gate.OnFill(1, Amzn, Side.Sell, 30, 30));
        _fixture.AssertSlot(0, 0, 0);
        AssertExposure(_fixture.Gate.FirmExposure(Amzn), 0, 0, 0);
    }

    [Fact]
    public void An_overfill_is_booked_and_takes_only_what_was_reserved()
    {
        AssertAccepted(_fixture.New(Buy(100, 100)));
        Assert.True(_fixture.Gate.OnFill(1, Amzn, Side.Buy, 130, 100));
        _fixture.AssertSlot(130, 0, 0);
        Assert.False(_fixture.Gate.OnFill(1, Amzn, Side.Buy, 5, 5));
        _fixture.AssertSlot(135, 0, 0);
    }

    [Fact]
    public void Releasing_more_than_is_reserved_is_reported_and_never_frees_another_slots_room()
    {
        AssertAccepted(_fixture.New(Buy(10, 100)));
        AssertAccepted(_fixture.New(Buy(10, 100, slot: 2)));
        Assert.False(_fixture.Gate.Release(1, Amzn, Side.Buy, 15));
        _fixture.AssertSlot(0, 0, 0);
        AssertExposure(_fixture.Gate.AccountExposure(1, Amzn), 0, 10, 0);
    }

    [Fact]
    public void A_worst_case_beyond_64_bits_saturates_and_is_refused()
    {
        _fixture.Reference = new ReferencePrice { BestBid = new Price(1), BestOffer = new Price(2), TimeNs = NowNs };
        _fixture.Set(RiskControl.PriceCollar, RiskScope.Firm, 0, Unlimited);
        Assert.True(_fixture.Gate.Reserve(1, Amzn, Side.Buy, long.MaxValue));
        Assert.True(_fixture.Gate.AdjustPosition(1, Amzn, long.MaxValue));
        AssertRefused(_fixture.New(Buy(1, 0.0001m)), RejectReason.MaxPosition, RiskScope.Firm, Unlimited,
            long.MaxValue);
        Assert.True(_fixture.Gate.Release(1, Amzn, Side.Buy, long.MaxValue));
        Assert.True(_fixture.Gate.AdjustPosition(1, Amzn, -1));
        AssertAccepted(_fixture.New(Buy(1, 0.0001m)));
    }

    [Fact]
    public void Bookings_for_what_does_not_exist_change_nothing()
    {
        Assert.False(_fixture.Gate.OnFill(0, Amzn, Side.Buy, 1, 1));
        Assert.False(_fixture.Gate.OnFill(1, new InstrumentId(9), Side.Buy, 1, 1));
        Assert.False(_fixture.Gate.OnFill(1, Amzn, Side.None, 1, 1));
        Assert.False(_fixture.Gate.OnFill(1, Amzn, Side.Buy, 0, 0));
        Assert.False(_fixture.Gate.OnFill(1, Amzn, Side.Buy, 1, -1));
        Assert.False(_fixture.Gate.Release(4, Amzn, Side.Buy, 1));
        Assert.False(_fixture.Gate.Release(1, Amzn, Side.Buy, -1));
        Assert.False(_fixture.Gate.Reserve(1, Amzn, Side.Sell, -1));
        Assert.False(_fixture.Gate.AdjustPosition(1, InstrumentId.None, 1));
        Assert.False(_fixture.Gate.OnCancelSent(4, NowNs));
        _fixture.AssertSlot(0, 0, 0);
    }
}
