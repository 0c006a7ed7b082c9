using Strategies.Sdk;
using static Strategies.Risk.Tests.GateFixture;

namespace Strategies.Risk.Tests;

public sealed class OrderRulesTests
{
    private readonly GateFixture _fixture = new();

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void An_instrument_outside_the_universe_is_refused(int instrument) =>
        AssertRefused(_fixture.New(Buy(100, 100, instrument: instrument)), RejectReason.UnknownInstrument);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    public void A_slot_trades_for_its_own_account_only(int slot, int account)
    {
        RiskOrder order = new()
        {
            Slot = slot,
            Account = account,
            Instrument = new InstrumentId(Share),
            Side = Side.Buy,
            OrdType = OrdType.Limit,
            Price = Dollars(100),
            Quantity = 1,
        };
        AssertRefused(_fixture.New(order), RejectReason.InvalidOrder);
    }

    [Fact]
    public void A_slot_without_an_account_is_refused()
    {
        RiskGate gate = new(Universe, 1, 1);
        AssertRefused(gate.CheckNew(Buy(1, 100), _fixture.Reference, NowNs), RejectReason.InvalidOrder);
    }

    [Fact]
    public void A_halted_instrument_is_refused_until_it_trades_again()
    {
        Assert.True(_fixture.Gate.SetTradable(new InstrumentId(Share), false));
        AssertRefused(_fixture.New(Buy(100, 100)), RejectReason.InstrumentNotTradable);
        AssertRefused(_fixture.Replace(Buy(100, 100), 100, 200), RejectReason.InstrumentNotTradable);
        Assert.True(_fixture.Gate.SetTradable(new InstrumentId(Share), true));
        AssertAccepted(_fixture.New(Buy(100, 100)));
        Assert.False(_fixture.Gate.SetTradable(new InstrumentId(5), false));
    }

    [Theory]
    [InlineData(0, 2, 0)]
    [InlineData(3, 2, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 3, 0)]
    [InlineData(1, 2, 1)]
    [InlineData(1, 1, 0)]
    public void An_unknown_side_type_or_time_in_force_is_refused(byte side, byte ordType, byte timeInForce)
    {
        RiskOrder order = new()
        {
            Slot = 1,
            Account = 1,
            Instrument = new InstrumentId(Share),
            Side = (Side)side,
            OrdType = (OrdType)ordType,
            TimeInForce = (TimeInForce)timeInForce,
            Price = ordType == 2 ? Dollars(100) : Price.Zero,
            Quantity = 100,
        };
        AssertRefused(_fixture.New(order), RejectReason.InvalidOrder);
    }

    [Fact]
    public void A_market_order_has_no_price()
    {
        AssertAccepted(_fixture.New(Market(Side.Buy, 100)));
        AssertRefused(_fixture.New(Market(Side.Buy, 100).With(Dollars(100), 100)), RejectReason.InvalidPrice);
    }

    [Theory]
    [InlineData(Share)]
    [InlineData(Bond)]
    [InlineData(Option)]
    public void A_share_a_bond_and_an_option_cost_more_than_nothing(int instrument)
    {
        AssertRefused(_fixture.New(Order(Side.Sell, 100, Price.Zero, 1, instrument)), RejectReason.InvalidPrice);
        AssertRefused(_fixture.New(Order(Side.Sell, 100, Dollars(-1), 1, instrument)), RejectReason.InvalidPrice);
        AssertRefused(_fixture.New(Order(Side.Sell, 100, new Price(long.MinValue), 1, instrument)),
            RejectReason.InvalidPrice);
    }

    [Fact]
    public void A_future_may_cost_less_than_nothing()
    {
        _fixture.Reference = new ReferencePrice
        {
            BestBid = Dollars(-37.64m),
            BestOffer = Dollars(-37.60m),
            TimeNs = NowNs,
        };
        AssertAccepted(_fixture.New(Sell(1, -37.64m, instrument: Future)));
        AssertAccepted(_fixture.New(Buy(1, -37.60m, instrument: Future)));
        AssertRefused(_fixture.New(Order(Side.Buy, 1, new Price(long.MinValue), 1, Future)), RejectReason.InvalidPrice);
    }

    [Fact]
    public void A_price_must_be_a_multiple_of_the_tick_that_holds_there()
    {
        AssertRefused(_fixture.New(Buy(1, 99.995m)), RejectReason.InvalidTick);
        AssertAccepted(_fixture.New(Buy(1, 0.9999m)));
        AssertRefused(_fixture.New(Buy(1, 0.99995m)), RejectReason.InvalidTick);
        AssertAccepted(_fixture.New(Buy(1, 2.95m, instrument: Option)));
        AssertRefused(_fixture.New(Buy(1, 3.05m, instrument: Option)), RejectReason.InvalidTick);
        AssertAccepted(_fixture.New(Buy(100, 99.50390625m, instrument: Bond)));
        AssertRefused(_fixture.New(Buy(100, 99.503906m, instrument: Bond)), RejectReason.InvalidTick);
    }

    [Theory]
    [InlineData(Share, 0)]
    [InlineData(Share, -1)]
    [InlineData(Share, long.MinValue)]
    [InlineData(Bond, 99)]
    [InlineData(Bond, 150)]
    public void A_quantity_must_be_positive_and_a_multiple_of_the_lot(int instrument, long quantity) =>
        AssertRefused(_fixture.New(Buy(quantity, 100, instrument: instrument)), RejectReason.InvalidLot);

    [Fact]
    public void A_refused_order_reserves_nothing_and_is_not_counted()
    {
        _fixture.Set(RiskControl.MaxQuantity, RiskScope.Order, 0, 10);
        AssertRefused(_fixture.New(Buy(11, 100)), RejectReason.MaxQuantity, RiskScope.Order, 10, 11);
        _fixture.AssertSlot(0, 0, 0);
        Assert.Equal(0, _fixture.Gate.MessagesInWindow(RiskScope.Firm, 0, NowNs));
    }

    [Fact]
    public void The_first_failing_check_in_the_documented_order_is_reported()
    {
        _fixture.Set(RiskControl.MaxQuantity, RiskScope.Firm, 0, 1);
        _fixture.Set(RiskControl.MaxNotional, RiskScope.Firm, 0, 1);
        _fixture.Set(RiskControl.MaxPosition, RiskScope.Firm, 0, 1);
        _fixture.Set(RiskControl.MessagesPerSecond, RiskScope.Firm, 0, 0);
        _fixture.Reference = default;
        _fixture.Gate.SetTradable(new InstrumentId(Share), false);
        _fixture.Gate.SetKill(RiskScope.Firm, 0, true);
        RiskOrder order = Buy(2, 999);
        AssertRefused(_fixture.New(order), RejectReason.KillSwitch, RiskScope.Firm);
        _fixture.Gate.SetKill(RiskScope.Firm, 0, false);
        AssertRefused(_fixture.New(order), RejectReason.InstrumentNotTradable);
        _fixture.Gate.SetTradable(new InstrumentId(Share), true);
        AssertRefused(_fixture.New(order), RejectReason.MaxQuantity, RiskScope.Firm, 1, 2);
        _fixture.Set(RiskControl.MaxQuantity, RiskScope.Firm, 0, 2);
        AssertRefused(_fixture.New(order), RejectReason.StaleReference, RiskScope.Firm, 5_000_000_000, long.MaxValue);
        _fixture.Reference = new ReferencePrice { BestOffer = Dollars(100), TimeNs = NowNs };
        Assert.Equal(RejectReason.PriceCollar, _fixture.New(order).Reason);
        order = Buy(2, 100);
        Assert.Equal(RejectReason.MaxNotional, _fixture.New(order).Reason);
        _fixture.Set(RiskControl.MaxNotional, RiskScope.Firm, 0, Unlimited);
        Assert.Equal(RejectReason.MaxPosition, _fixture.New(order).Reason);
        _fixture.Set(RiskControl.MaxPosition, RiskScope.Firm, 0, 2);
        AssertRefused(_fixture.New(order), RejectReason.MessageThrottle, RiskScope.Firm, 0, 1);
        _fixture.Set(RiskControl.MessagesPerSecond, RiskScope.Firm, 0, 1);
        AssertAccepted(_fixture.New(order));
    }
}
