using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;

namespace Strategies.MarketData.Tests;

/// <summary>Numbers are read eight digits at a time; a reader that takes one after another must agree.</summary>
public sealed class AsciiNumberTests
{
    private static readonly Gen<string> Digits = Gen.Char['0', '9'].Array[0, 20].Select(letters => new string(letters));
    private static readonly Gen<string> Rest = OneOf("", ",", ",1", ".5,", "-", ":/;", "\u007f\0", ",123456789,1", "x9");

    [Fact]
    public void Whole_numbers_of_any_length_are_read_as_digit_by_digit() =>
        Gen.Select(OneOf("", "-"), Digits, Rest, Gen.Int[0, 3]).Sample((sign, digits, rest, before) =>
        {
            byte[] text = Encoding.Latin1.GetBytes(new string(',', before) + sign + digits + rest);
            int offset = before;
            bool isRead = AsciiNumber.TryReadInt64(text, ref offset, out long value);
            string all = digits + new string([.. rest.TakeWhile(char.IsAsciiDigit)]);
            if (all.Length is 0 or > 18)
            {
                return !isRead;
            }

            return isRead && offset == before + sign.Length + all.Length
                && value == long.Parse(sign + all, CultureInfo.InvariantCulture);
        });

    [Fact]
    public void Seconds_are_read_to_the_nearest_nanosecond_whatever_the_number_of_decimals() =>
        Gen.Select(Gen.Int[0, 99_999], Gen.Char['0', '9'].Array[1, 16], Rest).Sample((seconds, decimals, rest) =>
        {
            string fraction = new(decimals);
            string text = string.Create(CultureInfo.InvariantCulture, $"{seconds}.{fraction}");
            int offset = 0;
            bool isRead = AsciiNumber.TryReadSeconds(Encoding.Latin1.GetBytes(text + rest), ref offset, out long valueNs);
            int more = rest.TakeWhile(char.IsAsciiDigit).Count();
            BigInteger padded = BigInteger.Parse(fraction.PadRight(16, '0'), CultureInfo.InvariantCulture);
            BigInteger expectedNs = seconds * (BigInteger)1_000_000_000 + (padded + 5_000_000) / 10_000_000;
            return more > 0 || isRead && offset == text.Length && valueNs == (long)expectedNs;
        });

    [Fact]
    public void The_bytes_behind_a_number_do_not_change_it() =>
        Gen.Select(Gen.Long[0, 99_999_999], Gen.Byte.Array[0, 12]).Sample((number, behind) =>
        {
            byte[] text = [.. Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), (byte)',', .. behind];
            int offset = 0;
            return AsciiNumber.TryReadInt64(text, ref offset, out long value) && value == number && text[offset] == ',';
        });

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
