namespace Strategies.Sdk;

/// <content>
/// Powers: e^(y ln x) with the logarithm carried to about 65 bits, because the exponential multiplies its error.
/// </content>
public static partial class DeterministicMath
{
    private const double OneThirdHigh = 0.3333333333333333, OneThirdLow = 1.850371707708594E-17;

    /// <summary>(artanh(s)/s - 1 - s²/3) / s⁴ as a polynomial in s², error of the logarithm below 2^-66.</summary>
    private static ReadOnlySpan<double> LogTailTerms =>
    [
        0.2, 0.14285714285714282, 0.11111111111114257, 0.09090909089815832, 0.07692307882423421,
        0.06666648122939192, 0.058834127956018716, 0.05228024053656378, 0.053824759023972976,
    ];

    /// <summary>x to the power y, within 1 ulp.</summary>
    /// <param name="x">The base. A negative finite base with a y that is not a whole number gives NaN.</param>
    /// <param name="y">The exponent.</param>
    /// <returns>
    /// Special cases as IEEE 754-2019 has them: 1 for y = ±0 and for x = 1, whatever the other is, NaN included; 1 for
    /// x = -1 and an infinite y; 0 or infinity for a zero or infinite base, negative when the base is negative and y is
    /// an odd whole number.
    /// </returns>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        double magnitude = Math.Abs(x);
        bool isWhole = Math.Floor(y) == y;
        // From 2^53 on every double is even.
        bool isOdd = isWhole && Math.Abs(y) < 9007199254740992 && ((long)y & 1) != 0;
        bool isNegative = isOdd && double.IsNegative(x);
        // The standard has a value for a power of -infinity that is not whole, but for no finite negative base.
        if (x < 0 && !isWhole && !double.IsNegativeInfinity(x))
        {
            return double.NaN;
        }

        double power = PowOfMagnitude(magnitude, y);
        return isNegative ? -power : power;
    }

    private static double PowOfMagnitude(double x, double y)
    {
        const double huge = 36893488147419103232.0; // 2^65: whatever x is, but for 1, the power leaves the doubles
        if (x == 1)
        {
            return 1;
        }

        if (x == 0 || double.IsInfinity(x) || Math.Abs(y) > huge)
        {
            // A base above one grows with a positive power, one below with a negative.
            return x > 1 == y > 0 ? double.PositiveInfinity : 0;
        }

        int exponent = SplitForLog(x, out double f);
        double logHigh = LogOfPartsExtended(exponent, f, out double logLow);
        double product = ExactArithmetic.Product(y, logHigh, out double productError);
        return product switch
        {
            > ExpArgumentMax => double.PositiveInfinity,
            < ExpArgumentMin => 0,
            _ => ExpOfSum(product, productError + y * logLow),
        };
    }

    /// <summary>exponent x ln 2 + ln(1 + f) as a sum of two doubles, of which the first is returned.</summary>
    private static double LogOfPartsExtended(int exponent, double f, out double low)
    {
        // s = f / (2 + f), its remainder from what the rounded quotient leaves over.
        double divisor = ExactArithmetic.Sum(2, f, out double divisorLow);
        double s = f / divisor;
        double product = ExactArithmetic.Product(s, divisor, out double productLow);
        double sLow = (((f - product) - productLow) - s * divisorLow) / divisor;

        // tail = s² (1/3 + s² Q(s²)), then cubic = s tail.
        double square = ExactArithmetic.Product(s, s, out double squareLow);
        squareLow += 2 * s * sLow;
        double series = square * Polynomial(square, LogTailTerms);
        double inner = ExactArithmetic.Sum(OneThirdHigh, series, out double innerLow);
        innerLow += OneThirdLow;
        double tail = ExactArithmetic.Product(square, inner, out double tailLow);
        tailLow += square * innerLow + squareLow * inner;
        double cubic = ExactArithmetic.Product(s, tail, out double cubicLow);
        cubicLow += s * tailLow + sLow * tail;

        double sum = ExactArithmetic.Sum(exponent * Ln2High, 2 * s, out double error1);
        sum = ExactArithmetic.Sum(sum, 2 * cubic, out double error2);
        double rest = error1 + error2 + (2 * (sLow + cubicLow) + exponent * Ln2Low);
        return ExactArithmetic.Sum(sum, rest, out low);
    }
}
