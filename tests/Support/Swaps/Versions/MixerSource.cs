using System.Globalization;

namespace Strategies.Swaps.Versions;

/// <summary>
/// Writes one and the same 64-bit mixing function in another way for every version: other constants, other
/// operations, equal results.
/// </summary>
internal static class MixerSource
{
    private const ulong First = 0xFF51AFD7ED558CCD;
    private const ulong Second = 0xC4CEB9FE1A85EC53;

    /// <summary>Statements that mix <c>value</c> and return it.</summary>
    /// <param name="number">The version.</param>
    internal static string Body(int number) => $"""
        value ^= value >> 33;
                value = {Product(number, First)};
                value ^= value >> 29;
                value = {Product((number / 4) + 1, Second)};
                return value ^ (value >> 32);
        """;

    private static string Product(int number, ulong factor)
    {
        ulong own = 0x9E3779B97F4A7C15 * ((ulong)number + 1);
        int shift = 1 + (number % 61);
        return (number % 4) switch
        {
            0 => $"(value * {Text(factor ^ own)}) + (value * {Text(unchecked(factor - (factor ^ own)))})",
            1 => $"(value * {Text(unchecked(factor - own))}) + (value * {Text(own)})",
            2 => $"(value << {shift}) + (value * {Text(unchecked(factor - (1UL << shift)))})",
            _ => $"{Text(own)} - ((value * {Text(unchecked(0 - factor))}) + {Text(own)})",
        };
    }

    private static string Text(ulong value) => "0x" + value.ToString("X16", CultureInfo.InvariantCulture) + "UL";
}
