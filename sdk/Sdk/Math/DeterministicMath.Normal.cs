namespace Strategies.Sdk;

/// <content>
/// The normal distribution: below the mean e^(-x²/2) times the scaled Mills ratio, which is smooth and so has short
/// polynomials. All of them are interpolated at Chebyshev nodes, with relative error below 2^-53.
/// </content>
public static partial class DeterministicMath
{
    private const double CentreEnd = 0.6875;

    /// <summary>(cdf(x) - 1/2) / x as a polynomial in x², for |x| below 0.6875.</summary>
    private static ReadOnlySpan<double> Centre =>
    [
        0.3989422804014327, -0.06649038006690514, 0.009973557010017968, -0.0011873282150922466,
        0.00011543468338331812, -9.444630303510372E-6, 6.658756721820657E-7, -4.102886220849427E-8,
        2.046135302068638E-9,
    ];

    /// <summary>
    /// Scaled Mills ratio for distances 0.6875 to 2, in the position within that interval (-1 to 1).
    /// </summary>
    private static ReadOnlySpan<double> MillsFrom0 =>
    [
        0.22079485472465943, -0.06710103380214384, 0.017958153032343216, -0.004353953033379409,
        0.0009736147212213626, -0.00020330453015816906, 4.000327169759244E-5, -7.468518955949458E-6,
        1.3302453999339712E-6, -2.2704030643540392E-7, 3.726761618398144E-8, -5.901658355279472E-9,
        9.038690055313732E-10, -1.3379932902479783E-10, 1.930016245662745E-11, -2.9345578750169168E-12,
        3.9977347897136416E-13,
    ];

    /// <summary>Scaled Mills ratio for distances 2 to 4, in the position within that interval (-1 to 1).</summary>
    private static ReadOnlySpan<double> MillsFrom2 =>
    [
        0.12151394835556217, -0.034400435334746175, 0.009156321175661753, -0.0023104906025868963,
        0.0005562123419770381, -0.00012837071533250085, 2.8516699311693035E-5, -6.11723104607263E-6,
        1.2706258655925216E-6, -2.561504294412662E-7, 5.021718605436462E-8, -9.59068931061535E-9,
        1.787554753766738E-9, -3.2541244658365036E-10, 5.7494261395633085E-11, -1.0031363126744559E-11,
        1.956457935210937E-12, -3.266269258285248E-13,
    ];

    /// <summary>Scaled Mills ratio for distances 4 to 8, in the position within that interval (-1 to 1).</summary>
    private static ReadOnlySpan<double> MillsFrom4 =>
    [
        0.06477931432444685, -0.020532788909503163, 0.006361895191874843, -0.0019294711118387224,
        0.0005734818563544272, -0.00016722043420924534, 4.78803692057244E-5, -1.3473901014965052E-5,
        3.7293327243435834E-6, -1.0159562681579495E-6, 2.7258690110213435E-7, -7.207285296987786E-8,
        1.8786409952141515E-8, -4.831507718838129E-9, 1.2305351339731935E-9, -3.083180908245328E-10,
        7.274871713931165E-11, -1.7834207581615617E-11, 5.995841910604263E-12, -1.4247605368567905E-12,
    ];

    /// <summary>
    /// Distance times scaled Mills ratio, in the inverse square of the distance, for distances 8 to 39.
    /// </summary>
    private static ReadOnlySpan<double> Tail =>
    [
        0.3989422804014325, -0.39894228040076124, 1.1968268403095914, -5.9841335867816525,
        41.888686201484724, -376.93471764545427, 4135.712225554429, -52598.46721312429,
        704619.6761114432, -8130785.926733479, 54199437.61513975,
    ];

    /// <summary>
    /// Standard normal cumulative distribution, within 4 ulp down to x = -37.5 (where it leaves the normal doubles) and
    /// within 1 ulp above the mean.
    /// </summary>
    /// <param name="x">Any number. -infinity gives 0, +infinity gives 1.</param>
    public static double NormalCdf(double x)
    {
        const double end = 38.6; // the tail beyond is less than half the smallest double
        double distance = Math.Abs(x);
        if (double.IsNaN(x))
        {
            return x;
        }

        if (distance < CentreEnd)
        {
            return 0.5 + x * Polynomial(x * x, Centre);
        }

        double tail = distance > end ? 0 : NormalTail(distance);
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>Standard normal probability density, within 2 ulp while it is a normal double.</summary>
    /// <param name="x">Any number; infinities give 0.</param>
    public static double NormalPdf(double x)
    {
        const double oneOverSqrtTwoPi = 0.3989422804014327, end = 38.6;
        return double.IsNaN(x) ? x : Math.Abs(x) > end ? 0 : oneOverSqrtTwoPi * ExpOfMinusHalfSquare(x);
    }

    private static double NormalTail(double distance)
    {
        double mills = distance switch
        {
            < 2 => Polynomial((distance - 1.34375) / 0.65625, MillsFrom0),
            < 4 => Polynomial(distance - 3, MillsFrom2),
            < 8 => Polynomial((distance - 6) * 0.5, MillsFrom4),
            _ => Polynomial(1 / (distance * distance), Tail) / distance,
        };
        return ExpOfMinusHalfSquare(distance) * mills;
    }

    /// <summary>The square is carried exactly: far out, one ulp of it would be hundreds of the result.</summary>
    private static double ExpOfMinusHalfSquare(double x)
    {
        double square = ExactArithmetic.Product(x, x, out double error);
        return ExpOfSum(-0.5 * square, -0.5 * error);
    }
}
