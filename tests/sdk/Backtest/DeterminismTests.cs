using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Plans;
using Strategies.Session.Results;

namespace Strategies.Backtest.Tests;

public sealed class DeterminismTests : IDisposable
{
    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Two_runs_of_a_plan_write_the_same_records()
    {
        SessionPlan plan = Plan();
        SessionResult first = _session.Play(plan);
        SessionResult second = _session.Play(plan);
        Assert.True(first.Fills > 0, "a day without a fill shows too little");
        Assert.True(first.Orders >= 48, $"{first.Orders} orders are less than two ladders");
        Assert.Equal(2, first.Swaps.Count(swap => swap.AtSequence > 0));
        RequireSameRecords(first, second);
        TestSession.RequireEqualReplay(first);
    }

    [Fact]
    public void Pacing_changes_no_record()
    {
        SessionPlan plan = Plan();
        SessionResult fast = _session.Play(plan);
        TimeSpan pace = TimeSpan.FromSeconds(2);
        SessionResult paced = _session.Play(plan, new BacktestOptions { Pace = pace });

        // Never before its time, on any machine; how much later is the machine's.
        Assert.InRange(paced.Elapsed, 0.9 * pace, TimeSpan.MaxValue);
        RequireSameRecords(fast, paced);
    }

    [Fact]
    public void A_cpu_that_is_not_there_costs_the_pinning_and_no_record()
    {
        SessionPlan plan = Plan();
        SessionResult pinned = _session.Play(plan);
        SessionResult free = _session.Play(plan, new BacktestOptions { HotCpu = 1023 });
        Assert.Equal(-1, free.PinnedCpu);
        RequireSameRecords(pinned, free);
    }

    private static void RequireSameRecords(SessionResult left, SessionResult right)
    {
        RequireSame(JournalRecord.Inputs(left.JournalDir), JournalRecord.Inputs(right.JournalDir));
        RequireSame(JournalRecord.Outputs(left.JournalDir), JournalRecord.Outputs(right.JournalDir));
        Assert.Equal(left.Digest, right.Digest);
    }

    private static void RequireSame(List<JournalRecord> left, List<JournalRecord> right)
    {
        Assert.NotEmpty(left);
        Assert.Equal(left.Count, right.Count);
        for (int index = 0; index < left.Count; index++)
        {
            Assert.True(left[index].Bytes.AsSpan().SequenceEqual(right[index].Bytes),
                $"record {index}, a {left[index].Type}, differs");
        }
    }

    private SessionPlan Plan() => _session.ShortPlan(
        5_000,
        1_000,
        new SlotPlan { Name = "maker", Strategy = Packages.MarketMaker },
        new SlotPlan
        {
            Name = "ladder",
            Strategy = Packages.Ladder,
            Parameters = new Dictionary<string, JsonElement> { ["stepTicks"] = JsonSerializer.SerializeToElement(1) },
        }) with
    {
        Actions =
        [
            new ActionPlan { AtEvent = 1_500, Action = PlanActionKind.Swap, Slot = "ladder", Strategy = Packages.LadderV2,
                MinWorkingOrders = 20 },
            new ActionPlan { AtEvent = 3_500, Action = PlanActionKind.Rollback, Slot = "ladder", MinWorkingOrders = 20 },
        ],
    };
}
