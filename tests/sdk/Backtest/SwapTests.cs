using Strategies.Backtest.Tests.Support;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session.Results;

namespace Strategies.Backtest.Tests;

/// <summary>Versions that change while a day is played.</summary>
public sealed class SwapTests : IDisposable
{
    private const int Rows = 6_000;
    private static readonly SlotPlan Ladder = new() { Name = "ladder", Strategy = Packages.Ladder };

    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_swap_keeps_orders_and_counters_and_the_hot_thread_allocates_nothing()
    {
        SessionResult result = _session.Play(Plan(Ladder) with { Actions = [Swap(2_000)] });
        SwapReport swap = Assert.Single(result.Swaps);
        RequireDone(result, swap, PlanActionKind.Swap);
        RequireCountersWentOn(result);
        Assert.Equal(0, result.HotThreadAllocatedBytes);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void A_rollback_keeps_orders_and_counters_too()
    {
        SessionResult result = _session.Play(Plan(Ladder) with { Actions = [Swap(2_000), Rollback(4_000)] });
        Assert.Equal(2, result.Swaps.Count);
        RequireDone(result, result.Swaps[0], PlanActionKind.Swap);
        RequireDone(result, result.Swaps[1], PlanActionKind.Rollback);
        Assert.Equal(result.Swaps[0].FromHash, result.Swaps[1].ToHash);
        Assert.Equal(result.Swaps[0].ToHash, result.Swaps[1].FromHash);
        RequireCountersWentOn(result);
        Assert.Equal(0, result.HotThreadAllocatedBytes);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void A_swap_that_starts_fresh_cancels_the_orders_and_the_replay_obeys_it()
    {
        SessionResult result = _session.Play(Plan(Ladder) with { Actions = [Swap(2_000) with { State = SwapState.Fresh }] });
        SwapReport swap = Assert.Single(result.Swaps);
        Assert.Equal((HandoverResult.ReadyWithoutState, 0), (swap.Result, swap.StateBytes));
        int canceled = JournalRecord.Outputs(result.JournalDir).Count(output =>
            output.Type == RecordType.OrderCancelRequest && output.Sequence == swap.AtSequence);
        Assert.Equal(swap.WorkingOrdersBefore, canceled);
        Assert.Equal(0, result.HotThreadAllocatedBytes);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void A_plan_quarantines_a_slot_and_the_next_swap_runs_in_it_again()
    {
        ActionPlan quarantine = new() { AtEvent = 2_000, Action = PlanActionKind.Quarantine, Slot = "ladder", Reason = "odd" };
        SessionResult result = _session.Play(
            Plan(Ladder) with { Actions = [quarantine, Swap(4_000) with { MinWorkingOrders = 0 }] });
        Assert.Equal("odd", result.Slots[0].QuarantineReason);
        Assert.Equal(SlotState.Running, result.Slots[0].State);
        Assert.NotEqual(0UL, Assert.Single(result.Swaps).AtSequence);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void Working_orders_of_before_a_swap_are_the_next_versions_to_change()
    {
        SessionResult result = _session.Play(Plan(Ladder) with { Actions = [Swap(2_000)] });
        List<JournalRecord> outputs = JournalRecord.Outputs(result.JournalDir);
        ulong committed = result.Swaps[0].AtSequence;
        HashSet<ulong> before = [.. outputs.Where(output =>
            output.Type == RecordType.NewOrderSingle && output.Sequence < committed)
            .Select(output => output.Payload<OrderPayload>().OrderId)];
        Assert.Contains(
            outputs,
            output => output.Type == RecordType.OrderCancelReplaceRequest && output.Sequence > committed
                && before.Contains(output.Payload<OrderPayload>().OrderId));
        Assert.DoesNotContain(outputs, output =>
            output.Type == RecordType.OrderCancelRequest && output.Sequence <= committed + 1);
    }

    [Fact]
    public void A_version_that_fails_in_the_warm_up_is_refused_and_the_day_goes_on()
    {
        string faulty = FaultySource.ThrowingEarly(_session.PathOf("faulty"));
        SlotPlan quiet = new() { Name = "quiet", Strategy = Packages.Quiet };
        SessionResult result = _session.Play(Plan(Ladder, quiet) with
        {
            Actions = [new ActionPlan { AtEvent = 2_000, Action = PlanActionKind.Swap, Slot = "quiet", Strategy = faulty }],
        });
        SwapReport refused = Assert.Single(result.Swaps);
        Assert.Equal(0UL, refused.AtSequence);
        Assert.Contains("in the warm-up", refused.Reason);
        Assert.Contains("thrown at the hundredth book", refused.Reason);
        Assert.Equal(0, result.ActionsNotRun);
        Assert.All(result.Slots, slot => Assert.Equal(SlotState.Running, slot.State));
        Assert.Equal(Rows, result.RecordMessages);
        Assert.Equal(0, result.EventsLost);
        JournalRecord lastOrder = JournalRecord.Outputs(result.JournalDir).Last(
            output => output.Type is RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest);
        Assert.Equal(1, lastOrder.Payload<OrderPayload>().Slot);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void A_first_version_that_fails_in_the_warm_up_ends_the_session_before_it_begins()
    {
        string faulty = FaultySource.ThrowingEarly(_session.PathOf("faulty"));
        Plugins.PackageException exception = Assert.Throws<Plugins.PackageException>(
            () => _session.Play(Plan(new SlotPlan { Name = "faulty", Strategy = faulty })));
        Assert.Contains("thrown at the hundredth book", exception.Problem);
        Assert.NotEmpty(exception.Hint);
    }

    [Fact]
    public void An_action_waits_for_as_many_working_orders_as_it_asks_for()
    {
        ActionPlan never = Swap(2_000) with { MinWorkingOrders = 1_000 };
        SessionResult result = _session.Play(Plan(Ladder) with { Actions = [never] });
        Assert.Equal(1, result.ActionsNotRun);
        Assert.Equal(0UL, Assert.Single(result.Swaps).AtSequence);
        Assert.Equal(0, result.EventsLost);
    }

    [Fact]
    public void A_rollback_without_a_version_before_is_refused()
    {
        SessionResult result = _session.Play(Plan(Ladder) with { Actions = [Rollback(2_000)] });
        SwapReport refused = Assert.Single(result.Swaps);
        Assert.Equal(0UL, refused.AtSequence);
        Assert.Equal(HandoverResult.NotAvailable, refused.Result);
        Assert.NotEmpty(refused.Reason);
        Assert.Equal(refused.FromHash, refused.ToHash);
        Assert.Equal(0, result.HotThreadAllocatedBytes);
        Assert.Equal(0, result.EventsLost);
        TestSession.RequireEqualReplay(result);
    }

    private static ActionPlan Swap(long atEvent) => new()
    {
        AtEvent = atEvent,
        Action = PlanActionKind.Swap,
        Slot = "ladder",
        Strategy = Packages.LadderV2,
        MinWorkingOrders = 20,
    };

    private static ActionPlan Rollback(long atEvent) => new()
    {
        AtEvent = atEvent,
        Action = PlanActionKind.Rollback,
        Slot = "ladder",
        MinWorkingOrders = 20,
    };

    private static void RequireDone(SessionResult result, SwapReport swap, PlanActionKind kind)
    {
        Assert.Equal(kind, swap.Kind);
        Assert.Equal(HandoverResult.Ready, swap.Result);
        JournalRecord commit = Assert.Single(
            JournalRecord.Inputs(result.JournalDir), input => input.Sequence == swap.AtSequence);
        Assert.Equal(RecordType.SwapCommitted, commit.Type);
        HandoverPayload handover = Assert.Single(JournalRecord.Outputs(result.JournalDir), output =>
            output.Type == RecordType.Handover
            && output.Sequence == commit.Payload<SwapDecisionPayload>().RequestSequence).Payload<HandoverPayload>();
        Assert.Equal((handover.Result, handover.StateBytes), (swap.Result, swap.StateBytes));
        Assert.InRange(swap.WorkingOrdersBefore, 20, 64);
        Assert.Equal(swap.WorkingOrdersBefore, swap.WorkingOrdersAfter);
        Assert.NotEqual(swap.FromHash, swap.ToHash);
        Assert.InRange(swap.StateBytes, 1, 1 << 16);
        Assert.InRange(swap.PauseNs, 1, (long)result.Elapsed.TotalNanoseconds);
    }

    /// <summary>
    /// The count of callbacks lies in the state only: it is the number of rows when no swap lost or repeated any.
    /// </summary>
    private static void RequireCountersWentOn(SessionResult result)
    {
        Assert.Equal(Rows, result.FeedMessages);
        Assert.Equal(Rows, Assert.Single(result.Slots).MarketCallbacks);
        Assert.Equal(0, result.EventsLost);
    }

    private SessionPlan Plan(params SlotPlan[] slots) => _session.ShortPlan(Rows, 500, slots);
}
