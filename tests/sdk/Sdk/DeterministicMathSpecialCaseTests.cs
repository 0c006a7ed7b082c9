namespace Strategies.Sdk.Tests;

/// <summary>NaN, infinities, zeros, signs, and the ends of the ranges.</summary>
public sealed class DeterministicMathSpecialCaseTests
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void A_nan_argument_gives_nan()
    {
        Func<double, double>[] functions =
        [
            DeterministicMath.Sqrt, DeterministicMath.Exp, DeterministicMath.Expm1, DeterministicMath.Tanh,
            DeterministicMath.Log, DeterministicMath.Log1p, DeterministicMath.Sin, DeterministicMath.Cos,
            DeterministicMath.NormalCdf, DeterministicMath.NormalPdf,
        ];

        Assert.All(functions, function => Assert.Equal(double.NaN, function(double.NaN)));
    }

    [Fact]
    public void Exponentials_reach_their_limits()
    {
        Assert.Equal(1, DeterministicMath.Exp(0));
        Assert.Equal(Infinity, DeterministicMath.Exp(709.7827128933841));
        Assert.True(double.IsFinite(DeterministicMath.Exp(709.782712893384)));
        Assert.Equal(Infinity, DeterministicMath.Exp(Infinity));
        Assert.Equal(0, DeterministicMath.Exp(-Infinity));
        Assert.Equal(double.Epsilon, DeterministicMath.Exp(-745.1));
        Assert.Equal(0, DeterministicMath.Exp(-745.2));
        Assert.Equal(-1, DeterministicMath.Expm1(-Infinity));
        Assert.Equal(Infinity, DeterministicMath.Expm1(Infinity));
        Assert.Equal(1e-300, DeterministicMath.Expm1(1e-300));
        Assert.Equal(1, DeterministicMath.Tanh(Infinity));
        Assert.Equal(-1, DeterministicMath.Tanh(-30));
    }

    [Fact]
    public void Logarithms_have_poles_and_refuse_what_lies_below()
    {
        Assert.Equal(0, DeterministicMath.Log(1));
        Assert.Equal(double.NegativeInfinity, DeterministicMath.Log(0));
        Assert.Equal(double.NegativeInfinity, DeterministicMath.Log(-0.0));
        Assert.Equal(double.NaN, DeterministicMath.Log(-1));
        Assert.Equal(double.NaN, DeterministicMath.Log(double.NegativeInfinity));
        Assert.Equal(Infinity, DeterministicMath.Log(Infinity));
        Assert.Equal(-744.4400719213812, DeterministicMath.Log(double.Epsilon));
        Assert.Equal(double.NegativeInfinity, DeterministicMath.Log1p(-1));
        Assert.Equal(double.NaN, DeterministicMath.Log1p(-1.5));
        Assert.Equal(Infinity, DeterministicMath.Log1p(Infinity));
    }

    [Fact]
    public void The_sign_of_zero_is_kept_where_it_is_promised()
    {
        Func<double, double>[] functions =
        [
            DeterministicMath.Sqrt, DeterministicMath.Expm1, DeterministicMath.Tanh, DeterministicMath.Log1p,
            DeterministicMath.Sin,
        ];

        Assert.All(functions, function => Assert.True(double.IsNegative(function(-0.0)) && function(-0.0) == 0));
    }

    [Fact]
    public void Angles_are_accepted_up_to_the_stated_range_and_not_beyond()
    {
        Assert.Equal(Math.Sin(DeterministicMath.AngleMax), DeterministicMath.Sin(DeterministicMath.AngleMax), 1e-15);
        Assert.Equal(double.NaN, DeterministicMath.Sin(Math.BitIncrement(DeterministicMath.AngleMax)));
        Assert.Equal(double.NaN, DeterministicMath.Cos(-Infinity));
        Assert.Equal(1, DeterministicMath.Cos(0));
    }

    [Fact]
    public void Powers_follow_the_special_cases_of_the_standard()
    {
        double[] values = [double.NaN, double.NegativeInfinity, -3, -1, -0.5, -0.0, 0, 0.5, 1, 3, Infinity];
        double[] exponents =
            [double.NaN, double.NegativeInfinity, -1e300, -3, -2, -0.5, -0.0, 0, 0.5, 2, 3, 1e300, Infinity];

        foreach (double x in values)
        {
            foreach (double y in exponents)
            {
                double expected = Math.Pow(x, y), actual = DeterministicMath.Pow(x, y);
                bool isSame = expected.Equals(actual) && double.IsNegative(expected) == double.IsNegative(actual);
                Assert.True(
                    isSame || double.IsNaN(expected) && double.IsNaN(actual),
                    $"{x} to the power {y} is {actual}, not {expected}");
            }
        }
    }

    [Fact]
    public void The_normal_distribution_ends_at_zero_and_one()
    {
        Assert.Equal(0.5, DeterministicMath.NormalCdf(0));
        Assert.Equal(0, DeterministicMath.NormalCdf(double.NegativeInfinity));
        Assert.Equal(1, DeterministicMath.NormalCdf(Infinity));
        Assert.Equal(0, DeterministicMath.NormalCdf(-39));
        Assert.Equal(0, DeterministicMath.NormalPdf(Infinity));
        Assert.True(DeterministicMath.NormalCdf(-37.5) > 0);
    }
}
