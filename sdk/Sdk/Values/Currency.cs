namespace Strategies.Sdk;

/// <summary>An ISO 4217 alphabetic currency code, packed so that it compares and copies as one integer.</summary>
/// <param name="Code">Three ASCII letters, the first in the lowest byte; zero means "no currency".</param>
public readonly record struct Currency(uint Code)
{
    /// <summary>United States dollar.</summary>
    public static Currency Usd => new('U' | ('S' << 8) | ('D' << 16));

    /// <summary>Reads a three-letter code.</summary>
    /// <param name="text">For example <c>USD</c>.</param>
    /// <exception cref="FormatException">The text is not three capital letters.</exception>
    public static Currency Parse(string text) =>
        text.Length == 3 && text.All(char.IsAsciiLetterUpper)
            ? new Currency((uint)(text[0] | (text[1] << 8) | (text[2] << 16)))
            : throw new FormatException($"'{text}' is not a three-letter currency code such as USD");

    /// <summary>The three letters. Allocates: not for the hot path.</summary>
    public override string ToString() =>
        Code == 0 ? "" : new string([(char)(Code & 0xFF), (char)((Code >> 8) & 0xFF), (char)((Code >> 16) & 0xFF)]);
}
