using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Cli.Tests.Support;
using Strategies.Plans;

namespace Strategies.Cli.Tests;

/// <summary>Who changed which limit or parameter, asked of the real program after a day with changes.</summary>
public sealed class HistoryCommandTests(HistoryCommandTests.ChangedDay day) : IClassFixture<HistoryCommandTests.ChangedDay>
{
    private static string[] Row(JsonElement change) =>
        [.. new[] { "who", "scope", "name", "old", "new", "reason" }.Select(key =>
            change.GetProperty(key).GetString() ?? "-")];

    [Fact]
    public void Limits_are_listed_by_the_names_and_units_of_the_limits_file()
    {
        JsonElement[] changes = [.. Strat.Run("limits", "history", day.Journal, "--json")
            .Require(StratResult.Success).Json.GetProperty("changes").EnumerateArray()];
        Assert.Equal(
            [
                ["risk desk", "strategy:ladder", "maxNotional", "-", "1.5", "too large"],
                ["plan", "firm DEMO", "priceCollarPercent", "-", "2.5", ""],
                ["risk desk", "strategy:ladder", "maxNotional", "1.5", "2000000", "calm again"],
            ],
            changes.Select(Row));
        Assert.All(changes, change => Assert.EndsWith("Z", change.GetProperty("time").GetString()));
        Assert.Equal(
            changes.Select(change => change.GetProperty("timeNs").GetInt64()).Order(),
            changes.Select(change => change.GetProperty("timeNs").GetInt64()));
    }

    [Fact]
    public void Parameters_are_listed_from_the_start_of_the_day_on()
    {
        JsonElement[] changes = [.. Strat.Run("parameters", "history", day.Journal, "--json")
            .Require(StratResult.Success).Json.GetProperty("changes").EnumerateArray()];
        Assert.Equal(
            [
                ["plan", "ladder", "levels", "5", "start of day"],
                ["plan", "costly", "after", "3000", "start of day"],
                ["plan", "costly", "bytes", "900", "start of day"],
                ["trader", "ladder", "levels", "7", "more"],
            ],
            changes.Select(Row).Select(row => new[] { row[0], row[1], row[2], row[4], row[5] }));
        Assert.Equal("5", changes[3].GetProperty("old").GetString());
    }

    [Fact]
    public void A_person_gets_a_table()
    {
        StratResult limits = Strat.Run("limits", "history", day.Journal).Require(StratResult.Success);
        Assert.Contains("strategy:ladder", limits.Output);
        Assert.Contains("none", limits.Output);
        StratResult parameters = Strat.Run("parameters", "history", day.Journal).Require(StratResult.Success);
        Assert.Contains("levels", parameters.Output);
    }

    [Fact]
    public void The_day_is_replayed_equal() => Assert.True(Strat.Run("replay", day.Journal, "--json")
        .Require(StratResult.Success).Json.GetProperty("match").GetBoolean());

    [Fact]
    public void An_allocation_that_is_told_is_in_the_report()
    {
        JsonElement overrun = Assert.Single(day.Played.GetProperty("overruns").EnumerateArray());
        Assert.Equal(("costly", "allocation", "OnBook", "Alert"),
            (overrun.GetProperty("slot").GetString(), overrun.GetProperty("kind").GetString(),
                overrun.GetProperty("call").GetString(), overrun.GetProperty("action").GetString()));
        Assert.Equal(1, day.Played.GetProperty("callbacks").GetProperty("costly").GetProperty("overruns").GetInt64());
        StratResult cat = Strat.Run("journal", "cat", day.Journal, "--type", "CallbackOverrun");
        Assert.Contains("kind=Allocation call=OnBook action=Alert", cat.Require(StratResult.Success).Output);
    }

    [Theory]
    [InlineData("limits")]
    [InlineData("parameters")]
    public void A_folder_that_is_no_journal_is_refused_with_a_hint(string what) =>
        Strat.Run(what, "history", day.Journal + "/nowhere", "--json").RequireRefused();

    [Fact]
    public void Cat_and_tail_write_an_object_a_record_and_nothing_else()
    {
        StratResult cat = Strat.Run("journal", "cat", day.Journal, "--type", "CallbackOverrun", "--json").Require(StratResult.Success);
        string line = Assert.Single(cat.Output.TrimEnd().Split('\n'));
        JsonElement record = JsonDocument.Parse(line).RootElement;
        Assert.Equal("CallbackOverrun", record.GetProperty("type").GetString());
        Assert.Equal("OnBook", record.GetProperty("payload").GetProperty("call").GetString());
        StratResult tail = Strat.Run("journal", "tail", day.Journal, "-n", "7", "--outputs", "--json").Require(StratResult.Success);
        JsonElement[] records = [.. tail.Output.TrimEnd().Split('\n').Select(one => JsonDocument.Parse(one).RootElement)];
        Assert.Equal(7, records.Length);
        Assert.All(records, one => Assert.Matches(
            "^2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{9}Z$", one.GetProperty("receiveTime").GetString()));
    }

    [Fact]
    public void A_day_without_changes_has_an_empty_history()
    {
        using SmallSession session = new();
        session.Play().Require(StratResult.Success);
        Assert.Equal(0, Strat.Run("limits", "history", session.JournalDir, "--json")
            .Require(StratResult.Success).Json.GetProperty("changes").GetArrayLength());
    }

    public sealed class ChangedDay : IDisposable
    {
        private readonly SmallSession _session = new(6_000);

        public ChangedDay()
        {
            SlotPlan ladder = _session.Plan.Slots[0] with
            {
                Parameters = new Dictionary<string, JsonElement> { ["levels"] = Number(5) },
            };
            SlotPlan costly = new()
            {
                Name = "costly",
                Strategy = Packages.Costly,
                Parameters = new Dictionary<string, JsonElement> { ["after"] = Number(3_000), ["bytes"] = Number(900) },
            };
            _session.WritePlan(_session.Plan with
            {
                Slots = [ladder, costly],
                Actions =
                [
                    Limit(500, "strategy:ladder", "maxNotional", 1.5m) with { Who = "risk desk", Reason = "too large" },
                    Limit(600, "firm", "priceCollarPercent", 2.5m) with { Instrument = "DEMO" },
                    Limit(900, "strategy:ladder", "maxNotional", 2_000_000m) with
                    {
                        Who = "risk desk",
                        Reason = "calm again",
                    },
                    new ActionPlan { AtEvent = 950, Action = PlanActionKind.Parameter, Slot = "ladder", Name = "levels",
                        Value = Number(7), Who = "trader", Reason = "more" },
                ],
            });
            Played = _session.Play().Require(StratResult.Success).Json;
        }

        internal string Journal => _session.JournalDir;

        internal JsonElement Played { get; }

        public void Dispose() => _session.Dispose();

        private static JsonElement Number(decimal value) => JsonSerializer.SerializeToElement(value);

        private static ActionPlan Limit(long atEvent, string scope, string name, decimal value) => new()
        {
            AtEvent = atEvent,
            Action = PlanActionKind.Limit,
            Scope = scope,
            Name = name,
            Value = Number(value),
        };
    }
}
