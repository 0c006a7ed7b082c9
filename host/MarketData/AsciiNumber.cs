using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Strategies.MarketData;

/// <summary>Reads decimal numbers from ASCII text in place: no allocation, no culture.</summary>
/// <remarks>
/// Up to eight digits are read at once where the text goes on for eight bytes: the number of digits, which no branch
/// predictor knows, then costs no branch.
/// </remarks>
public static class AsciiNumber
{
    private const int DigitsMax = 18;
    private const int NanosecondDecimals = 9;
    private const int WordDigits = 8;
    private const int BitsPerDigit = 8;

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
        position += ReadWord(text, position, out long magnitude);
        // Fewer than eight: the word had a byte that is no digit, so the number is whole.
        if (position - first is > 0 and < WordDigits)
        {
            value = isNegative ? -magnitude : magnitude;
            offset = position;
            return true;
        }

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
        int wordDigits = ReadWord(text, offset, out long decimals);
        long unitNs = UnitNsBehind(wordDigits);
        valueNs += decimals * (unitNs * 10);
        offset += wordDigits;
        while (offset < text.Length && (uint)(text[offset] - '0') <= 9)
        {
            int digit = text[offset] - '0';
            // The tenth decimal rounds; from there on the unit is 0 and digits add nothing.
            valueNs += offset - first == NanosecondDecimals && digit >= 5 ? 1 : digit * unitNs;
            unitNs /= 10;
            offset++;
        }

        return offset > first && offset - first <= DecimalsMax;
    }

    /// <summary>Reads up to eight digits if the text has eight more bytes.</summary>
    /// <returns>How many digits there are; 0 also when the text is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadWord(ReadOnlySpan<byte> text, int offset, out long value)
    {
        value = 0;
        if (!BitConverter.IsLittleEndian || offset > text.Length - WordDigits)
        {
            return 0;
        }

        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), offset));
        ulong digits = word ^ 0x3030_3030_3030_3030;

        // The high bit of each byte that is above 9; a carry only reaches bytes behind the first of them.
        ulong others = ((digits + 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080;
        int count = BitOperations.TrailingZeroCount(others) / BitsPerDigit;
        if (count == 0)
        {
            return 0;
        }

        // The first digit stands in the lowest byte: what is missing becomes leading zeros. Then pairs, fours, all eight.
        digits <<= (WordDigits - count) * BitsPerDigit;
        digits = (digits * 10 + (digits >> 8)) & 0x00FF_00FF_00FF_00FF;
        digits = (digits * 100 + (digits >> 16)) & 0x0000_FFFF_0000_FFFF;
        value = (long)((digits * 10_000 + (digits >> 32)) & 0xFFFF_FFFF);
        return count;
    }

    /// <summary>Nanoseconds of the decimal behind so many.</summary>
    private static long UnitNsBehind(int decimals) => decimals switch
    {
        0 => 100_000_000,
        1 => 10_000_000,
        2 => 1_000_000,
        3 => 100_000,
        4 => 10_000,
        5 => 1_000,
        6 => 100,
        7 => 10,
        _ => 1,
    };

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
