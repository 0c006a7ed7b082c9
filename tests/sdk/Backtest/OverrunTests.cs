using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session.Results;

namespace Strategies.Backtest.Tests;

/// <summary>Callbacks that take too much in a whole session, and what the slot's plan says of that.</summary>
public sealed class OverrunTests : IDisposable
{
    private const int Rows = 6_000;

    private const int CostlyFrom = 3_000;

    /// <summary>More callbacks than a warm-up has.</summary>
    private const int Late = 4_100;

    /// <summary>
    /// Above half a second on any machine. The budget lies far below it, and far above what a busy machine takes away
    /// from an innocent callback.
    /// </summary>
    private const long ManySpins = 500_000_000;
    private const long BudgetMicroseconds = 250_000;

    private static readonly SlotPlan Ladder = new() { Name = "ladder", Strategy = Packages.Ladder };

    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    private static SlotPlan Costly(params (string Name, long Value)[] parameters) => new()
    {
        Name = "costly",
        Strategy = Packages.Costly,
        Parameters = parameters.ToDictionary(one => one.Name, one => JsonSerializer.SerializeToElement(one.Value)),
    };

    private SessionPlan Plan(params SlotPlan[] slots) => _session.ShortPlan(Rows, 500, slots);

    private static List<JournalRecord> Overruns(SessionResult result) =>
        [.. JournalRecord.Inputs(result.JournalDir).Where(input => input.Type == RecordType.CallbackOverrun)];

    [Fact]
    public void A_slow_callback_quarantines_its_slot_by_a_record_the_other_trades_on_and_the_replay_is_equal()
    {
        SessionResult result = _session.Play(Plan(
            Costly(("after", CostlyFrom), ("spins", ManySpins)) with { TimeBudgetMicroseconds = BudgetMicroseconds },
            Ladder));
        OverrunReport overrun = Assert.Single(result.Overruns, one => one.Call == StrategyCall.OnBook);
        Assert.Equal(("costly", OverrunKind.Time, OverrunAction.Quarantine),
            (overrun.Slot, overrun.Kind, overrun.Action));
        Assert.Equal(BudgetMicroseconds * 1_000, overrun.Budget);
        Assert.True(overrun.Measured > overrun.Budget);
        JournalRecord record = Assert.Single(Overruns(result), input =>
            input.Payload<CallbackOverrunPayload>().CauseSequence == overrun.AtSequence);
        Assert.Equal(overrun.AtSequence + 1, record.Sequence);
        Assert.Equal(SourceKind.Driver, record.Header.SourceKind);
        Assert.Equal(SlotState.Quarantined, result.Slots[0].State);
        Assert.StartsWith("slot 'costly': OnBook took ", result.Slots[0].QuarantineReason);
        Assert.Contains(JournalRecord.Outputs(result.JournalDir), output =>
            output.Type == RecordType.OrderCancelRequest && output.Sequence == record.Sequence);
        Assert.Equal((SlotState.Running, (long)Rows), (result.Slots[1].State, result.Slots[1].MarketCallbacks));
        Assert.True(result.CallbackNumbers[0].MaxNs >= overrun.Measured);
        Assert.Equal(0, result.EventsLost);
        Assert.Equal(0, result.HotThreadAllocatedBytes);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void A_slot_that_rolls_back_goes_on_with_the_version_before()
    {
        SlotPlan slot = new()
        {
            Name = "one",
            Strategy = Packages.Throwing,
            TimeBudgetMicroseconds = BudgetMicroseconds,
            OnOverrun = OverrunAction.QuarantineAndRollback,
        };
        SessionResult result = _session.Play(Plan(slot) with
        {
            Actions =
            [
                new ActionPlan { AtEvent = 2_000, Action = PlanActionKind.Swap, Slot = "one",
                    Strategy = FaultySource.SlowLate(_session.PathOf("slow"), Late, ManySpins) },
            ],
        });
        Assert.True(Assert.Single(result.Swaps).AtSequence > 0, result.Swaps[0].Reason);
        Assert.Equal(SlotState.Running, result.Slots[0].State);
        OverrunReport overrun = Assert.Single(result.Overruns, one => one.Call == StrategyCall.OnBook);
        Assert.Equal(OverrunAction.QuarantineAndRollback, overrun.Action);
        SlotStatePayload last = JournalRecord.Outputs(result.JournalDir).Last(output =>
            output.Type == RecordType.SlotState
            && output.Payload<SlotStatePayload>().State == SlotState.Running).Payload<SlotStatePayload>();
        Assert.Equal("rolled back after a fault", last.Reason.ToString());
        Assert.Equal(result.Swaps[0].FromHash, last.PackageHash);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void An_exception_rolls_back_where_the_slot_says_so()
    {
        SlotPlan slot = new() { Name = "one", Strategy = Packages.Quiet, OnFault = FaultAction.Rollback };
        SessionResult result = _session.Play(Plan(slot) with
        {
            Actions =
            [
                new ActionPlan { AtEvent = 2_000, Action = PlanActionKind.Swap, Slot = "one",
                    Strategy = FaultySource.ThrowingLate(_session.PathOf("late"), Late) },
            ],
        });
        Assert.True(Assert.Single(result.Swaps).AtSequence > 0, result.Swaps[0].Reason);
        Assert.Equal(SlotState.Running, result.Slots[0].State);
        Assert.Contains("thrown late", result.Slots[0].QuarantineReason);
        Assert.Equal(0, result.EventsLost);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void Allocations_are_told_once_a_second_with_their_number_and_the_slot_trades_on()
    {
        SessionResult result = _session.Play(Plan(
            Costly(("after", CostlyFrom), ("times", 500), ("bytes", 1_000))));
        Assert.Equal(SlotState.Running, result.Slots[0].State);
        Assert.NotEmpty(result.Overruns);
        Assert.All(result.Overruns, overrun => Assert.Equal(
            (OverrunKind.Allocation, OverrunAction.Alert, 0L), (overrun.Kind, overrun.Action, overrun.Budget)));
        Assert.InRange(result.Overruns[0].Measured, 1_000, 1_100);
        Assert.Equal(500, result.CallbackNumbers[0].Overruns);
        Assert.InRange(result.Overruns.Sum(overrun => overrun.Count), 1, 500);
        long[] times = [.. Overruns(result).Select(record => record.TimeNs)];
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 1_000_000_000));
        TestSession.RequireEqualReplay(result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Allocations_may_be_allowed_or_forbidden(bool isAllowed)
    {
        SessionResult result = _session.Play(Plan(
            Costly(("after", CostlyFrom), ("times", 5), ("bytes", 1_000)) with { AllowAllocation = isAllowed }));
        Assert.Equal(isAllowed ? SlotState.Running : SlotState.Quarantined, result.Slots[0].State);
        Assert.Equal(isAllowed ? 0 : 1, result.Overruns.Count);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void A_late_restore_is_refused_and_the_old_version_goes_on()
    {
        SlotPlan slot = Costly(("restoreSpins", ManySpins)) with { HandoverBudgetMicroseconds = BudgetMicroseconds };
        SessionResult result = _session.Play(Plan(slot) with
        {
            Actions =
            [
                new ActionPlan { AtEvent = 2_000, Action = PlanActionKind.Swap, Slot = "costly",
                    Strategy = Packages.Costly },
            ],
        });
        SwapReport swap = Assert.Single(result.Swaps);
        Assert.Equal((0UL, HandoverResult.Ready), (swap.AtSequence, swap.Result));
        Assert.Matches("^late: Save took [0-9]+ ns, Restore took [0-9]+ ns, budget 250000000 ns$", swap.Reason);
        Assert.Equal(SlotState.Running, result.Slots[0].State);
        JournalRecord refused = Assert.Single(JournalRecord.Inputs(result.JournalDir), input =>
            input.Type == RecordType.SwapRefused);
        Assert.Equal(swap.Reason, refused.Payload<SwapDecisionPayload>().Reason.ToString());
        Assert.Empty(result.Overruns);
        Assert.Equal(0, result.HotThreadAllocatedBytes);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void A_session_without_budgets_has_no_overrun_and_still_counts_callbacks()
    {
        SessionResult result = _session.Play(Plan(Ladder));
        Assert.Empty(Overruns(result));
        Assert.Empty(result.Overruns);
        Assert.True(result.CallbackNumbers[0].Callbacks >= Rows);
        Assert.Equal((0, 0), (result.CallbackNumbers[0].MaxNs, result.CallbackNumbers[0].Overruns));
    }
}
