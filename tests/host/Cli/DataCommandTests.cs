using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Cli.Tests.Support;

namespace Strategies.Cli.Tests;

/// <summary><c>strat data</c> on the samples, against the figures that their description gives.</summary>
public sealed class DataCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(5, 155_935, 33_840)]
    [InlineData(1, 57_515, 13_953)]
    public void Nothing_differs_in_a_real_day_under_either_rule(int levels, long rows, long levelsTaken)
    {
        string file = SharedData.Find($"lobster/LOBSTER_SampleFile_AMZN_2012-06-21_{levels}.zip");
        JsonElement json = Strat.Run("data", "verify", file, "--json").Require(StratResult.Success).Json;
        Assert.Equal(rows, Number(json, "rows"));
        Assert.Equal(rows, Number(json, "messages"));
        Assert.Equal(0, Number(json, "oneStepDiffering"));
        Assert.Equal(0, Number(json, "wholeDayDiffering"));
        Assert.Equal(levelsTaken, Number(json, "levelsTaken"));
        Assert.Equal(0, Number(json, "crossedRows"));
        Assert.Equal("2012-06-21", json.GetProperty("tradeDate").GetString());
        Assert.Equal("AMZN", Assert.Single(json.GetProperty("symbols").EnumerateArray()).GetString());
        Assert.Equal(rows, json.GetProperty("countsByType").EnumerateObject().Sum(count => count.Value.GetInt64()));
    }

    [Theory]
    [InlineData("itch/BBekele_head1000_real.itch", "S 1, R 993, H 3, Y 3")]
    [InlineData(
        "itch/RITCH.ex20101224.reframed.itch", "S 6, R 3, H 3, A 4997, F 3, E 198, X 45, D 1745, U 12, P 5000")]
    [InlineData("itch/omi_nasdaq_totalview_pcap/Multiple.Packets.pcap", "D 1, A 36, F 2")]
    public void Itch_has_as_many_messages_of_each_type_as_its_description_says(string name, string counts)
    {
        JsonElement json = Strat.Run("data", "verify", SharedData.Find(name), "--date", "2020-01-30",
            "--json").Require(StratResult.Success).Json;
        Assert.Equal(
            counts.Split(", ").Order(StringComparer.Ordinal),
            json.GetProperty("countsByType").EnumerateObject()
                .Select(count => $"{count.Name} {count.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(
            counts.Split(", ").Sum(count => long.Parse(count[2..], System.Globalization.CultureInfo.InvariantCulture)),
            Number(json, "messages"));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("damage").ValueKind);
        Assert.Equal(0, Number(json, "timeReversals"));
    }

    [Fact]
    public void What_goes_into_a_pipe_has_no_colours_in_it()
    {
        StratResult result = Strat.Run("data", "verify", SharedData.Case("one-line.pcap"));
        Assert.Contains("verdict", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain('\u001b', result.Error);
    }

    [Fact]
    public void The_session_of_a_capture_is_named()
    {
        string file = SharedData.Find("itch/omi_nasdaq_totalview_pcap/Multiple.Packets.pcap");
        JsonElement json = Strat.Run("data", "verify", file, "--json").Require(StratResult.Success).Json;
        Assert.Contains("000010059B", json.GetProperty("sessions").GetRawText());
        Assert.Equal(2, Number(json, "packets"));
    }

    [Fact]
    public void Gaps_stand_in_the_table_and_in_the_verdict()
    {
        string file = SharedData.Find("itch/omi_nasdaq_totalview_pcap/Multiple.Packets.pcap");
        string table = Strat.Run("data", "verify", file).Require(StratResult.Success).Output;
        RequireRow(table, "session 000010059B", "14,764,496 to 19,009,154");
        RequireRow(table, "gaps", "1, 4,244,620 messages missing");
        RequireRow(table, "verdict", "no damage: 4,244,620 messages missing in 1 gap");
    }

    [Fact]
    public void A_changed_byte_in_a_header_of_a_capture_stands_in_the_table_and_in_the_verdict()
    {
        byte[] capture = File.ReadAllBytes(SharedData.Find("itch/omi_nasdaq_totalview_pcap/Multiple.Packets.pcap"));

        // The first packet's Mold sequence: behind the headers of file, record, Ethernet with a tag, IPv4 and UDP.
        capture[24 + 16 + 18 + 20 + 8 + 17] ^= 1;
        string table = Strat.Run("data", "verify", _folder.Write("bad.pcap", capture)).Require(StratResult.Difference).Output;
        RequireRow(table, "frames with a wrong checksum", "1");
        RequireRow(
            table, "verdict",
            "not clean: frames with a wrong checksum were left out, 1 of 2; the first is frame 1, byte 24");
    }

    [Fact]
    public void Repeats_of_a_second_line_stand_in_the_table_and_in_the_verdict()
    {
        string file = SharedData.Case("both-lines.pcap");
        string table = Strat.Run("data", "verify", file).Require(StratResult.Success).Output;
        RequireRow(table, "messages", "10");
        RequireRow(table, "session 000000001A", "1 to 10");
        RequireRow(table, "gaps", "0");
        RequireRow(table, "messages heard again, taken once", "10");
        RequireRow(table, "verdict", "clean: 10 messages heard again, taken once");
    }

    [Theory]
    [InlineData("end-mark.20190130.itch", "2019-01-30")]
    [InlineData("S081321-v50.txt", "2021-08-13")]
    [InlineData("TEST_2017-06-21_5.zip", "2012-06-21")]
    public void Files_as_their_publishers_write_them_are_clean_and_of_their_day(string name, string tradeDate)
    {
        string file = SharedData.Case(name);
        JsonElement json = Strat.Run("data", "verify", file, "--json").Require(StratResult.Success).Json;
        Assert.Equal(tradeDate, json.GetProperty("tradeDate").GetString());
        Assert.True(json.GetProperty("isClean").GetBoolean());
        Assert.StartsWith("clean", json.GetProperty("verdict").GetString());
    }

    [Fact]
    public void A_file_without_a_day_is_refused_with_the_ways_to_give_it_and_taken_with_it()
    {
        string file = _folder.Write("day.itch", File.ReadAllBytes(SharedData.Case("hidden-side.20190130.itch")));
        Strat.Run("data", "verify", file, "--json").RequireRefused(file, "--date yyyy-MM-dd", "feed.tradeDate");
        JsonElement json = Strat.Run("data", "verify", file, "--date", "2019-01-30", "--json")
            .Require(StratResult.Success).Json;
        Assert.Equal("2019-01-30", json.GetProperty("tradeDate").GetString());
    }

    [Fact]
    public void Odd_stamps_impossible_and_repeated_messages_and_bytes_behind_the_end_stand_in_the_table()
    {
        byte[] whole = File.ReadAllBytes(SharedData.Case("hidden-side.20190130.itch"));

        // The last message, a system event of 12 bytes, again but stamped a day later; the last add with no shares.
        byte[] late = [.. whole[^14..]];
        late[7] += 0x4F;
        byte[] add = [0, 36, .. whole.AsSpan(whole.AsSpan().LastIndexOf("A\0\u0001"u8), 36)];
        add.AsSpan(22, 4).Clear();
        string file = _folder.Write("odd.20190130.itch", [.. whole, .. whole[^14..], .. add, .. late, 0, 0, 1]);
        string table = Strat.Run("data", "verify", file).Require(StratResult.Difference).Output;
        RequireRow(table, "stamps beyond the day", "1, first at message 13, byte 344");
        RequireRow(table, "stamps that jump by hours", "1, longest 1d 00:08:40 at message 13, byte 344");
        RequireRow(table, "messages of no shares or at no price", "1, first at message 12, byte 306");
        RequireRow(table, "messages that repeat one before", "1");
        RequireRow(table, "remark", "bytes follow the end of the session at byte 360; they are not read");
        RequireRow(
            table, "verdict",
            "not clean: 1 message of no shares or at no price, 1 message twice, the time goes back 1 time, 1 stamp beyond the day");
    }

    [Fact]
    public void A_row_that_does_not_fit_the_book_is_a_difference()
    {
        string good = ShortDay.Write(_folder.File("good.zip"), rows: 1_000, timeDivisor: 500);
        string bad = DamagedDay.WithRow(good, _folder.File("bad.zip"), row: 500, OtherPrice);
        Strat.Run("data", "verify", good, "--json").Require(StratResult.Success);
        JsonElement json = Strat.Run("data", "verify", bad, "--json").Require(StratResult.Difference).Json;

        // One row does not follow from the one before; the book of the whole day has its level from there on.
        Assert.Equal((1, 1_000 - 499), (Number(json, "oneStepDiffering"), Number(json, "wholeDayDiffering")));
        Assert.Equal(500, Number(json, "firstDifferingRow"));
    }

    [Fact]
    public void A_malformed_row_is_damage_with_file_and_line()
    {
        string good = ShortDay.Write(_folder.File("good.zip"), rows: 1_000, timeDivisor: 500);
        string bad = DamagedDay.WithRow(good, _folder.File("bad.zip"), row: 500, row => row.Replace(',', ';'));
        StratResult result = Strat.Run("data", "verify", bad, "--json").Require(StratResult.Difference);
        Assert.StartsWith($"damage: {bad}/", result.Error);
        Assert.Contains(", line 500: ", result.Error);
        Assert.Contains("\nhint: ", result.Error);
        Assert.Contains("line 500", result.Json.GetProperty("damage").GetString());
    }

    [Theory]
    [InlineData("itch/BBekele_head1000_real.itch")]
    [InlineData("itch/omi_nasdaq_totalview_pcap/Multiple.Packets.pcap")]
    public void A_file_that_was_cut_is_damage(string name)
    {
        byte[] whole = File.ReadAllBytes(SharedData.Find(name));
        string cut = _folder.Write(Path.GetFileName(name), whole[..^7]);
        StratResult result = Strat.Run("data", "verify", cut, "--date", "2020-01-30", "--json").Require(StratResult.Difference);
        Assert.StartsWith($"damage: {cut}, byte ", result.Error);
        Assert.NotEqual(JsonValueKind.Null, result.Json.GetProperty("damage").ValueKind);
    }

    [Fact]
    public void A_file_that_is_not_there_or_no_market_data_is_refused()
    {
        Strat.Run("data", "verify", _folder.File("missing.zip"), "--json").RequireRefused("missing.zip");
        string text = _folder.Write("holiday.txt", "sun and sea"u8.ToArray());
        Strat.Run("data", "verify", text, "--json").RequireRefused(text);
    }

    [Fact]
    public void A_date_that_is_none_is_refused()
    {
        string file = SharedData.Find("itch/BBekele_head1000_real.itch");
        Strat.Run("data", "verify", file, "--date", "yesterday", "--json").RequireRefused("yesterday", "yyyy-MM-dd");
    }

    [Fact]
    public void A_sample_is_the_same_for_the_same_seed_and_another_for_another()
    {
        string[] files = [.. new[] { "7", "7", "8" }.Select((seed, index) =>
        {
            string file = _folder.File($"sample{index}.zip");
            JsonElement json = Strat.Run("data", "sample", file, "--rows", "400", "--seed", seed,
                "--json").Require(StratResult.Success).Json;
            Assert.Equal(400, Number(json, "rows"));
            Assert.Equal(seed, json.GetProperty("seed").GetRawText());
            return file;
        })];
        Assert.Equal(File.ReadAllBytes(files[0]), File.ReadAllBytes(files[1]));
        Assert.NotEqual(File.ReadAllBytes(files[0]), File.ReadAllBytes(files[2]));
        JsonElement verified = Strat.Run("data", "verify", files[0], "--json").Require(StratResult.Success).Json;
        Assert.Equal(400, Number(verified, "rows"));
    }

    [Fact]
    public void A_sample_in_a_folder_that_is_not_there_is_refused() =>
        Strat.Run("data", "sample", _folder.File("nowhere/x.zip"), "--json").RequireRefused("nowhere");

    /// <summary>A price far away from where the row says it happened.</summary>
    private static string OtherPrice(string row)
    {
        string[] fields = row.Split(',');
        fields[1] = "1";
        fields[2] = "99999999";
        fields[4] = fields[5] == "1" ? "499000" : "501000";
        return string.Join(',', fields);
    }

    /// <summary>A row of the table, whose cells may go over several lines.</summary>
    private static void RequireRow(string table, string what, string value)
    {
        string[] lines = [.. table.Split('\n').Where(line => line.StartsWith('│'))];
        int first = Array.FindIndex(lines, line => line.Split('│')[1].Trim() == what);
        Assert.True(first >= 0, $"no row '{what}' in\n{table}");
        int next = Array.FindIndex(lines, first + 1, line => line.Split('│')[1].Trim().Length > 0);
        string text = string.Join(' ', lines[first..(next < 0 ? lines.Length : next)].Select(line => line.Split('│')[2].Trim()));
        Assert.Contains(value, text);
    }

    private static long Number(JsonElement json, string key) => json.GetProperty(key).GetInt64();
}
