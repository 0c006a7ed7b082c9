namespace Strategies.Sdk;

/// <content>Exponential functions: x = k ln 2 + r with |r| at most ln 2 / 2, then a polynomial for e^r.</content>
public static partial class DeterministicMath
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>
    /// From here on e^x is infinite, below the negative of 746 it is zero: both ends lie outside the doubles.
    /// </summary>
    private const double ExpArgumentMax = 710, ExpArgumentMin = -746;

    /// <summary>
    /// (e^r - 1 - r - r²/2) / r³ on the reduced interval: interpolated at Chebyshev nodes, relative error of e^r - 1
    /// below 2^-58.
    /// </summary>
    private static ReadOnlySpan<double> ExpTerms =>
    [
        0.16666666666666669, 0.041666666666666664, 0.008333333333330039, 0.0013888888888886537, 0.00019841269863171557,
        2.4801587317228724E-05, 2.7557268276905696E-06, 2.7557282838800484E-07, 2.5100472505694996E-08,
        2.09112987659402E-09,
    ];

    /// <summary>e^x, within 1 ulp.</summary>
    /// <param name="x">
    /// Any number. Above about 709.78 the result is +infinity, below about -745.13 it is 0; -infinity gives 0.
    /// </param>
    public static double Exp(double x) => x switch
    {
        double.NaN => x,
        > ExpArgumentMax => double.PositiveInfinity,
        < ExpArgumentMin => 0,
        _ => ExpOfSum(x, 0),
    };

    /// <summary>e^x - 1 without the cancellation near zero, within 1 ulp.</summary>
    /// <param name="x">Any number. +infinity gives +infinity, -infinity gives -1, and -0 gives -0.</param>
    public static double Expm1(double x)
    {
        const double negligible = 1.1102230246251565E-16; // 2^-53: x²/2 is below half an ulp of x
        if (double.IsNaN(x) || Math.Abs(x) < negligible)
        {
            return x;
        }

        if (x is > 45 or < -45)
        {
            // The 1 is far below half an ulp of e^x, or e^x far below half an ulp of 1.
            return x > 0 ? Exp(x) : -1;
        }

        int exponent = ReduceExp(x, 0, out double r, out double rLow);
        double rest = rLow * (1 + r) + r * r * (0.5 + r * Polynomial(r, ExpTerms));
        if (exponent == 0)
        {
            return r + rest;
        }

        double scale = PowerOfTwo(exponent);
        double onePlusR = ExactArithmetic.Sum(1, r, out double sumError);
        double difference = ExactArithmetic.Sum(scale * onePlusR, -1, out double differenceError);
        return difference + (differenceError + scale * (sumError + rest));
    }

    /// <summary>Hyperbolic tangent, within 3 ulp.</summary>
    /// <param name="x">Any number. Infinities give ±1, and ±0 gives itself.</param>
    public static double Tanh(double x)
    {
        const double saturated = 22; // 1 - tanh(22) is below half an ulp of 1
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x) || magnitude == 0)
        {
            return x;
        }

        double tanh = 1;
        if (magnitude < saturated)
        {
            double expm1 = Expm1(2 * magnitude);
            tanh = expm1 / (expm1 + 2);
        }

        return x < 0 ? -tanh : tanh;
    }

    /// <summary>e^(high + low) for a sum that one double cannot hold.</summary>
    /// <param name="high">-746 to 710.</param>
    /// <param name="low">At most a few ulp of <paramref name="high"/>.</param>
    private static double ExpOfSum(double high, double low)
    {
        int exponent = ReduceExp(high, low, out double r, out double rLow);
        double onePlusR = ExactArithmetic.Sum(1, r, out double sumError);
        double rest = rLow * onePlusR + r * r * (0.5 + r * Polynomial(r, ExpTerms));
        return Scale(onePlusR + (sumError + rest), exponent);
    }

    /// <summary>Cody and Waite's reduction: high + low = exponent x ln 2 + r + rLow.</summary>
    private static int ReduceExp(double high, double low, out double r, out double rLow)
    {
        double multiple = Math.Floor(high * Log2E + 0.5);
        double rHigh = high - multiple * Ln2High;
        r = ExactArithmetic.Sum(rHigh, low - multiple * Ln2Low, out rLow);
        return (int)multiple;
    }
}
