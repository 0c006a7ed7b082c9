using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Strategies.MarketData;

/// <summary>
/// Reads rows of the usual shape without a branch for each digit: all commas are found at once, and then the fields,
/// none of which waits for the one before, eight digits at a time.
/// </summary>
/// <remarks>
/// It takes only rows of 32 to 64 characters with five commas, unsigned numbers of usual lengths and at most nine
/// decimals; for everything else it says no, and the row is read field by field. A row that it takes is read as that
/// would read it, on every machine.
/// </remarks>
internal static class LobsterScanner
{
    private const int Commas = 5;
    private const int WordDigits = 8;
    private const long WordScale = 100_000_000;
    private const int DecimalsMax = 9;
    private const ulong Zeros = 0x3030_3030_3030_3030;

    /// <summary>Reads a row.</summary>
    /// <param name="text">The row without its line end.</param>
    /// <param name="fields">Its fields; meaningless when it is not taken.</param>
    /// <returns>False when the row is of another shape, valid or not.</returns>
    internal static bool TryScan(ReadOnlySpan<byte> text, out LobsterFields fields)
    {
        Unsafe.SkipInit(out fields);
        int half = Vector256<byte>.Count;
        if (!Vector256.IsHardwareAccelerated || !BitConverter.IsLittleEndian || text.Length < half || text.Length > 2 * half)
        {
            return false;
        }

        ref byte start = ref MemoryMarshal.GetReference(text);
        Vector256<byte> head = Vector256.LoadUnsafe(ref start);
        // The two halves overlap in a short row: a comma that both see is the same bit.
        Vector256<byte> tail = Vector256.LoadUnsafe(ref start, (nuint)(text.Length - half));
        Vector256<byte> comma = Vector256.Create((byte)',');
        ulong commas = Vector256.Equals(head, comma).ExtractMostSignificantBits()
            | (ulong)Vector256.Equals(tail, comma).ExtractMostSignificantBits() << (text.Length - half);
        int dot = BitOperations.TrailingZeroCount(
            Vector256.Equals(head, Vector256.Create((byte)'.')).ExtractMostSignificantBits());
        return BitOperations.PopCount(commas) == Commas && TryRead(ref start, text.Length, commas, dot, ref fields);
    }

    private static bool TryRead(ref byte start, int length, ulong commas, int dot, ref LobsterFields fields)
    {
        int time = Next(ref commas);
        int type = Next(ref commas);
        int reference = Next(ref commas);
        int quantity = Next(ref commas);
        int price = Next(ref commas);
        int decimals = time - dot - 1;
        int referenceDigits = reference - type - 1;
        int quantityDigits = quantity - reference - 1;
        int priceDigits = price - quantity - 1;
        // A field is read as the eight bytes that end it, so there must be that many in front of the first comma.
        if (dot is < 1 or > WordDigits || decimals is < 1 or > DecimalsMax || time < WordDigits || type - time != 2
            || referenceDigits is < 1 or > 2 * WordDigits || quantityDigits is < 1 or > WordDigits
            || priceDigits is < 1 or > WordDigits)
        {
            return false;
        }

        ulong others = 0;
        long seconds = Value(Word(ref start, 0) << BitsOf(WordDigits - dot), ref others);
        // Nine digits are one more than a word has: the first is read apart.
        long nanoseconds = decimals == DecimalsMax
            ? Digit(ref start, dot + 1, ref others) * WordScale + Ending(ref start, time, WordDigits, ref others)
            : Ending(ref start, time, decimals, ref others) * PowerOfTen(DecimalsMax - decimals);
        fields.TimeNs = seconds * 1_000_000_000 + nanoseconds;
        fields.Type = Digit(ref start, time + 1, ref others);
        fields.Reference = referenceDigits <= WordDigits
            ? Ending(ref start, reference, referenceDigits, ref others)
            : Ending(ref start, reference - WordDigits, referenceDigits - WordDigits, ref others) * WordScale
                + Ending(ref start, reference, WordDigits, ref others);
        fields.Quantity = Ending(ref start, quantity, quantityDigits, ref others);
        fields.PublishedPrice = Ending(ref start, price, priceDigits, ref others);
        bool isNegative = Unsafe.Add(ref start, price + 1) == '-';
        fields.Direction = isNegative ? -1 : 1;
        // Right up to the end, too: nothing may follow the direction.
        bool isOne = length == price + (isNegative ? 3 : 2) && Unsafe.Add(ref start, length - 1) == '1';
        return others == 0 && isOne;
    }

    private static int Next(ref ulong commas)
    {
        int place = BitOperations.TrailingZeroCount(commas);
        commas &= commas - 1;
        return place;
    }

    /// <summary>Eight bytes as the values of digits; what is none comes out above nine.</summary>
    private static ulong Word(ref byte start, int offset) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset)) ^ Zeros;

    private static int BitsOf(int digits) => digits * 8;

    /// <summary>One to eight digits that end in front of a place from eight on; what stands before them is cut off.</summary>
    private static long Ending(ref byte start, int end, int digits, ref ulong others)
    {
        int cut = BitsOf(WordDigits - digits);
        return Value(Word(ref start, end - WordDigits) >> cut << cut, ref others);
    }

    private static long Digit(ref byte start, int offset, ref ulong others)
    {
        uint digit = Unsafe.Add(ref start, offset) - (uint)'0';
        others |= digit > 9 ? 1UL : 0;
        return digit;
    }

    /// <summary>The number of eight digits, the first in the lowest byte; notes whether one of them is none.</summary>
    private static long Value(ulong digits, ref ulong others)
    {
        others |= ((digits + 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080;
        digits = (digits * 10 + (digits >> 8)) & 0x00FF_00FF_00FF_00FF;
        digits = (digits * 100 + (digits >> 16)) & 0x0000_FFFF_0000_FFFF;
        return (long)((digits * 10_000 + (digits >> 32)) & 0xFFFF_FFFF);
    }

    private static long PowerOfTen(int exponent) => exponent switch
    {
        1 => 10,
        2 => 100,
        3 => 1_000,
        4 => 10_000,
        5 => 100_000,
        6 => 1_000_000,
        7 => 10_000_000,
        _ => 100_000_000,
    };
}
