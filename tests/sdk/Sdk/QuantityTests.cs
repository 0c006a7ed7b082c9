using CsCheck;

namespace Strategies.Sdk.Tests;

public sealed class QuantityTests
{
    [Fact]
    public void A_plain_number_is_a_quantity()
    {
        Quantity quantity = 100;

        Assert.Equal(new Quantity(100), quantity);
        Assert.Equal("100", quantity.ToString());
        Assert.True(Quantity.Zero.IsZero && !quantity.IsZero);
    }

    [Fact]
    public void Arithmetic_overflows_instead_of_wrapping()
    {
        Assert.Throws<OverflowException>(() => new Quantity(long.MaxValue) + 1);
        Assert.Throws<OverflowException>(() => new Quantity(long.MinValue) - 1);
        Assert.Throws<OverflowException>(() => -new Quantity(long.MinValue));
    }

    [Fact]
    public void Sums_differences_and_order_agree_with_the_raw_numbers() =>
        Gen.Select(Gen.Int, Gen.Int).Sample((left, right) =>
        {
            Quantity a = left, b = right;
            return (a + b).Raw == (long)left + right && (a - b).Raw == (long)left - right && (-a).Raw == -(long)left
                && a < b == left < right && a > b == left > right && a <= b == left <= right && a >= b == left >= right
                && Quantity.Min(a, b).Raw == Math.Min(left, right);
        });
}
