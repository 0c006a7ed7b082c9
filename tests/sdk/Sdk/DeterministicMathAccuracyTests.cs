using CsCheck;

namespace Strategies.Sdk.Tests;

/// <summary>
/// The documented accuracy, against exact values and, over many more points, against the platform's own functions.
/// </summary>
public sealed class DeterministicMathAccuracyTests
{
    [Theory]
    [InlineData("Sqrt", 0.5)]
    [InlineData("Exp", 1)]
    [InlineData("Expm1", 1)]
    [InlineData("Tanh", 3)]
    [InlineData("Log", 1)]
    [InlineData("Log1p", 1)]
    [InlineData("Pow", 1)]
    [InlineData("Sin", 1)]
    [InlineData("Cos", 1)]
    [InlineData("NormalCdf", 4)]
    [InlineData("NormalPdf", 2)]
    public void Every_function_keeps_its_documented_accuracy_against_exact_values(string function, double ulpMax)
    {
        DeterministicMathReference[] rows =
            [.. DeterministicMathReference.Read().Where(row => row.Function == function)];

        Assert.True(rows.Length >= 75, $"only {rows.Length} reference rows");
        Assert.All(rows, row => Assert.InRange(row.ErrorUlp(row.Compute()), 0, ulpMax));
    }

    [Fact]
    public void Exp_agrees_with_the_platform_over_its_whole_range() =>
        Gen.Double[-708, 709.7].Sample(x => Near(DeterministicMath.Exp(x), Math.Exp(x), 2), iter: 100_000);

    [Fact]
    public void Log_agrees_with_the_platform_for_every_positive_double() =>
        Gen.ULong[1, 0x7FEF_FFFF_FFFF_FFFF].Select(BitConverter.UInt64BitsToDouble)
            .Sample(x => Near(DeterministicMath.Log(x), Math.Log(x), 2), iter: 100_000);

    [Fact]
    public void Log_agrees_with_the_platform_around_one() =>
        Gen.Double[0.5, 2].Sample(x => Near(DeterministicMath.Log(x), Math.Log(x), 2), iter: 100_000);

    [Fact]
    public void Pow_agrees_with_the_platform() =>
        Gen.Select(Gen.Double[1e-6, 1e6], Gen.Double[-50, 50])
            .Sample((x, y) => Near(DeterministicMath.Pow(x, y), Math.Pow(x, y), 2), iter: 100_000);

    [Fact]
    public void Sin_and_cos_agree_with_the_platform() =>
        Gen.Double[-1e6, 1e6].Sample(
            x => Near(DeterministicMath.Sin(x), Math.Sin(x), 2) && Near(DeterministicMath.Cos(x), Math.Cos(x), 2),
            iter: 100_000);

    [Fact]
    public void Tanh_agrees_with_the_platform() =>
        Gen.Double[-25, 25].Sample(x => Near(DeterministicMath.Tanh(x), Math.Tanh(x), 4), iter: 100_000);

    [Fact]
    public void Sqrt_is_the_platforms_correctly_rounded_one() =>
        Gen.Double[0, double.MaxValue].Sample(x => DeterministicMath.Sqrt(x) == Math.Sqrt(x));

    [Fact]
    public void A_larger_argument_never_gives_a_smaller_value_beyond_the_rounding()
    {
        Gen.Double[-30, 30].Sample(x =>
        {
            double next = x + Math.Max(Math.Abs(x), 1) * 1e-14;
            double tanh = DeterministicMath.Tanh(x);
            return DeterministicMath.Exp(next) >= DeterministicMath.Exp(x)
                && DeterministicMath.Tanh(next) >= tanh - 3 * DeterministicMathReference.Ulp(tanh)
                && DeterministicMath.NormalCdf(next) >= DeterministicMath.NormalCdf(x);
        }, iter: 100_000);
        Gen.Double[1e-3, 1e3].Sample(
            x => DeterministicMath.Log(x * (1 + 1e-14)) >= DeterministicMath.Log(x), iter: 100_000);
    }

    [Theory]
    [InlineData(0.6875)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void The_pieces_of_the_normal_distribution_join_without_a_step(double boundary)
    {
        double below = Math.BitDecrement(boundary);
        double step = DeterministicMath.NormalCdf(-below) - DeterministicMath.NormalCdf(-boundary);
        double expected = DeterministicMath.NormalPdf(boundary) * (boundary - below);

        double ulp = DeterministicMathReference.Ulp(DeterministicMath.NormalCdf(-boundary));
        Assert.InRange(Math.Abs(step - expected) / ulp, 0, 8);
    }

    private static bool Near(double computed, double expected, double ulpMax) =>
        computed == expected || Math.Abs(computed - expected) <= ulpMax * DeterministicMathReference.Ulp(expected);
}
