using CsCheck;

namespace Strategies.Sdk.Tests;

public sealed class InstrumentTests
{
    private static readonly Instrument Share = new() { Id = new InstrumentId(1), Symbol = "AMZN" };

    [Fact]
    public void A_share_is_worth_price_times_quantity() =>
        Assert.Equal(new Money(2_238_200_000_000, Currency.Usd), Share.Notional(Price.FromDecimal(223.82m), 100));

    [Fact]
    public void An_option_counts_its_multiplier()
    {
        Instrument option = new() { Id = new InstrumentId(2), Symbol = "O", ContractMultiplier = 100 };

        Assert.Equal(1_250m, option.Notional(Price.FromDecimal(2.5m), 5).ToDecimal());
    }

    [Fact]
    public void A_bond_is_priced_in_percent_of_par()
    {
        Instrument bond = new() { Id = new InstrumentId(3), Symbol = "B", PriceType = PriceType.PercentOfPar };

        Assert.Equal(995_000m, bond.Notional(Price.FromDecimal(99.5m), 1_000_000).ToDecimal());
        Assert.Equal(0, bond.Notional(new Price(99), 1).Raw);
        Assert.Equal(0, bond.Notional(new Price(-99), 1).Raw);
    }

    [Fact]
    public void Notional_has_the_sign_of_price_times_quantity_and_never_overflows_for_64_bit_parts() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((price, quantity) =>
            Share.Notional(new Price(price), new Quantity(quantity)).Raw == (Int128)price * quantity);

    [Fact]
    public void A_notional_beyond_128_bits_throws_instead_of_wrapping()
    {
        Instrument extreme = new() { Id = new InstrumentId(4), Symbol = "X", ContractMultiplier = long.MaxValue };

        Assert.Throws<OverflowException>(() => extreme.Notional(new Price(long.MaxValue), long.MaxValue));
    }
}
