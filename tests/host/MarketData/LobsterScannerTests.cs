using System.Globalization;
using System.Text;
using CsCheck;

namespace Strategies.MarketData.Tests;

/// <summary>The fast reader of rows takes what is usual, and then reads what the reader field by field reads.</summary>
public sealed class LobsterScannerTests
{
    private static readonly Gen<string> Rows =
        from seconds in Gen.Int[0, 99_999]
        from decimals in Gen.Char['0', '9'].Array[1, 12]
        from type in Gen.Int[0, 9]
        from reference in Gen.OneOf(Gen.Long[0, 999_999_999], Gen.Long[0, 9_999_999_999_999_999])
        from quantity in Gen.Int[0, 100_000]
        from price in Gen.OneOf(Gen.Long[-1, 1], Gen.Long[1, 9_999_999], Gen.Long[1, 9_999_999_999])
        from direction in Gen.Int[-2, 2]
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds}.{new string(decimals)},{type},{reference},{quantity},{price},{direction}");

    [Fact]
    public void A_row_that_is_taken_is_read_as_field_by_field() => Rows.Sample(AssertSame);

    [Fact]
    public void A_damaged_row_is_never_read_as_another() =>
        Gen.Select(Rows, Gen.Int[0, 63], Gen.Byte, Gen.Int[0, 2]).Sample((row, place, value, damage) =>
        {
            List<byte> bytes = [.. Encoding.ASCII.GetBytes(row)];
            place %= bytes.Count;
            switch (damage)
            {
                case 0:
                    bytes[place] = value;
                    break;
                case 1:
                    bytes.RemoveAt(place);
                    break;
                default:
                    bytes.Insert(place, value);
                    break;
            }

            AssertSame(Encoding.Latin1.GetString([.. bytes]));
        });

    [Theory]
    [InlineData("34200.017459617,5,0,1,2238200,-1")]
    [InlineData("34200.18960767,1,11885113,21,2238100,1")]
    [InlineData("57599.999999999,3,304871562,100,2205500,-1")]
    public void Usual_rows_are_taken(string row)
    {
        Assert.SkipUnless(System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated, "this processor reads field by field");

        Assert.True(LobsterScanner.TryScan(Encoding.ASCII.GetBytes(row), out _));
        AssertSame(row);
    }

    private static void AssertSame(string row)
    {
        byte[] text = Encoding.Latin1.GetBytes(row);
        if (LobsterScanner.TryScan(text, out LobsterFields fast))
        {
            Assert.True(LobsterRow.TryReadFields(text, out LobsterFields slow), row);
            Assert.Equal(
                (slow.TimeNs, slow.Type, slow.Reference, slow.Quantity, slow.PublishedPrice, slow.Direction),
                (fast.TimeNs, fast.Type, fast.Reference, fast.Quantity, fast.PublishedPrice, fast.Direction));
        }
    }
}
