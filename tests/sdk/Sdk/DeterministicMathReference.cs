using System.Globalization;
using System.Reflection;

namespace Strategies.Sdk.Tests;

/// <summary>
/// One row of Reference/DeterministicMath.csv, which was computed with 400-bit arithmetic: the double nearest to the
/// exact value and how far the exact value is from it, in ulp.
/// </summary>
internal readonly record struct DeterministicMathReference(
    string Function, double X, double Y, double Value, double ResidualUlp)
{
    /// <summary>All rows.</summary>
    public static IEnumerable<DeterministicMathReference> Read()
    {
        Assembly assembly = typeof(DeterministicMathReference).Assembly;
        using Stream stream = assembly.GetManifestResourceStream("DeterministicMath.csv")!;
        using StreamReader reader = new(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            yield return new DeterministicMathReference(
                fields[0],
                Bits(fields[1]),
                Bits(fields[2]),
                Bits(fields[3]),
                double.Parse(fields[4], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Calls the member that the row is about.</summary>
    public double Compute() => Function switch
    {
        nameof(DeterministicMath.Sqrt) => DeterministicMath.Sqrt(X),
        nameof(DeterministicMath.Exp) => DeterministicMath.Exp(X),
        nameof(DeterministicMath.Expm1) => DeterministicMath.Expm1(X),
        nameof(DeterministicMath.Tanh) => DeterministicMath.Tanh(X),
        nameof(DeterministicMath.Log) => DeterministicMath.Log(X),
        nameof(DeterministicMath.Log1p) => DeterministicMath.Log1p(X),
        nameof(DeterministicMath.Pow) => DeterministicMath.Pow(X, Y),
        nameof(DeterministicMath.Sin) => DeterministicMath.Sin(X),
        nameof(DeterministicMath.Cos) => DeterministicMath.Cos(X),
        nameof(DeterministicMath.NormalCdf) => DeterministicMath.NormalCdf(X),
        nameof(DeterministicMath.NormalPdf) => DeterministicMath.NormalPdf(X),
        _ => throw new InvalidDataException($"no member {Function}"),
    };

    /// <summary>Distance of a computed value from the exact one, in ulp.</summary>
    public double ErrorUlp(double computed) => Math.Abs((computed - Value) / Ulp(Value) - ResidualUlp);

    /// <summary>Distance from a magnitude to the next larger double.</summary>
    public static double Ulp(double value) => Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);

    private static double Bits(string hex) =>
        BitConverter.UInt64BitsToDouble(ulong.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
