namespace Strategies.Sdk.Tests;

public sealed class MoneyTests
{
    private static readonly Currency Euro = Currency.Parse("EUR");

    [Fact]
    public void Amounts_of_one_currency_add_and_subtract()
    {
        Money sum = new Money(150_000_000, Currency.Usd) + new Money(-50_000_000, Currency.Usd);

        Assert.Equal(new Money(100_000_000, Currency.Usd), sum);
        Assert.Equal(1m, sum.ToDecimal());
        Assert.Equal(new Money(-100_000_000, Currency.Usd), -sum);
        Assert.Equal(Money.Zero.Raw, (sum - sum).Raw);
    }

    [Fact]
    public void Zero_without_a_currency_adds_to_any_amount()
    {
        Money amount = new(7, Euro);

        Assert.Equal(amount, Money.Zero + amount);
        Assert.Equal(amount, amount + Money.Zero);
        Assert.Equal(new Money(-7, Euro), Money.Zero - amount);
    }

    [Fact]
    public void Two_currencies_never_mix()
    {
        Money dollars = new(1, Currency.Usd), euros = new(1, Euro);

        Assert.Throws<InvalidOperationException>(() => dollars + euros);
        Assert.Throws<InvalidOperationException>(() => dollars - euros);
        Assert.Throws<InvalidOperationException>(() => dollars.CompareTo(euros));
        Assert.Throws<InvalidOperationException>(() => new Money(0, Currency.Usd) + euros);
        Assert.Throws<InvalidOperationException>(() => new Money(1, default) + euros);
    }

    [Fact]
    public void Amounts_beyond_64_bits_stay_exact()
    {
        Money large = new((Int128)long.MaxValue * 1000, Currency.Usd);

        Assert.Equal((Int128)long.MaxValue * 2000, (large + large).Raw);
        Assert.Throws<OverflowException>(() => new Money(Int128.MaxValue, Currency.Usd) + new Money(1, Currency.Usd));
    }

    [Fact]
    public void Text_names_the_currency()
    {
        Assert.Equal("1234.50 USD", new Money(123_450_000_000, Currency.Usd).ToString());
        Assert.Equal("0.00", Money.Zero.ToString());
    }

    [Fact]
    public void A_currency_is_three_capital_letters()
    {
        Assert.Equal(Currency.Usd, Currency.Parse("USD"));
        Assert.Equal("EUR", Euro.ToString());
        Assert.All(
            ["usd", "US", "USDX", "U$D", ""],
            text => Assert.Throws<FormatException>(() => Currency.Parse(text)));
    }
}
