namespace Strategies.Sdk;

/// <summary>
/// Mathematical functions that give the same bits on every processor. They are built from IEEE 754 addition,
/// subtraction, multiplication, division and square root, from bit operations, and from nothing else: no fused
/// multiply-add, no vector unit, no function of the C library. <c>System.Math</c> has no such promise, so a strategy
/// that used it could not be replayed.
/// </summary>
/// <remarks>
/// All members are pure, allocate nothing and may be called on any thread. Accuracy is given in ulp, the distance
/// between neighbouring doubles at the result. A NaN argument gives NaN unless a member says otherwise. Results below
/// the smallest normal double (about 2.2E-308) lose accuracy gradually, as any double does.
/// </remarks>
public static partial class DeterministicMath
{
    /// <summary>ln 2 cut to 33 bits: its product with a binary exponent is exact.</summary>
    private const double Ln2High = 0.6931471804855391;

    /// <summary>ln 2 minus <see cref="Ln2High"/>.</summary>
    private const double Ln2Low = 7.440617110012397E-11;

    /// <summary>The square root, correctly rounded (IEEE 754 demands it of every processor).</summary>
    /// <param name="x">Any number; below zero the result is NaN, -0 gives -0.</param>
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <summary>
    /// Multiplies by a power of two in two steps: the first is always exact, so that even a subnormal result is
    /// rounded once.
    /// </summary>
    /// <param name="value">Between 1/2 and 2.</param>
    /// <param name="exponent">-1,080 to 1,025.</param>
    private static double Scale(double value, int exponent)
    {
        int half = exponent >> 1;
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <summary>2 to a whole power.</summary>
    /// <param name="exponent">-1,022 to 1,023.</param>
    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);

    /// <summary>Evaluates a polynomial by Horner's rule.</summary>
    /// <param name="x">Where.</param>
    /// <param name="coefficients">The constant term first.</param>
    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (int index = coefficients.Length - 1; index >= 0; index--)
        {
            sum = sum * x + coefficients[index];
        }

        return sum;
    }
}
