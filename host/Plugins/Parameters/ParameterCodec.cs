using System.Globalization;
using Strategies.Sdk;

namespace Strategies.Plugins.Parameters;

/// <summary>Turns parameter values from text into bits and back, in invariant form.</summary>
internal static class ParameterCodec
{
    private const NumberStyles Integer = NumberStyles.AllowLeadingSign;
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
    private const NumberStyles Float =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>What a text should look like, for messages.</summary>
    internal static string Expected(ParameterKind kind) => kind switch
    {
        ParameterKind.Int64 or ParameterKind.Quantity => "a whole number",
        ParameterKind.Int32 => "a whole number of at most 2147483647",
        ParameterKind.Double => "a number such as 0.25",
        ParameterKind.Boolean => "true or false",
        _ => "a price such as 223.82, with at most eight decimals",
    };

    /// <summary>Reads a value; false when the text is none.</summary>
    internal static bool TryParse(ParameterKind kind, string text, out long bits)
    {
        bits = 0;
        switch (kind)
        {
            case ParameterKind.Int64 or ParameterKind.Quantity:
                return long.TryParse(text, Integer, CultureInfo.InvariantCulture, out bits);
            case ParameterKind.Int32:
                bool isInt32 = int.TryParse(text, Integer, CultureInfo.InvariantCulture, out int number);
                bits = number;
                return isInt32;
            case ParameterKind.Double:
                bool isDouble = double.TryParse(text, Float, CultureInfo.InvariantCulture, out double value)
                    && double.IsFinite(value);
                bits = BitConverter.DoubleToInt64Bits(value);
                return isDouble;
            case ParameterKind.Boolean:
                bool isBoolean = bool.TryParse(text, out bool flag);
                bits = flag ? 1 : 0;
                return isBoolean;
            default:
                return TryParsePrice(text, out bits);
        }
    }

    /// <summary>Writes a value, so that reading it gives the same bits.</summary>
    internal static string Format(ParameterKind kind, long bits) => kind switch
    {
        ParameterKind.Double => BitConverter.Int64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture),
        ParameterKind.Boolean => bits != 0 ? "true" : "false",
        ParameterKind.Price => new Price(bits).ToString(),
        _ => bits.ToString(CultureInfo.InvariantCulture),
    };

    private static bool TryParsePrice(string text, out long bits)
    {
        bits = 0;
        if (!decimal.TryParse(text, Decimal, CultureInfo.InvariantCulture, out decimal units)
            || Math.Abs(units) > long.MaxValue / Price.Scale)
        {
            return false;
        }

        decimal raw = units * Price.Scale;
        bits = (long)raw;
        return raw == bits;
    }
}
