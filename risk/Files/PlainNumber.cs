using System.Globalization;

namespace Strategies.Risk.Files;

/// <summary>Reads numbers as people write them: digits, a decimal point, a minus; exactly or not at all.</summary>
internal static class PlainNumber
{
    /// <summary>Digits that a <see cref="decimal"/> holds whatever they are.</summary>
    private const int DigitsMax = 28;

    /// <summary>Reads a number.</summary>
    /// <param name="text">Digits, at most one decimal point and a leading minus.</param>
    /// <param name="number">The number.</param>
    /// <param name="problem">What is wrong with it, to be put behind "'key' ".</param>
    /// <returns>False when it cannot be taken exactly.</returns>
    internal static bool TryRead(string text, out decimal number, out string problem)
    {
        number = 0;
        problem = $"is '{text}', which is not a plain decimal number";
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (text.Count(char.IsAsciiDigit) > DigitsMax)
        {
            problem = $"has more than {DigitsMax} digits";
            return false;
        }

        // The style would let a plus in front pass.
        return !text.StartsWith('+') && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out number);
    }
}
