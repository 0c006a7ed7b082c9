namespace Strategies.Sdk;

/// <summary>
/// Sums and products of doubles together with their rounding error, from plain IEEE 754 operations.
/// </summary>
/// <remarks>
/// Knuth's sum and Dekker's product. The error is exact while nothing overflows or underflows: factors below 2^996 in
/// magnitude, products above 2^-969.
/// </remarks>
internal static class ExactArithmetic
{
    /// <summary>2^27 + 1: splits 53 significant bits into two halves of at most 26.</summary>
    private const double Splitter = 134217729;

    /// <summary>The rounded sum; <paramref name="error"/> added to it would be the exact one.</summary>
    public static double Sum(double left, double right, out double error)
    {
        double sum = left + right;
        double rightPart = sum - left;
        error = (left - (sum - rightPart)) + (right - rightPart);
        return sum;
    }

    /// <summary>The rounded product; <paramref name="error"/> added to it would be the exact one.</summary>
    public static double Product(double left, double right, out double error)
    {
        double product = left * right;
        double leftHigh = High(left), leftLow = left - leftHigh;
        double rightHigh = High(right), rightLow = right - rightHigh;
        error = ((leftHigh * rightHigh - product) + leftHigh * rightLow + leftLow * rightHigh) + leftLow * rightLow;
        return product;
    }

    private static double High(double value)
    {
        // What is too small against the product is rounded away, and with it the lower half of the value.
        double scaled = Splitter * value;
        return scaled - (scaled - value);
    }
}
