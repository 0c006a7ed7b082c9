using System.Text;
using Strategies.Records;

namespace Strategies.Plans.Tests;

public sealed class PlanFileTests : IDisposable
{
    private const string Whole = """
        {
          // Comments and trailing commas are allowed.
          "version": 1, "name": "whole", "cell": 7, "tradingDay": 3,
          "feed": { "file": "../data/day.zip", "latencyMicroseconds": 11, "tradeDate": "2012-06-21" },
          "venue": { "orderLatencyMicroseconds": 12, "ackLatencyMicroseconds": 13, "makerFee": -0.0015, "takerFee": 0.0025 },
          "limits": "limits.json",
          "slots": [ { "name": "one", "account": "mine", "strategy": "bin/One.dll", "parameters": { "levels": 3, "ratio": 0.5 },
            "onFault": "rollback", "timeBudgetMicroseconds": 50, "allowAllocation": false, "onOverrun": "quarantineAndRollback",
            "handoverBudgetMicroseconds": 200 } ],
          "actions": [
            { "atEvent": 5, "action": "swap", "slot": "one", "strategy": "bin/Two.dll", "minWorkingOrders": 4, "who": "me", "reason": "why" },
            { "atEvent": 6, "action": "kill", "scope": "firm" },
            { "atEvent": 7, "action": "limit", "scope": "firm", "name": "maxPosition", "instrument": "ABC", "value": 10 },
          ],
          "engine": { "slotsMax": 3 }
        }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_key_is_read_and_paths_start_at_the_plan()
    {
        SessionPlan plan = PlanFile.Parse(Encoding.UTF8.GetBytes(Whole), "/plans/day/plan.json");
        Assert.Equal(("whole", 7, 3), (plan.Name, plan.Cell, plan.TradingDay));
        Assert.Equal(new FeedPlan { File = "/plans/data/day.zip", LatencyMicroseconds = 11, TradeDate = "2012-06-21" },
            plan.Feed);
        Assert.Equal(
            new VenuePlan
            {
                OrderLatencyMicroseconds = 12,
                AckLatencyMicroseconds = 13,
                MakerFee = -0.0015m,
                TakerFee = 0.0025m
            }, plan.Venue);
        Assert.Equal("/plans/day/limits.json", plan.Limits);
        Assert.Equal(3, plan.Engine.SlotsMax);
        SlotPlan slot = Assert.Single(plan.Slots);
        Assert.Equal(("one", "mine", "/plans/day/bin/One.dll"), (slot.Name, slot.Account, slot.Strategy));
        Assert.Equal(["levels=3", "ratio=0.5"],
            slot.Parameters.Select(parameter => $"{parameter.Key}={parameter.Value.GetRawText()}"));
        ActionPlan swap = plan.Actions[0];
        Assert.Equal((5, PlanActionKind.Swap, "/plans/day/bin/Two.dll", 4),
            (swap.AtEvent, swap.Action, swap.Strategy, swap.MinWorkingOrders));
        Assert.Equal(("me", "why"), (swap.Who, swap.Reason));
        Assert.Equal((PlanActionKind.Kill, "firm"), (plan.Actions[1].Action, plan.Actions[1].Scope));
        Assert.Equal((FaultAction.Rollback, 50L, false, OverrunAction.QuarantineAndRollback, 200L),
            (slot.OnFault, slot.TimeBudgetMicroseconds, slot.AllowAllocation, slot.OnOverrun,
                slot.HandoverBudgetMicroseconds));
        ActionPlan limit = plan.Actions[2];
        Assert.Equal((PlanActionKind.Limit, "firm", "maxPosition", "ABC", "10"),
            (limit.Action, limit.Scope, limit.Name, limit.Instrument, limit.Value!.Value.GetRawText()));
    }

    [Fact]
    public void A_slot_that_says_nothing_of_it_is_quarantined_by_faults_and_has_no_budget_of_time()
    {
        SlotPlan slot = new() { Name = "one", Strategy = "one.dll" };
        Assert.Equal((FaultAction.Quarantine, null, null, OverrunAction.Quarantine, null),
            (slot.OnFault, slot.TimeBudgetMicroseconds, slot.AllowAllocation, slot.OnOverrun,
                slot.HandoverBudgetMicroseconds));
    }

    [Fact]
    public void A_plan_that_was_written_is_read_as_the_same_plan()
    {
        SessionPlan plan = PlanFile.Parse(Encoding.UTF8.GetBytes(Whole), "/plans/day/plan.json");
        byte[] written = PlanFile.Write(plan);
        Assert.Equal(written, PlanFile.Write(PlanFile.Parse(written, "/elsewhere/plan.json")));
    }

    [Fact]
    public void A_plan_that_is_not_there_is_named()
    {
        PlanException exception = Assert.Throws<PlanException>(() => PlanFile.Load(_folder.File("missing.json")));
        Assert.Equal(_folder.File("missing.json"), exception.File);
        Assert.Equal("the plan cannot be read (there is no such file)", exception.Problem);
        Assert.NotEmpty(exception.Hint);
    }

    [Theory]
    [InlineData("null", "line 1: the text must be one object, not null")]
    [InlineData("", "line 1: this is not JSON")]
    [InlineData("[]", "line 1: the text must be one object, not a list")]
    [InlineData("{\n\"version\": 1,\n\"colour\": 2\n}", "line 3: unknown key 'colour'")]
    [InlineData("{\n\"version\": \"one\", \"limits\": \"l\", \"slots\": []\n}",
        "line 2: 'version' must be a number, not the text \"one\"")]
    [InlineData("{ \"version\": 1 }", "line 1: key 'limits' is missing")]
    [InlineData("{ \"version\": 1, \"limits\": \"l\", \"slots\": [],\n \"feed\": { \"file\": \"a\", \"colour\": 1 } }",
        "line 2: unknown key 'colour'")]
    public void Text_that_is_no_plan_is_refused_with_line_and_key(string text, string problemPart)
    {
        string file = _folder.Write("plan.json", Encoding.UTF8.GetBytes(text));
        PlanException exception = Assert.Throws<PlanException>(() => PlanFile.Load(file));
        Assert.StartsWith($"{file}, {problemPart}", exception.Message);
        Assert.NotEmpty(exception.Hint);
    }

    [Theory]
    [InlineData("\"slots\": null")]
    [InlineData("\"slots\": [null]")]
    [InlineData("\"feed\": null")]
    [InlineData("\"limits\": null")]
    [InlineData("\"venue\": null")]
    [InlineData("\"engine\": null")]
    [InlineData("\"actions\": null")]
    [InlineData("\"actions\": [null]")]
    [InlineData("\"slots\": [{ \"name\": null, \"strategy\": \"a.dll\" }]")]
    [InlineData("\"slots\": [{ \"name\": \"one\", \"strategy\": null }]")]
    [InlineData("\"slots\": [{ \"name\": \"one\", \"strategy\": \"a.dll\", \"account\": null }]")]
    [InlineData("\"slots\": [{ \"name\": \"one\", \"strategy\": \"a.dll\", \"parameters\": null }]")]
    [InlineData("\"feed\": { \"file\": null }")]
    public void A_null_where_something_must_be_is_refused_like_any_other_mistake(string key)
    {
        string name = key[..key.IndexOf(':', StringComparison.Ordinal)];
        Dictionary<string, string> keys = new()
        {
            ["\"version\""] = "1",
            ["\"feed\""] = "{ \"file\": \"day.zip\" }",
            ["\"limits\""] = "\"limits.json\"",
            ["\"slots\""] = "[{ \"name\": \"one\", \"strategy\": \"a.dll\" }]",
        };
        keys[name] = key[(name.Length + 1)..];
        string text = "{" + string.Join(',', keys.Select(pair => $"{pair.Key}: {pair.Value}")) + "}";
        PlanException exception = Assert.Throws<PlanException>(() =>
            PlanFile.Parse(Encoding.UTF8.GetBytes(text), "/plan.json"));
        Assert.NotEmpty(exception.Hint);
    }
}
