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
        JsonElement json = Strat.Run("data", "verify", SharedData.Find(name),
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
    public void The_session_of_a_capture_is_named()
    {
        string file = SharedData.Find("itch/omi_nasdaq_totalview_pcap/Multiple.Packets.pcap");
        JsonElement json = Strat.Run("data", "verify", file, "--json").Require(StratResult.Success).Json;
        Assert.Contains("000010059B", json.GetProperty("sessions").GetRawText());
        Assert.Equal(2, Number(json, "packets"));
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
        StratResult result = Strat.Run("data", "verify", cut, "--json").Require(StratResult.Difference);
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

    private static long Number(JsonElement json, string key) => json.GetProperty(key).GetInt64();
}
