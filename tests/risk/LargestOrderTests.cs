using CsCheck;
using Strategies.Sdk;

namespace Strategies.Risk.Tests;

public sealed class LargestOrderTests
{
    private readonly GateFixture _fixture = new();

    [Fact]
    public void It_is_what_quantity_and_notional_let_pass_in_whole_lots()
    {
        _fixture.Set(RiskControl.MaxQuantity, RiskScope.Strategy, 1, 950);
        Assert.Equal(950, Largest(GateFixture.Share, 100));
        Assert.Equal(900, Largest(GateFixture.Bond, 100));
        _fixture.Set(RiskControl.MaxNotional, RiskScope.Account, 1, GateFixture.Dollars(4_050).Raw);
        Assert.Equal(40, Largest(GateFixture.Share, 100));
        Assert.Equal(0, Largest(GateFixture.Share, 4_051));
    }

    [Fact]
    public void It_is_nothing_for_a_slot_or_instrument_that_is_not_there_and_without_a_limit()
    {
        Assert.Equal(0, _fixture.Gate.LargestOrder(9, new InstrumentId(1), GateFixture.Dollars(1)).Raw);
        Assert.Equal(0, _fixture.Gate.LargestOrder(1, new InstrumentId(99), GateFixture.Dollars(1)).Raw);
        _fixture.Unset(RiskControl.MaxNotional, RiskScope.Firm, 0);
        Assert.Equal(0, Largest(GateFixture.Share, 100));
    }

    [Fact]
    public void An_order_of_that_size_passes_and_one_lot_more_does_not() =>
        Gen.Select(Gen.Long[1, 5_000], Gen.Long[1, 1_000_000_000_000_000], Gen.Int[1, 4]).Sample((quantity, notional, instrument) =>
        {
            GateFixture fixture = new();
            fixture.Set(RiskControl.MaxQuantity, RiskScope.Firm, 0, quantity);
            fixture.Set(RiskControl.MaxNotional, RiskScope.Firm, 0, notional);
            long lot = GateFixture.Universe[instrument - 1].Lot.Raw;
            long largest = fixture.Gate.LargestOrder(1, new InstrumentId(instrument), GateFixture.Dollars(100)).Raw;
            if (largest > 0)
            {
                GateFixture.AssertAccepted(fixture.New(GateFixture.Buy(largest, 100, instrument: instrument)));
            }

            RejectReason above = fixture.New(GateFixture.Buy(largest + lot, 100, instrument: instrument)).Reason;
            Assert.True(above is RejectReason.MaxQuantity or RejectReason.MaxNotional, $"{largest + lot} was {above}");
        });

    private long Largest(int instrument, decimal price) =>
        _fixture.Gate.LargestOrder(1, new InstrumentId(instrument), GateFixture.Dollars(price)).Raw;
}
