namespace Strategies.Engine.MarketData;

/// <summary>Reads decimal numbers from ASCII text in place: no allocation, no culture.</summary>
public static class AsciiNumber
{
    private const int DigitsMax = 18;
    private const int NanosecondDecimals = 9;

    // What the shortest text of a double can need.
    private const int DecimalsMax = 16;

    /// <summary>Reads a whole number with an optional minus sign, at most 18 digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">Where it starts; afterwards the first byte behind it.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when there is no number or it is too long.</returns>
    public static bool TryReadInt64(ReadOnlySpan<byte> text, ref int offset, out long value)
    {
        int position = offset;
        bool isNegative = position < text.Length && text[position] == '-';
        if (isNegative)
        {
            position++;
        }

        int first = position;
        long magnitude = 0;
        while (position < text.Length && (uint)(text[position] - '0') <= 9)
        {
            if (position - first == DigitsMax)
            {
                value = 0;
                return false;
            }

            magnitude = magnitude * 10 + (text[position] - '0');
            position++;
        }

        value = isNegative ? -magnitude : magnitude;
        offset = position;
        return position > first;
    }

    /// <summary>
    /// Reads seconds with decimals as nanoseconds. Up to nine decimals are exact; further ones, which are a residue of
    /// floating point in published files (43002.632812672004), are rounded to the nearest nanosecond.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">Where it starts; afterwards the first byte behind it.</param>
    /// <param name="valueNs">Nanoseconds, not negative.</param>
    /// <returns>
    /// False when there is no such number: a sign, more than 16 decimals, more than 999,999,999 seconds.
    /// </returns>
    public static bool TryReadSeconds(ReadOnlySpan<byte> text, ref int offset, out long valueNs)
    {
        valueNs = 0;
        if (offset < text.Length && text[offset] == '-'
            || !TryReadInt64(text, ref offset, out long seconds) || seconds > 999_999_999)
        {
            return false;
        }

        valueNs = seconds * 1_000_000_000;
        if (offset == text.Length || text[offset] != '.')
        {
            return true;
        }

        offset++;
        int first = offset;
        long unitNs = 100_000_000;
        while (offset < text.Length && (uint)(text[offset] - '0') <= 9)
        {
            int digit = text[offset] - '0';
            valueNs += offset - first == NanosecondDecimals && digit >= 5 ? 1 : digit * unitNs;
            unitNs /= 10;
            offset++;
        }

        return offset > first && offset - first <= DecimalsMax;
    }

    /// <summary>Steps over one given character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">Where it is expected; afterwards the byte behind it.</param>
    /// <param name="character">The character.</param>
    /// <returns>False when it is not there.</returns>
    public static bool TrySkip(ReadOnlySpan<byte> text, ref int offset, byte character)
    {
        if (offset >= text.Length || text[offset] != character)
        {
            return false;
        }

        offset++;
        return true;
    }
}
