namespace Strategies.Sdk;

/// <content>
/// Sine and cosine: x = k π/2 + r with π/2 in three doubles, then a polynomial for |r| at most π/4.
/// </content>
public static partial class DeterministicMath
{
    /// <summary>
    /// The largest magnitude that <see cref="Sin"/> and <see cref="Cos"/> accept: 2^30, about 1.07E9 radians.
    /// </summary>
    public const double AngleMax = 1073741824;

    private const double TwoOverPi = 0.6366197723675814;
    private const double HalfPi1 = 1.5707963267948966, HalfPi2 = 6.123233995736766E-17;
    private const double HalfPi3 = -1.4973849048591698E-33;

    /// <summary>(sin(r) - r) / r³ as a polynomial in r², relative error of the sine below 2^-55.</summary>
    private static ReadOnlySpan<double> SinTerms =>
    [
        -0.16666666666666666, 0.008333333333330925, -0.00019841269836722418,
        2.755731608381636E-06, -2.5051127944014188E-08, 1.5917848524808262E-10,
    ];

    /// <summary>(cos(r) - 1 + r²/2) / r⁴ as a polynomial in r², absolute error of the cosine below 2^-60.</summary>
    private static ReadOnlySpan<double> CosTerms =>
    [
        0.041666666666666664, -0.0013888888888887382, 2.480158729874307E-05,
        -2.7557317260008837E-07, 2.0876143827993133E-09, -1.1382456778061306E-11,
    ];

    /// <summary>Sine, within 1 ulp.</summary>
    /// <param name="x">
    /// Radians, up to <see cref="AngleMax"/> in magnitude; beyond that the result is NaN. ±0 gives itself.
    /// </param>
    public static double Sin(double x)
    {
        const double negligible = 7.450580596923828E-9; // 2^-27: x³/6 is below half an ulp of x
        if (!(Math.Abs(x) <= AngleMax))
        {
            return double.NaN;
        }

        if (Math.Abs(x) < negligible)
        {
            return x;
        }

        int quadrant = ReduceAngle(x, out double r, out double rLow);
        // sin(r + k π/2) is sin r, cos r, -sin r, -cos r for k = 0 to 3.
        double value = (quadrant & 1) == 0 ? SinReduced(r, rLow) : CosReduced(r, rLow);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>Cosine, within 1 ulp.</summary>
    /// <param name="x">Radians, up to <see cref="AngleMax"/> in magnitude; beyond that the result is NaN.</param>
    public static double Cos(double x)
    {
        if (!(Math.Abs(x) <= AngleMax))
        {
            return double.NaN;
        }

        int quadrant = ReduceAngle(x, out double r, out double rLow);
        // cos(r + k π/2) is cos r, -sin r, -cos r, sin r for k = 0 to 3.
        double value = (quadrant & 1) == 0 ? CosReduced(r, rLow) : SinReduced(r, rLow);
        return ((quadrant + 1) & 2) == 0 ? value : -value;
    }

    /// <summary>x = multiple x π/2 + r + rLow; the lowest two bits of the multiple are returned.</summary>
    private static int ReduceAngle(double x, out double r, out double rLow)
    {
        double multiple = Math.Floor(x * TwoOverPi + 0.5);
        if (multiple == 0)
        {
            r = x;
            rLow = 0;
            return 0;
        }

        // x and the first product are close, so their difference is exact.
        double difference = x - ExactArithmetic.Product(multiple, HalfPi1, out double error1);
        double product2 = ExactArithmetic.Product(multiple, HalfPi2, out double error2);
        double sum = ExactArithmetic.Sum(difference, -error1, out double low1);
        sum = ExactArithmetic.Sum(sum, -product2, out double low2);
        r = ExactArithmetic.Sum(sum, low1 + low2 - (error2 + multiple * HalfPi3), out rLow);
        return (int)((long)multiple & 3);
    }

    private static double SinReduced(double r, double rLow)
    {
        double square = r * r;
        return r + (r * square * Polynomial(square, SinTerms) + rLow * (1 - 0.5 * square));
    }

    private static double CosReduced(double r, double rLow)
    {
        double half = ExactArithmetic.Product(r, 0.5 * r, out double halfLow);
        double sum = ExactArithmetic.Sum(1, -half, out double error);
        double square = r * r;
        return sum + (error - halfLow - r * rLow + square * square * Polynomial(square, CosTerms));
    }
}
