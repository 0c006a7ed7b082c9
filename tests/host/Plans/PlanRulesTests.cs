using System.Text.Json;
using Strategies.Records;

namespace Strategies.Plans.Tests;

/// <summary>Each rule that a plan can break, and the sentence that it is told.</summary>
public sealed class PlanRulesTests
{
    private static readonly SlotPlan One = new() { Name = "one", Strategy = "one.dll" };

    private static readonly SessionPlan Good = new()
    {
        Version = 1,
        Feed = new FeedPlan { File = "day.zip" },
        Limits = "limits.json",
        Slots = [One, One with { Name = "two" }],
    };

    [Fact]
    public void A_good_plan_passes() => Assert.Equal(2, Check(Good).Slots.Count);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Another_version_is_refused(int version) => RequireRefused(
        Good with { Version = version }, $"'version' is {version}, which is not known", "this build reads 1");

    [Theory]
    [InlineData(-1)]
    [InlineData(4096)]
    public void A_cell_lies_between_0_and_4095(int cell) => RequireRefused(
        Good with { Cell = cell }, $"'cell' is {cell}, not between 0 and 4095",
        "write a whole number from 0 to 4095, without quotes");

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    public void A_trading_day_lies_between_1_and_65535(int day) => RequireRefused(
        Good with { TradingDay = day }, $"'tradingDay' is {day}, not between 1 and 65535",
        "write a whole number from 1 to 65535, without quotes");

    [Fact]
    public void A_plan_without_slots_is_refused() => RequireRefused(
        Good with { Slots = [] }, "there is no slot", "name at least one strategy under slots");

    [Fact]
    public void The_engine_must_have_room_for_the_slots_and_63_are_most()
    {
        RequireRefused(
            Good with { Engine = new EngineOptions { SlotsMax = 1 } },
            "2 slots, the engine has 1",
            "raise engine.slotsMax, at most 63");
        RequireRefused(
            Good with { Engine = new EngineOptions { SlotsMax = 64 } },
            "'slotsMax' is 64, not between 1 and 63",
            "write a whole number from 1 to 63, without quotes");
    }

    [Fact]
    public void Time_does_not_go_back_in_a_feed() => RequireRefused(
        Good with { Feed = new FeedPlan { File = "day.zip", LatencyMicroseconds = -1 } },
        "'latencyMicroseconds' is -1, not between 0 and 3600000000",
        "write a whole number from 0 to 3600000000, without quotes");

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", "it has 33 bytes")]
    [InlineData("a slot", "a space cannot stand in it")]
    [InlineData("desk/maker", "'/' cannot stand in it")]
    [InlineData("höhe", "'ö' cannot stand in it")]
    [InlineData(".", "it begins with '.'")]
    public void A_slot_and_an_account_have_a_name_of_1_to_32_letters_and_digits(string name, string why)
    {
        const string Hint = "use 1 to 32 letters, digits, -, _ or ., the first a letter or digit";
        RequireRefused(
            Good with { Slots = [One with { Name = name }] }, $"'name': '{name}' cannot name a slot: {why}", Hint);
        RequireRefused(
            Good with { Slots = [One with { Account = name }] }, $"'account': '{name}' cannot name an account: {why}", Hint);
    }

    [Fact]
    public void A_plan_that_was_put_together_is_told_by_its_keys_and_not_by_lines()
    {
        PlanException exception = Assert.Throws<PlanException>(
            () => PlanFile.Checked(Good with { Slots = [One, One with { Name = "t o" }] }, "/plans/command line"));
        Assert.Equal(
            "/plans/command line, at slots[1].name: 'name': 't o' cannot name a slot: a space cannot stand in it",
            exception.Message);
    }

    [Fact]
    public void A_name_is_there_once() => RequireRefused(
        Good with { Slots = [One, One] }, "slot 'one' is there twice", "every slot has a name of its own");

    [Fact]
    public void An_action_does_not_lie_before_the_first_event() => RequireRefused(
        WithAction(new ActionPlan { AtEvent = -1, Action = PlanActionKind.Stop, Slot = "one" }),
        "'atEvent' is -1, not between 0 and 1000000000000",
        "write a whole number from 0 to 1000000000000, without quotes");

    [Theory]
    [InlineData(PlanActionKind.Swap)]
    [InlineData(PlanActionKind.Rollback)]
    [InlineData(PlanActionKind.Parameter)]
    [InlineData(PlanActionKind.Stop)]
    [InlineData(PlanActionKind.Start)]
    [InlineData(PlanActionKind.Quarantine)]
    public void An_action_names_a_slot_that_is_there(PlanActionKind kind) => RequireRefused(
        WithAction(new ActionPlan { AtEvent = 9, Action = kind, Slot = "three" }),
        $"action '{kind}' at event 9: there is no slot 'three'",
        "slots: one, two");

    [Theory]
    [InlineData(PlanActionKind.Kill)]
    [InlineData(PlanActionKind.Release)]
    public void A_kill_switch_has_a_scope(PlanActionKind kind) => RequireRefused(
        WithAction(new ActionPlan { AtEvent = 9, Action = kind }),
        $"action '{kind}' at event 9: no scope",
        "scope is firm, account:NAME, strategy:SLOT or instrument:SYMBOL");

    [Fact]
    public void A_swap_names_the_next_version() => RequireRefused(
        WithAction(new ActionPlan { AtEvent = 9, Action = PlanActionKind.Swap, Slot = "one" }),
        "action 'Swap' at event 9: no strategy",
        "name the next version's assembly");

    [Fact]
    public void Only_a_swap_starts_fresh() => RequireRefused(
        WithAction(new ActionPlan { AtEvent = 9, Action = PlanActionKind.Rollback, Slot = "one", State = SwapState.Fresh }),
        "action 'Rollback' at event 9: only a swap can start fresh",
        "leave it out");

    [Theory]
    [InlineData("", true)]
    [InlineData("levels", false)]
    public void A_parameter_has_a_name_and_a_value(string name, bool hasValue) => RequireRefused(
        WithAction(new ActionPlan
        {
            AtEvent = 9,
            Action = PlanActionKind.Parameter,
            Slot = "one",
            Name = name,
            Value = hasValue ? JsonSerializer.SerializeToElement(1) : null,
        }),
        "action 'Parameter' at event 9: no name or no value",
        "name the parameter and give its value");

    [Theory]
    [InlineData("", "maxPosition", true)]
    [InlineData("firm", "", true)]
    [InlineData("firm", "maxPosition", false)]
    public void A_limit_has_a_scope_a_name_and_a_value(string scope, string name, bool hasValue) => RequireRefused(
        WithAction(new ActionPlan
        {
            AtEvent = 9,
            Action = PlanActionKind.Limit,
            Scope = scope,
            Name = name,
            Value = hasValue ? JsonSerializer.SerializeToElement(1) : null,
        }),
        "action 'Limit' at event 9: no scope, name or value",
        "scope is firm, account:NAME, strategy:SLOT or order; name and value are as in the limits file");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(60_000_001)]
    public void A_budget_of_time_is_1_microsecond_to_a_minute(long budget)
    {
        RequireRefused(
            Good with { Slots = [One with { TimeBudgetMicroseconds = budget }] },
            $"'timeBudgetMicroseconds' is {budget}, not between 1 and 60000000",
            "write a whole number from 1 to 60000000, without quotes");
        RequireRefused(
            Good with { Slots = [One with { HandoverBudgetMicroseconds = budget }] },
            $"'handoverBudgetMicroseconds' is {budget}, not between 1 and 60000000",
            "write a whole number from 1 to 60000000, without quotes");
    }

    [Theory]
    [InlineData(PlanActionKind.Limit, "firms", "maxPosition", "5", "scope 'firms' is not known")]
    [InlineData(PlanActionKind.Limit, "strategy:three", "maxPosition", "5", "scope 'strategy:three' is not known")]
    [InlineData(PlanActionKind.Limit, "firm", "maxPositoin", "5", "there is no limit 'maxPositoin'")]
    [InlineData(PlanActionKind.Limit, "firm", "maxPosition", "-5", "limit 'maxPosition' is negative (-5)")]
    [InlineData(PlanActionKind.Limit, "firm", "maxNotional", "1e-10", "limit 'maxNotional' is '1e-10', which is not a plain decimal number")]
    [InlineData(PlanActionKind.Kill, "acount:house", "", "", "scope 'acount:house' is not known")]
    [InlineData(PlanActionKind.Kill, "account:hose", "", "", "scope 'account:hose' is not known")]
    [InlineData(PlanActionKind.Release, "order", "", "", "scope 'order' is not known")]
    [InlineData(PlanActionKind.Kill, "strategy:a b", "", "", "'a b' cannot name a slot: a space cannot stand in it")]
    [InlineData(PlanActionKind.Kill, "instrument:", "", "", "'' cannot name an instrument: it is empty")]
    public void What_an_action_is_for_is_told_with_its_line_as_soon_as_the_plan_is_read(
        PlanActionKind kind, string scope, string name, string value, string problem)
    {
        PlanException exception = Assert.Throws<PlanException>(() => Check(WithAction(new ActionPlan
        {
            AtEvent = 9,
            Action = kind,
            Scope = scope,
            Name = name,
            Value = value.Length > 0 ? JsonSerializer.SerializeToElement(value) : null,
        })));
        Assert.Equal($"action '{kind}' at event 9: {problem}", exception.Problem);
        Assert.StartsWith("line ", exception.Place);
        Assert.NotEmpty(exception.Hint);
    }

    [Theory]
    [InlineData(PlanActionKind.Kill, "firm")]
    [InlineData(PlanActionKind.Kill, "account:house")]
    [InlineData(PlanActionKind.Release, "strategy:two")]
    [InlineData(PlanActionKind.Kill, "instrument:SPY  240119C00470000@XNAS")]
    public void A_kill_switch_that_may_be_there_passes(PlanActionKind kind, string scope) =>
        Assert.Equal(scope, Assert.Single(Check(WithAction(new ActionPlan { AtEvent = 9, Action = kind, Scope = scope })).Actions).Scope);

    private static SessionPlan WithAction(ActionPlan action) => Good with { Actions = [action] };

    private static SessionPlan Check(SessionPlan plan) => PlanFile.Parse(PlanFile.Write(plan), "/plans/plan.json");

    private static void RequireRefused(SessionPlan plan, string problem, string hint)
    {
        PlanException exception = Assert.Throws<PlanException>(() => Check(plan));
        Assert.Equal("/plans/plan.json", exception.File);
        Assert.Equal(problem, exception.Problem);
        Assert.Equal(hint, exception.Hint);
    }
}
