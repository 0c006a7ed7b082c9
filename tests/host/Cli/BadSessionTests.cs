using System.IO.Compression;
using Strategies.Cli.Tests.Support;

namespace Strategies.Cli.Tests;

/// <summary>Plans, limits, data and command lines that cannot be used.</summary>
public sealed class BadSessionTests : IDisposable
{
    private readonly SmallSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_session_that_these_tests_spoil_is_good() => _session.Play().Require(StratResult.Success);

    [Fact]
    public void A_plan_that_is_not_there()
    {
        File.Delete(_session.PlanFile);
        _session.Play().RequireRefused(_session.PlanFile, "the plan cannot be read");
    }

    [Fact]
    public void An_unknown_key_in_the_plan()
    {
        string text = File.ReadAllText(_session.PlanFile);
        _session.Write("plan.json", text.Insert(text.IndexOf('{', StringComparison.Ordinal) + 1, "\n\"colour\": 1,"));
        _session.Play().RequireRefused(_session.PlanFile, "line 2", "colour");
    }

    [Theory]
    [InlineData("\"account\": \"\"", "'account': '' cannot name an account: it is empty")]
    [InlineData("\"acount\": \"a\"", "unknown key 'acount'", "did you mean 'account'?")]
    [InlineData("\"account\": \"a\", \"account\": \"b\"", "key 'account' is there twice")]
    [InlineData("\"account\": 7", "'account' must be a text, not 7")]
    public void A_slot_in_the_plan_that_cannot_be_is_told_with_its_line(string keys, params string[] parts)
    {
        _session.Write("plan.json", $$"""
            { "version": 1, "feed": { "file": "x" }, "limits": "limits.json", "slots": [
            { "name": "a", "strategy": "a.dll",
              {{keys}} } ] }
            """);
        _session.Play().RequireRefused([$"{_session.PlanFile}, line 3: ", .. parts]);
    }

    [Fact]
    public void A_fee_that_is_finer_than_a_price_is_told_with_its_line_and_range()
    {
        _session.Write("plan.json", """
            { "version": 1, "feed": { "file": "x" }, "limits": "limits.json", "slots": [],
              "venue": { "takerFee": 1e-10 } }
            """);
        _session.Play().RequireRefused(
            $"{_session.PlanFile}, line 2: 'takerFee' is '1e-10', which is not a plain decimal number", "from -1000 to 1000");
    }

    [Fact]
    public void A_byte_order_mark_in_front_of_the_plan_does_not_matter()
    {
        _session.Write("plan.json", "\uFEFF" + File.ReadAllText(_session.PlanFile));
        _session.Play().Require(StratResult.Success);
    }

    [Fact]
    public void Limits_that_leave_a_control_open()
    {
        _session.Write("limits.json", """
            { "version": 1, "currency": "USD",
              "limits": [ { "scope": "firm", "maxQuantity": 1 } ] }
            """);
        _session.Play().RequireRefused(_session.Limits, "line 2: no scope sets 'maxNotional'");
    }

    [Theory]
    [InlineData("stop", "--slot", "a b")]
    [InlineData("deploy", "0011", "--slot", "a/b", "--reason", "x")]
    [InlineData("parameters", "set", "--slot", "a", "--name", "a b", "--value", "1", "--reason", "x")]
    [InlineData("limits", "set", "--scope", "strategy:a b", "--name", "maxPosition", "--value", "1", "--reason", "x")]
    [InlineData("limits", "set", "--scope", "firm", "--instrument", "A ", "--name", "maxPosition", "--value", "1", "--reason", "x")]
    [InlineData("kill", "--scope", "account:a b", "--reason", "x")]
    [InlineData("release", "--scope", "instrument:A ", "--reason", "x")]
    [InlineData("token", "add", "a b", "--role", "viewer")]
    [InlineData("token", "revoke", "a b")]
    public void A_name_on_the_command_line_that_can_be_none(params string[] words)
    {
        StratResult result = Strat.Run([.. words, "--cell", "none.json"]).Require(StratResult.Usage);
        Assert.Contains("cannot name a", result.Error);
        Assert.Contains("; use 1 to 32 ", result.Error);
    }

    [Fact]
    public void A_null_in_the_plan()
    {
        _session.Write("plan.json",
            """{ "version": 1, "feed": { "file": "x" }, "limits": "limits.json", "slots": null }""");
        _session.Play().RequireRefused(_session.PlanFile, "slots");
    }

    [Fact]
    public void An_unknown_key_in_the_limits()
    {
        _session.Write("limits.json",
            "{ \"version\": 1, \"currency\": \"USD\",\n\"limits\": [\n{ \"scope\": \"firm\", \"maxColour\": 1 } ] }");
        _session.Play().RequireRefused(_session.Limits, "line 3", "maxColour");
    }

    [Theory]
    [InlineData("instrument")]
    [InlineData("order")]
    public void An_unknown_instrument_in_the_limits(string scope)
    {
        _session.Write(
            "limits.json",
            $$"""
            { "version": 1, "currency": "USD", "limits": [
            { "scope": "{{scope}}:NOWHERE", "maxQuantity": 1 } ] }
            """);
        _session.Play().RequireRefused(_session.Limits, "line 2");
    }

    [Fact]
    public void A_feed_that_does_not_say_its_day_until_the_command_line_does()
    {
        string file = _session.PathOf("day.itch");
        File.Copy(SharedData.Case("unknown-order.20190130.itch"), file);
        _session.Play("--feed", file).RequireRefused(file, "--date yyyy-MM-dd");
        System.Text.Json.JsonElement json =
            _session.Play("--feed", file, "--date", "2019-01-30").Require(StratResult.Success).Json;
        Assert.Equal(10, json.GetProperty("events").GetInt64());
        Assert.Equal(0, json.GetProperty("eventsLost").GetInt64());
        Assert.Equal(1, json.GetProperty("eventsNotTold").GetInt64());
    }

    [Fact]
    public void A_zip_of_something_else()
    {
        string file = _session.PathOf("wrong.zip");
        using (ZipArchive zip = ZipFile.Open(file, ZipArchiveMode.Create))
        {
            zip.CreateEntry("holiday.txt");
        }

        _session.WritePlan(_session.Plan with { Feed = _session.Plan.Feed with { File = file } });
        _session.Play().RequireRefused(file);
    }

    [Fact]
    public void A_row_that_is_stamped_years_behind_the_day()
    {
        string file = _session.PathOf("late.zip");
        File.Copy(_session.Plan.Feed.File, file);
        using (ZipArchive zip = ZipFile.Open(file, ZipArchiveMode.Update))
        {
            ZipArchiveEntry messages = zip.Entries.Single(entry => entry.Name.Contains("_message_", StringComparison.Ordinal));
            using Stream stream = messages.Open();
            string text = new StreamReader(stream).ReadToEnd().TrimEnd();
            int last = text.LastIndexOf('\n') + 1;
            stream.SetLength(0);
            using StreamWriter writer = new(stream);
            writer.Write($"{text[..last]}999999999{text[text.IndexOf(',', last)..]}\n");
        }

        _session.WritePlan(_session.Plan with { Feed = _session.Plan.Feed with { File = file } });
        _session.Play().RequireRefused(file, "row 1500", "stamped 11574 days behind");
    }

    [Fact]
    public void A_folder_of_data_that_is_not_there()
    {
        string file = _session.PathOf("nowhere/day.zip");
        _session.WritePlan(_session.Plan with { Feed = _session.Plan.Feed with { File = file } });
        _session.Play().RequireRefused(file);
    }

    [Fact]
    public void A_malformed_row_names_file_and_line()
    {
        string file = DamagedDay.WithRow(_session.Plan.Feed.File, _session.PathOf("malformed.zip"), row: 700, text =>
            text.Replace(',', ';'));
        _session.WritePlan(_session.Plan with { Feed = _session.Plan.Feed with { File = file } });
        _session.Play().RequireRefused(file, "line 700");
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("60")]
    [InlineData("-5s")]
    [InlineData("0s")]
    [InlineData("NaNs")]
    public void A_pace_that_is_none(string pace) =>
        _session.Play("--pace=" + pace).RequireRefused($"'{pace}' is not a pace", "write 60s, 5m or max");

    [Fact]
    public void A_parameter_of_a_slot_that_is_not_there() =>
        _session.Play("--parameter", "maker.levels=3").RequireRefused("there is no slot 'maker'", "slots: ladder");

    [Fact]
    public void A_parameter_that_the_strategy_does_not_have() =>
        _session.Play("--parameter", "ladder.colour=3").RequireRefused("colour");

    [Theory]
    [InlineData("levels=33")]
    [InlineData("levels=many")]
    public void A_value_that_the_parameter_cannot_have(string parameter) =>
        _session.Play("--parameter", "ladder." + parameter).RequireRefused("levels", parameter.Split('=')[1]);

    [Theory]
    [InlineData("--parameter", "ladder")]
    [InlineData("--strategy", "ladder")]
    [InlineData("--swap", "ladder=x.dll")]
    [InlineData("--swap", "ladder=x.dll@soon")]
    [InlineData("--rollback", "ladder")]
    [InlineData("--rollback", "ladder@-1")]
    public void An_option_that_is_not_of_its_form(string option, string value) =>
        _session.Play(option, value).RequireRefused(option);

    [Fact]
    public void A_journal_folder_that_is_not_empty()
    {
        Directory.CreateDirectory(_session.JournalDir);
        File.WriteAllText(Path.Combine(_session.JournalDir, "mine.txt"), "mine");
        _session.Play().RequireRefused(_session.JournalDir, "the journal's folder is not empty",
            "give a new folder with --journal");
        Assert.Equal(["mine.txt"], Directory.GetFileSystemEntries(_session.JournalDir).Select(Path.GetFileName));
    }

    [Fact]
    public void A_journal_folder_under_a_file() =>
        Strat.Run("backtest", _session.PlanFile, "--journal", _session.Limits + "/journal",
            "--json").RequireRefused(_session.Limits);

    [Fact]
    public void A_journal_folder_that_may_not_be_written()
    {
        Unprivileged.Require();
        Directory.CreateDirectory(_session.JournalDir);
        Unprivileged.Open(Path.GetDirectoryName(_session.PlanFile)!);
        Unprivileged.Run("backtest", _session.PlanFile, "--journal", _session.JournalDir + "/below", "--json")
            .RequireRefused(_session.JournalDir);
    }

    [Fact]
    public void A_backtest_of_nothing() => Strat.Run("backtest", "--json").RequireRefused("there is no plan");

    [Theory]
    [InlineData]
    [InlineData("--colour")]
    [InlineData("colour")]
    [InlineData("backtest", "plan.json", "--colour")]
    [InlineData("backtest", "plan.json", "--cpu", "x")]
    [InlineData("replay")]
    [InlineData("data")]
    [InlineData("data", "verify")]
    [InlineData("data", "sample", "x.zip", "--rows", "many")]
    public void A_wrong_command_line_ends_with_2_and_says_how_to_ask(params string[] arguments)
    {
        StratResult result = Strat.Run(arguments).Require(StratResult.Usage);
        Assert.Contains("error: ", result.Error);
        Assert.Contains("hint: ", result.Error);
        Assert.Contains("--help", result.Error);
    }

    [Theory]
    [InlineData("strat")]
    [InlineData("strat replay", "replay")]
    [InlineData("strat data verify", "data", "verify")]
    public void The_help_that_is_named_is_the_one_of_the_command(string command, params string[] arguments)
    {
        Assert.Contains($"hint: {command} --help shows", Strat.Run(arguments).Require(StratResult.Usage).Error);
        Strat.Run([.. command.Split(' ')[1..], "--help"]).Require(StratResult.Success);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1000001")]
    public void A_sample_of_no_or_too_many_rows(string rows) =>
        Strat.Run("data", "sample", _session.PathOf("x.zip"), "--rows", rows, "--json").RequireRefused();
}
