using Strategies.Feeds.Tests.Support;
using Strategies.Feeds.Verification;

namespace Strategies.Feeds.Tests.Verification;

public sealed class OrderFaultTests
{
    [Fact]
    public void An_order_that_is_added_twice_is_counted_and_named()
    {
        DataReport report = Verify(Add(7, 100, 1), Add(8, 100, 2), Add(7, 200, 3));
        Assert.Equal(new OrderReport(1, 0, "message 3, byte 76", 0, ""), report.Orders);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void An_order_that_replaces_another_under_a_reference_in_use_is_added_twice()
    {
        DataReport report = Verify(Add(7, 100, 1), Add(8, 100, 2), Replace(7, 8, 100, 3));
        Assert.Equal(1, report.Orders.RepeatedAdds);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void More_taken_of_an_order_than_is_left_is_counted_and_named()
    {
        DataReport report = Verify(Add(7, 100, 1), Cancel(7, 60, 2), Cancel(7, 41, 3));
        Assert.Equal(new OrderReport(0, 1, "message 3, byte 63", 0, ""), report.Orders);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void Orders_that_the_file_does_not_have_are_told_and_usual_in_an_excerpt()
    {
        DataReport report = Verify(Add(7, 100, 1), Cancel(7, 100, 2), Cancel(7, 1, 3), Delete(9, 4), Replace(10, 11, 5, 5));
        Assert.Equal(new OrderReport(0, 0, "", 3, "message 3, byte 63"), report.Orders);
        Assert.True(report.IsClean);
    }

    [Theory]
    [InlineData(0, 10_000)]
    [InlineData(100, 0)]
    public void A_replacement_of_no_shares_or_at_no_price_is_invalid(uint shares, uint price)
    {
        DataReport report = Verify(Add(7, 100, 1), Replace(7, 8, shares, 2, price));
        Assert.Equal(1, report.InvalidMessages);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void A_time_that_goes_back_makes_a_file_unclean()
    {
        DataReport report = Verify(Add(7, 100, 2), Add(8, 100, 1));
        Assert.Equal(1, report.TimeReversals);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void A_lobster_row_that_adds_an_order_again_is_told_though_the_book_agrees()
    {
        using TempFolder folder = new();
        const string Messages = "34200,1,5,10,1000000,1\n34201,1,5,10,1000000,1\n";
        const string Books = "9999999999,0,1000000,10,9999999999,0,-9999999999,0\n9999999999,0,1000000,20,9999999999,0,-9999999999,0\n";
        DataReport report = DataVerifier.Verify(LobsterZip.Write(folder, Messages, Books));
        Assert.Equal((0L, 0L), (report.Lobster!.OneStepDiffering, report.Lobster.WholeDayDiffering));
        Assert.Equal(new OrderReport(1, 0, "row 2", 0, ""), report.Orders);
        Assert.False(report.IsClean);
    }

    [Theory]
    [InlineData("itch/BBekele_head1000_real.itch", 0)]
    [InlineData("itch/RITCH.ex20101224.reframed.itch", 117)]
    [InlineData("lobster/LOBSTER_SampleFile_AMZN_2012-06-21_5.zip", 8_491)]
    [InlineData("lobster/LOBSTER_SampleFile_AMZN_2012-06-21_1.zip", 7_467)]
    public void Real_days_add_no_order_twice_and_say_how_many_are_older(string file, long unknown)
    {
        DataReport report = DataVerifier.Verify(
            SharedData.Find(file),
            options: new FeedOptions { TradeDate = file.Contains("head1000") ? new DateOnly(2020, 1, 30) : null });
        Assert.Equal(
            (0L, 0L, unknown, 0L),
            (report.Orders.RepeatedAdds, report.Orders.Overdrawn, report.Orders.Unknown, report.TimeReversals));
        Assert.True(report.IsClean);
    }

    private static byte[] Add(ulong reference, uint shares, ulong timeNs) => Framed(
        timeNs,
        'A',
        [.. CaptureBuilder.Big(reference, 8), (byte)'B', .. CaptureBuilder.Big(shares, 4), .. "TEST    "u8,
            .. CaptureBuilder.Big(10_000, 4)]);

    private static byte[] Cancel(ulong reference, uint shares, ulong timeNs) =>
        Framed(timeNs, 'X', [.. CaptureBuilder.Big(reference, 8), .. CaptureBuilder.Big(shares, 4)]);

    private static byte[] Delete(ulong reference, ulong timeNs) => Framed(timeNs, 'D', CaptureBuilder.Big(reference, 8));

    private static byte[] Replace(ulong reference, ulong next, uint shares, ulong timeNs, uint price = 10_000) => Framed(
        timeNs,
        'U',
        [.. CaptureBuilder.Big(reference, 8), .. CaptureBuilder.Big(next, 8), .. CaptureBuilder.Big(shares, 4),
            .. CaptureBuilder.Big(price, 4)]);

    private static byte[] Framed(ulong timeNs, char type, byte[] rest) =>
        [0, (byte)(11 + rest.Length), (byte)type, 0, 1, 0, 0, .. CaptureBuilder.Big(34_200_000_000_000 + timeNs, 6), .. rest];

    private static DataReport Verify(params byte[][] messages)
    {
        using TempFolder folder = new();
        return DataVerifier.Verify(folder.Write("20240102.itch", [.. messages.SelectMany(message => message)]));
    }
}
