using CsCheck;

namespace Strategies.Sdk.Tests;

public sealed class PriceTests
{
    private static readonly Gen<Price> AnyPrice =
        Gen.Long[-1_000_000_000_000_000_000, 1_000_000_000_000_000_000].Select(raw => new Price(raw));
    private static readonly Gen<Price> AnyTick = Gen.Long[1, 1_000_000_000].Select(raw => new Price(raw));

    [Fact]
    public void A_decimal_goes_in_and_comes_out_unchanged()
    {
        Assert.Equal(22_382_000_000, Price.FromDecimal(223.82m).Raw);
        Assert.Equal(223.82m, Price.FromDecimal(223.82m).ToDecimal());
        AnyPrice.Sample(price => Price.FromDecimal(price.ToDecimal()) == price);
    }

    [Fact]
    public void Bond_ticks_of_one_256th_are_exact() => Assert.Equal(390_625, Price.FromDecimal(1m / 256).Raw);

    [Fact]
    public void More_than_eight_decimals_are_refused_and_named()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Price.FromDecimal(0.000000001m));

        Assert.Contains("0.000000001", error.Message);
    }

    [Fact]
    public void What_does_not_fit_overflows_instead_of_wrapping()
    {
        Assert.Throws<OverflowException>(() => Price.FromDecimal(93_000_000_000m));
        Assert.Throws<OverflowException>(() => new Price(long.MaxValue) + new Price(1));
        Assert.Throws<OverflowException>(() => new Price(long.MinValue) - new Price(1));
        Assert.Throws<OverflowException>(() => -new Price(long.MinValue));
        Assert.Throws<OverflowException>(() => new Price(long.MaxValue) * 2);
        Assert.Throws<OverflowException>(() => Price.FromDouble(1e12));
    }

    [Fact]
    public void A_double_becomes_the_price_at_or_below_it()
    {
        Assert.Equal(new Price(150_000_000), Price.FromDouble(1.5));
        Assert.Equal(new Price(-150_000_000), Price.FromDouble(-1.5));
        Assert.Equal(new Price(33_333_333), Price.FromDouble(1.0 / 3));
        Assert.Equal(new Price(-33_333_334), Price.FromDouble(-1.0 / 3));
    }

    [Fact]
    public void Rounding_down_gives_the_nearest_multiple_that_is_not_above() =>
        Gen.Select(AnyPrice, AnyTick).Sample((price, tick) =>
        {
            Price rounded = price.RoundDown(tick);
            return rounded.Raw % tick.Raw == 0 && rounded <= price && price - rounded < tick;
        });

    [Fact]
    public void Rounding_up_gives_the_nearest_multiple_that_is_not_below() =>
        Gen.Select(AnyPrice, AnyTick).Sample((price, tick) =>
        {
            Price rounded = price.RoundUp(tick);
            return rounded.Raw % tick.Raw == 0 && rounded >= price && rounded - price < tick;
        });

    [Fact]
    public void Negative_prices_round_toward_their_names()
    {
        Price cent = new(1_000_000);

        Assert.Equal(new Price(-3_000_000), new Price(-2_500_000).RoundDown(cent));
        Assert.Equal(new Price(-2_000_000), new Price(-2_500_000).RoundUp(cent));
    }

    [Fact]
    public void Comparison_operators_agree_with_the_raw_numbers() =>
        Gen.Select(AnyPrice, AnyPrice).Sample((left, right) =>
            left < right == left.Raw < right.Raw && left > right == left.Raw > right.Raw
            && left <= right == left.Raw <= right.Raw && left >= right == left.Raw >= right.Raw
            && Math.Sign(left.CompareTo(right)) == Math.Sign(left.Raw.CompareTo(right.Raw)));

    [Theory]
    [InlineData(22_382_000_000, "223.82")]
    [InlineData(100_000_000, "1.00")]
    [InlineData(1, "0.00000001")]
    [InlineData(-150_000_000, "-1.50")]
    public void Text_has_two_to_eight_decimals(long raw, string text) => Assert.Equal(text, new Price(raw).ToString());
}
