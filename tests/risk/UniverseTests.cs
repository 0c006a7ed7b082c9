using Strategies.Sdk;

namespace Strategies.Risk.Tests;

public sealed class UniverseTests
{
    [Fact]
    public void Identifiers_must_be_dense_and_in_order() =>
        AssertRefused(new Instrument { Id = new InstrumentId(3), Symbol = "B" }, "should be 2");

    [Fact]
    public void A_multiplier_must_be_positive_and_fit_31_bits()
    {
        AssertRefused(new Instrument { Id = new InstrumentId(2), Symbol = "B", ContractMultiplier = 0 },
            "contract multiplier is 0");
        AssertRefused(new Instrument { Id = new InstrumentId(2), Symbol = "B", ContractMultiplier = 1L << 31 },
            "contract multiplier is 2147483648");
    }

    [Fact]
    public void A_lot_must_be_positive() =>
        AssertRefused(new Instrument { Id = new InstrumentId(2), Symbol = "B", Lot = 0 }, "its lot is 0");

    [Fact]
    public void A_universe_has_one_currency() =>
        AssertRefused(new Instrument { Id = new InstrumentId(2), Symbol = "B", Currency = Currency.Parse("EUR") },
            "trades in EUR, others in USD");

    [Fact]
    public void A_slot_keeps_its_account()
    {
        RiskGate gate = new(GateFixture.Universe, 2, 2);
        Assert.True(gate.SetSlotAccount(1, 2));
        Assert.True(gate.SetSlotAccount(1, 2));
        Assert.False(gate.SetSlotAccount(1, 1));
        Assert.False(gate.SetSlotAccount(3, 1));
        Assert.False(gate.SetSlotAccount(2, 3));
        Assert.False(gate.SetSlotAccount(0, 1));
    }

    private static void AssertRefused(Instrument second, string problem)
    {
        Instrument[] universe = [new() { Id = new InstrumentId(1), Symbol = "A" }, second];
        RiskUniverseException error = Assert.Throws<RiskUniverseException>(() => new RiskGate(universe, 1, 1));
        Assert.Equal((1, "B"), (error.Index, error.Symbol));
        Assert.Contains(problem, error.Message);
    }
}
