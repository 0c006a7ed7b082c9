namespace Strategies.Sdk;

/// <content>
/// Logarithms: x = 2^k (1 + f) with 1 + f between √½ and √2, then ln(1 + f) = 2 artanh(s) with s = f / (2 + f).
/// </content>
public static partial class DeterministicMath
{
    private const double SqrtTwo = 1.4142135623730951;

    /// <summary>
    /// (2 artanh(s) - 2 s) / s³ as a polynomial in s², relative error of the logarithm below 2^-57.
    /// </summary>
    private static ReadOnlySpan<double> LogTerms =>
    [
        0.666666666666667, 0.3999999999989827, 0.28571428626533335, 0.22222211043822487, 0.18182895746801428,
        0.1533150172120742, 0.1461916477718642,
    ];

    /// <summary>Natural logarithm, within 1 ulp.</summary>
    /// <param name="x">Positive. ±0 gives -infinity, a negative number gives NaN, +infinity gives +infinity.</param>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x <= 0 || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : x < 0 ? double.NaN : x;
        }

        int exponent = SplitForLog(x, out double f);
        return LogOfParts(exponent, f, 0);
    }

    /// <summary>ln(1 + x) without the cancellation near zero, within 1 ulp.</summary>
    /// <param name="x">
    /// Above -1. -1 gives -infinity, a lesser number gives NaN, +infinity gives +infinity, and -0 gives -0.
    /// </param>
    public static double Log1p(double x)
    {
        const double negligible = 1.1102230246251565E-16; // 2^-53: x²/2 is below half an ulp of x
        if (double.IsNaN(x) || Math.Abs(x) < negligible || x <= -1 || double.IsPositiveInfinity(x))
        {
            return x == -1 ? double.NegativeInfinity : x < -1 ? double.NaN : x;
        }

        // 1 + x lies between √½ and √2 already: f is x itself, without the rounding of the sum.
        if (x is > -0.29 and < 0.41)
        {
            return LogOfParts(0, x, 0);
        }

        double onePlusX = ExactArithmetic.Sum(1, x, out double error);
        int exponent = SplitForLog(onePlusX, out double f);
        return LogOfParts(exponent, f, error / onePlusX);
    }

    /// <summary>exponent x ln 2 + ln(1 + f) + correction, for a correction that is small against the rest.</summary>
    private static double LogOfParts(int exponent, double f, double correction)
    {
        double s = f / (2 + f);
        double square = s * s;
        // 2 s = f - s f exactly, so the large term f enters without a rounding of its own.
        double rest = correction + (exponent * Ln2Low - s * (f - square * Polynomial(square, LogTerms)));
        double sum = ExactArithmetic.Sum(exponent * Ln2High, f, out double error);
        return sum + (error + rest);
    }

    /// <summary>x = 2^exponent (1 + f), exactly, with 1 + f between √½ and √2.</summary>
    /// <param name="x">Positive and finite, also subnormal.</param>
    /// <param name="f">The fraction above.</param>
    private static int SplitForLog(double x, out double f)
    {
        const double twoTo54 = 18014398509481984, smallestNormal = 2.2250738585072014E-308;
        int exponent = -1023;
        if (x < smallestNormal)
        {
            // A subnormal has leading zeros in its mantissa: made normal, and the exponent told.
            x *= twoTo54;
            exponent -= 54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52);
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > SqrtTwo)
        {
            mantissa *= 0.5;
            exponent++;
        }

        f = mantissa - 1;
        return exponent;
    }
}
