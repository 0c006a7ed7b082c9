using System.Globalization;

namespace Strategies.Risk.Files;

/// <summary>Reads decimal numbers into scaled integers without rounding anything.</summary>
internal static class ExactNumber
{
    /// <summary>Reads a number such as <c>250000.00</c>.</summary>
    /// <param name="text">Digits, at most one decimal point and a leading minus.</param>
    /// <param name="key">The key, for scale and messages.</param>
    /// <param name="value">The number in the control's unit.</param>
    /// <param name="problem">What is wrong with it, to be put behind "'key' ".</param>
    /// <param name="hint">What would be right.</param>
    /// <returns>False when it cannot be taken exactly.</returns>
    public static bool TryRead(string text, LimitKey key, out long value, out string problem, out string hint)
    {
        value = 0;
        hint = $"write a number of {key.Unit}, 0 or more, with at most {key.Decimals} decimals";
        if (!PlainNumber.TryRead(text, out decimal number, out problem))
        {
            hint = problem.EndsWith("digits", StringComparison.Ordinal)
                ? hint
                : "write digits and a decimal point, without exponent or thousands separators";
            return false;
        }

        if (number < 0)
        {
            problem = $"is negative ({text})";
            return false;
        }

        if (number > key.Max)
        {
            problem = $"is too large ({text})";
            hint = $"the largest is {key.Max.ToString(CultureInfo.InvariantCulture)} {key.Unit}";
            return false;
        }

        decimal scaled = number * key.Scale;
        if (scaled != decimal.Truncate(scaled))
        {
            problem = key.Decimals == 0
                ? $"is not a whole number ({text})"
                : $"has more than {key.Decimals} decimals ({text})";
            return false;
        }

        value = (long)scaled;
        return true;
    }
}
