using Strategies.Feeds.Tests.Support;
using Strategies.Feeds.Verification;

namespace Strategies.Feeds.Tests.Verification;

public sealed class DataVerifierTests
{
    [Fact]
    public void Amzn_with_five_levels_is_clean_by_both_rules()
    {
        List<double> fractions = [];
        DataReport report = DataVerifier.Verify(SharedData.Amzn5, new Recorder(fractions));
        Assert.Equal(new LobsterVerification(155_935, 0, 0, 33_840, 0), report.Lobster);
        Assert.True(report.IsClean);
        Assert.Equal((FeedKind.Lobster, 155_935L, 155_935L), (report.Kind, report.Packets, report.Messages));
        Assert.Equal(["AMZN"], report.Symbols);
        Assert.Equal([77_381L, 450, 66_685, 8_974, 2_445], report.CountsByType.Values);
        Assert.Equal(1_340_251_200_000_000_000 + 34_200_017_459_617, report.FirstTimeNs);
        Assert.Equal(1_340_251_200_000_000_000 + 57_599_959_359_650, report.LastTimeNs);
        Assert.Equal(0, report.TimeReversals);
        Assert.Equal(1, fractions[^1]);
        Assert.Equal(fractions.Order(), fractions);
        Assert.True(fractions.Count > 50);
    }

    [Fact]
    public void Amzn_with_one_level_is_clean_by_both_rules()
    {
        DataReport report = DataVerifier.Verify(SharedData.Amzn1);
        Assert.Equal(new LobsterVerification(57_515, 0, 0, 13_953, 0), report.Lobster);
    }

    [Fact]
    public void A_level_that_the_messages_do_not_explain_is_counted_and_named()
    {
        using TempFolder folder = new();
        string orderbook = LobsterZip.Orderbook.Replace("1001000,100,1000100,30", "1001000,101,1000100,30");
        DataReport report = DataVerifier.Verify(LobsterZip.Write(folder, LobsterZip.Messages, orderbook));

        // One step: row 2 does not follow from row 1, nor row 3 from row 2. Whole day: only row 2 differs.
        Assert.Equal(new LobsterVerification(3, 2, 1, 1, 0) { FirstDifferingRow = 2 }, report.Lobster);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void A_level_that_the_orderbook_file_lacks_differs_and_crosses()
    {
        using TempFolder folder = new();
        string messages = LobsterZip.Messages.Replace("34200.75,1,7,30,1000100,1", "34200.75,1,7,30,1001000,1");
        DataReport report = DataVerifier.Verify(LobsterZip.Write(folder, messages, LobsterZip.Orderbook));

        // One step: only row 2 does not follow. Whole day: the bid of row 2 stays, since row 3 deletes at another price,
        // that was taken from outside; and then two prices enter.
        Assert.Equal(new LobsterVerification(3, 1, 2, 3, 2) { FirstDifferingRow = 2 }, report.Lobster);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void Damage_is_reported_with_its_place_and_what_was_good_before_it()
    {
        using TempFolder folder = new();
        string file = LobsterZip.Write(folder, LobsterZip.Messages.Replace("34201,", "34201;"), LobsterZip.Orderbook);
        DataReport report = DataVerifier.Verify(file);
        Assert.Equal(3, report.Damage!.Line);
        Assert.Equal(2, report.Messages);
        Assert.Null(report.Lobster);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void The_real_itch_excerpt_has_the_counts_of_the_data_readme()
    {
        DataReport report = DataVerifier.Verify(
            SharedData.Find("itch/BBekele_head1000_real.itch"),
            options: new FeedOptions { TradeDate = new DateOnly(2020, 1, 30) });
        Assert.Equal(Counts(("H", 3), ("R", 993), ("S", 1), ("Y", 3)), report.CountsByType);
        Assert.Equal((1_000L, 1_000L, 0L), (report.Packets, report.Messages, report.TimeReversals));
        long midnightNs = EasternTime.MidnightUtcNs(report.TradeDate);
        Assert.Equal(new DateOnly(2020, 1, 30), report.TradeDate);
        Assert.Equal("03:04:32", TimeOfDay(report.FirstTimeNs - midnightNs));
        Assert.Equal("03:09:14", TimeOfDay(report.LastTimeNs - midnightNs));
        Assert.Equal(993, report.Symbols.Count);
        Assert.Equal("A", report.Symbols[0]);
        Assert.True(report.IsClean);
    }

    [Fact]
    public void The_artificial_itch_day_has_the_counts_of_the_data_readme()
    {
        DataReport report = DataVerifier.Verify(SharedData.Find("itch/RITCH.ex20101224.reframed.itch"));
        Assert.Equal(
            Counts(
                ("A", 4_997),
                ("D", 1_745),
                ("E", 198),
                ("F", 3),
                ("H", 3),
                ("P", 5_000),
                ("R", 3),
                ("S", 6),
                ("U", 12),
                ("X", 45)),
            report.CountsByType);
        Assert.Equal(12_012, report.Messages);
        Assert.Equal(["ALC", "BOB", "CHAR"], report.Symbols);
        Assert.Equal(new DateOnly(2010, 12, 24), report.TradeDate);
        Assert.Null(report.Damage);
    }

    [Fact]
    public void The_capture_of_two_packets_has_the_counts_of_the_data_readme()
    {
        DataReport report = DataVerifier.Verify(
            SharedData.Find("itch/omi_nasdaq_totalview_pcap/Multiple.Packets.pcap"));
        Assert.Equal(Counts(("A", 36), ("D", 1), ("F", 2)), report.CountsByType);
        Assert.Equal((2L, 39L), (report.Packets, report.Messages));
        Assert.Equal(new DateOnly(2023, 8, 22), report.TradeDate);
        FeedSession session = Assert.Single(report.Sessions);
        Assert.Equal(
            ("000010059B", 14_764_496UL, 19_009_154UL), (session.Name, session.FirstSequence, session.LastSequence));
        Assert.Equal((1L, 4_244_620UL, 0UL), (session.Gaps, session.MissingMessages, session.DuplicateMessages));
        Assert.True(report.IsClean);
    }

    [Fact]
    public void A_feed_heard_on_two_lines_is_the_same_as_on_one_and_its_repeats_are_counted()
    {
        DataReport one = DataVerifier.Verify(SharedData.Case("one-line.pcap"));
        DataReport both = DataVerifier.Verify(SharedData.Case("both-lines.pcap"));
        Assert.Equal((12L, 10L, 0L, 0L), (one.Packets, one.Messages, one.Gaps, one.DuplicateMessages));
        Assert.Equal((12L, 10L, 0L, 10L), (both.Packets, both.Messages, both.Gaps, both.DuplicateMessages));
        Assert.Equal(one.CountsByType, both.CountsByType);
        Assert.Equal((one.FirstTimeNs, one.LastTimeNs), (both.FirstTimeNs, both.LastTimeNs));
        Assert.True(both.IsClean);
    }

    [Fact]
    public void An_end_mark_is_the_end_and_no_damage()
    {
        DataReport report = DataVerifier.Verify(SharedData.Case("end-mark.20190130.itch"));
        Assert.Equal((10L, ""), (report.Messages, report.Remark));
        Assert.Null(report.Damage);
        Assert.True(report.IsClean);
    }

    [Fact]
    public void A_file_under_the_exchanges_own_name_is_of_its_day_in_summer_time()
    {
        DataReport report = DataVerifier.Verify(SharedData.Case("S081321-v50.txt"));
        Assert.Equal(new DateOnly(2021, 8, 13), report.TradeDate);
        Assert.Equal(
            new DateTime(2021, 8, 13, 13, 29, 58), DateTime.UnixEpoch.AddTicks(report.FirstTimeNs!.Value / 100));
    }

    [Fact]
    public void A_lobster_day_with_crosses_is_clean_and_they_leave_the_book_alone()
    {
        DataReport report = DataVerifier.Verify(SharedData.Case("TEST_2017-06-21_5.zip"));
        Assert.Equal(Counts(("1", 2), ("4", 1), ("6", 2)), report.CountsByType);
        Assert.Equal(new LobsterVerification(5, 0, 0, 0, 0), report.Lobster);
        Assert.True(report.IsClean);
    }

    [Fact]
    public void Bytes_behind_the_end_of_the_session_make_a_file_unclean()
    {
        using TempFolder folder = new();
        DataReport report = DataVerifier.Verify(folder.Write("20240102.itch", [.. Framed(1), 0, 0, 7]));
        Assert.Contains("bytes follow the end", report.Remark);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void A_message_of_no_shares_is_counted_and_named()
    {
        using TempFolder folder = new();
        byte[] add = [(byte)'A', 0, 1, 0, 0, .. CaptureBuilder.Big(1, 6), .. CaptureBuilder.Big(9, 8), (byte)'B', .. new byte[4],
            .. "TEST    "u8, .. CaptureBuilder.Big(10_000, 4)];
        DataReport report = DataVerifier.Verify(
            folder.Write("20240102.itch", [.. Framed(1), 0, (byte)add.Length, .. add, .. Framed(2)]));
        Assert.Equal((3L, 1L, "message 2, byte 21"), (report.Messages, report.InvalidMessages, report.FirstInvalid));
        Assert.Null(report.Damage);
        Assert.False(report.IsClean);
    }

    [Theory]
    [InlineData((byte)'z', 20, "message 2, byte 21: type z, 20 bytes, which ITCH 5.0 does not have")]
    [InlineData((byte)'A', 38, "message 2, byte 21: type A, 38 bytes instead of 36")]
    [InlineData((byte)'L', 25, "message 2, byte 21: type L, 25 bytes instead of 26")]
    public void A_message_of_a_type_or_length_that_the_feed_does_not_have_is_counted_and_named(byte type, int length, string first)
    {
        using TempFolder folder = new();
        byte[] odd = [type, 0, 1, 0, 0, .. CaptureBuilder.Big(1, 6), .. CaptureBuilder.Big(9, 8), (byte)'B', .. CaptureBuilder.Big(100, 4),
            .. "TEST    "u8, .. CaptureBuilder.Big(10_000, 4), 0, 0, 0, 0];
        DataReport report = DataVerifier.Verify(
            folder.Write("20240102.itch", [.. Framed(1), 0, (byte)length, .. odd.AsSpan(0, length), .. Framed(2)]));
        Assert.Equal((3L, 1L, first), (report.Messages, report.OddMessages, report.FirstOdd));
        Assert.Null(report.Damage);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void A_file_without_a_message_is_not_clean()
    {
        using TempFolder folder = new();
        DataReport report = DataVerifier.Verify(LobsterZip.Write(folder, "", ""));
        Assert.Equal(0, report.Messages);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void A_message_that_repeats_one_before_it_is_counted()
    {
        using TempFolder folder = new();
        DataReport report = DataVerifier.Verify(folder.Write(
            "20240102.itch", [.. Framed(1), .. Framed(1), .. Framed(2), .. Framed(3), .. Framed(2)]));
        Assert.Equal(2, report.RepeatedMessages);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void Stamps_beyond_the_day_and_jumps_by_hours_are_counted_and_named()
    {
        const long HourNs = 3_600_000_000_000;
        using TempFolder folder = new();
        DataReport report = DataVerifier.Verify(folder.Write("20240102.itch", [
            .. Framed(1, 9 * HourNs), .. Framed(2, 11 * HourNs - 1), .. Framed(3, 13 * HourNs), .. Framed(4, 24 * HourNs - 1),
            .. Framed(5, 24 * HourNs), .. Framed(6, 30 * HourNs), .. Framed(7, 10 * HourNs),
        ]));
        Assert.Equal(
            new StampReport(2, "message 5, byte 84", 4, -20 * HourNs, "message 7, byte 126"), report.Stamps);
        Assert.Equal(1, report.TimeReversals);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void Stamps_beyond_the_day_of_a_lobster_row_are_counted()
    {
        using TempFolder folder = new();
        string messages = LobsterZip.Messages.Replace("34201,", "86400,");
        DataReport report = DataVerifier.Verify(LobsterZip.Write(folder, messages, LobsterZip.Orderbook));
        Assert.Equal((1L, "row 3", 1L), (report.Stamps.BeyondDay, report.Stamps.FirstBeyondDay, report.Stamps.Jumps));
        Assert.False(report.IsClean);
    }

    private static byte[] Framed(ulong reference, long timeNs = 34_200_000_000_000) =>
    [
        0, 19, (byte)'D', 0, 1, 0, 0, .. CaptureBuilder.Big((ulong)timeNs, 6), .. CaptureBuilder.Big(reference, 8),
    ];

    private static SortedDictionary<string, long> Counts(params (string Type, long Count)[] counts) =>
        new(counts.ToDictionary(count => count.Type, count => count.Count));

    private static string TimeOfDay(long? timeNs) => TimeSpan.FromTicks(timeNs!.Value / 100).ToString(@"hh\:mm\:ss");

    private sealed class Recorder(List<double> fractions) : IProgress<double>
    {
        public void Report(double value) => fractions.Add(value);
    }
}
