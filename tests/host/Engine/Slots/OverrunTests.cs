using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Slots;

/// <summary>The engine obeys what a driver says of a callback that took too much, and measures nothing itself.</summary>
public sealed class OverrunTests
{
    private readonly EngineHarness _harness = new();
    private readonly ScriptedStrategy _first = new() { Value = 41 };
    private readonly TestStage _firstStage;

    public OverrunTests()
    {
        _firstStage = _harness.Deploy(1, _first);
        _harness.Script(2);
        _harness.Quote(First, Dollars(10), Dollars(10.02m));
    }

    private string AlertText(AlertCode code) =>
        Assert.Single(_harness.LastOf<AlertPayload>(RecordType.Alert), alert => alert.Code == code).Text.ToString();

    private TestStage Swap(Strategy strategy)
    {
        TestStage stage = _harness.Source.Stage(1, strategy);
        _harness.Commit(1, _harness.Request(1, SwapKind.Swap, stage.PackageHash));
        Assert.Equal(stage.PackageHash, _harness.Engine.PackageOf(1));
        return stage;
    }

    [Theory]
    [InlineData(OverrunKind.Time, "slot 'slot1': OnBook took 12345 ns, budget 10000")]
    [InlineData(OverrunKind.Allocation, "slot 'slot1': OnBook allocated 12345 bytes, budget 10000")]
    [InlineData(OverrunKind.AllocationPerSecond, "slot 'slot1': OnBook allocated 12345 bytes in a second with what came before it, bound 10000")]
    [InlineData(OverrunKind.AllocationPerSession, "slot 'slot1': OnBook allocated 12345 bytes in the session with what came before it, bound 10000")]
    public void An_alert_names_slot_callback_measured_and_budget_and_changes_nothing(OverrunKind kind, string text)
    {
        SendResult order = _harness.Send(1, First, Side.Buy, Dollars(10), 100);
        ulong cause = _harness.Sequence;
        _harness.Overrun(1, OverrunAction.Alert, kind);
        AlertPayload alert = Assert.Single(_harness.LastOf<AlertPayload>(RecordType.Alert));
        Assert.Equal((AlertCode.CallbackOverrun, 1, (long)cause), (alert.Code, alert.Count, alert.Detail));
        Assert.Equal(text, alert.Text.ToString());
        Assert.Single(_harness.Last);
        Assert.Equal(SlotState.Running, _harness.Engine.StateOf(1));
        Assert.True(_harness.Cancel(1, order.OrderId).IsSent);
    }

    [Fact]
    public void A_quarantine_cancels_what_works_keeps_what_has_left_and_lets_the_others_trade_on()
    {
        OrderId[] orders =
        [
            _harness.Send(1, First, Side.Buy, Dollars(10), 100).OrderId,
            _harness.Send(1, First, Side.Sell, Dollars(10.02m), 100).OrderId,
        ];
        Assert.Single(_harness.LastOf<OrderPayload>(RecordType.NewOrderSingle));
        _harness.Overrun(1, OverrunAction.Quarantine);
        Assert.Equal(SlotState.Quarantined, _harness.SlotChange.State);
        Assert.Equal("slot 'slot1': OnBook took 12345 ns, budget 10000", _harness.SlotChange.Reason.ToString());
        Assert.Equal(
            orders.Select(order => order.Value),
            _harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest).Select(order => order.OrderId));
        Assert.Equal(2, _harness.Engine.WorkingOrdersOf(1));
        Assert.Equal(SlotState.Quarantined, _harness.Engine.StateOf(1));
        Assert.True(_harness.Send(2, First, Side.Buy, Dollars(10), 10).IsSent);
    }

    [Fact]
    public void A_rollback_brings_the_version_before_back_with_the_state_that_it_had_handed_over()
    {
        TestStage second = Swap(new ScriptedStrategy());
        _harness.Send(1, First, Side.Buy, Dollars(10), 100);
        _first.Value = -1;
        _harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        SlotStatePayload[] changes = [.. _harness.LastOf<SlotStatePayload>(RecordType.SlotState)];
        Assert.Equal([SlotState.Quarantined, SlotState.Running], changes.Select(change => change.State));
        Assert.Equal("rolled back after a fault", changes[1].Reason.ToString());
        Assert.Equal((_firstStage.PackageHash, second.PackageHash), (changes[1].PackageHash, changes[1].PreviousHash));
        Assert.Single(_harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest));
        Assert.Equal(41, _first.Value);
        Assert.Equal(["Restore", "OnHandover"], _first.Calls.TakeLast(2));
        Assert.True(_harness.Send(1, First, Side.Buy, Dollars(10), 10).IsSent);
    }

    [Fact]
    public void Without_a_version_before_the_slot_stays_quarantined_and_an_alert_says_why()
    {
        _harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        Assert.Equal(SlotState.Quarantined, _harness.Engine.StateOf(1));
        Assert.Equal(
            "slot 'slot1' stays quarantined and is not rolled back: no previous version is resident",
            AlertText(AlertCode.NotRolledBack));
    }

    [Fact]
    public void A_version_before_that_cannot_take_the_slots_parameters_is_not_gone_back_to()
    {
        _firstStage.Ranges["size"] = (1, 10);
        TestStage second = Swap(new ScriptedStrategy());
        second.Ranges["size"] = (1, 100);
        _harness.SetParameter(1, "size", 50);
        _harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        Assert.Equal(SlotState.Quarantined, _harness.Engine.StateOf(1));
        Assert.EndsWith("a parameter of the slot is outside the previous version's range",
            AlertText(AlertCode.NotRolledBack));
    }

    [Fact]
    public void A_version_before_whose_Restore_throws_is_not_gone_back_to()
    {
        TestStage second = Swap(new ScriptedStrategy());
        _first.Restoring = (ref StateReader _) => throw new InvalidOperationException("forgot");
        _harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        Assert.Equal(SlotState.Quarantined, _harness.Engine.StateOf(1));
        Assert.Equal(second.PackageHash, _harness.Engine.PackageOf(1));
        Assert.EndsWith("Restore threw InvalidOperationException: forgot", AlertText(AlertCode.NotRolledBack));
    }

    [Fact]
    public void Two_versions_that_both_fail_do_not_take_turns()
    {
        Swap(new ScriptedStrategy());
        _harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        Assert.Equal(_firstStage.PackageHash, _harness.Engine.PackageOf(1));
        _harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        Assert.Equal(SlotState.Quarantined, _harness.Engine.StateOf(1));
        Assert.Equal(_firstStage.PackageHash, _harness.Engine.PackageOf(1));
        Assert.EndsWith("the previous version has failed in this slot too", AlertText(AlertCode.NotRolledBack));
    }

    [Fact]
    public void A_person_can_go_back_to_a_version_that_failed_and_its_next_fault_is_caught_by_the_good_one_again()
    {
        TestStage second = Swap(new ScriptedStrategy());
        _harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        _harness.Commit(1, _harness.Request(1, SwapKind.Rollback));
        Assert.Equal((second.PackageHash, SlotState.Running),
            (_harness.Engine.PackageOf(1), _harness.Engine.StateOf(1)));
        _harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        Assert.Equal((_firstStage.PackageHash, SlotState.Running),
            (_harness.Engine.PackageOf(1), _harness.Engine.StateOf(1)));
    }

    [Fact]
    public void A_version_that_was_put_in_place_of_one_that_failed_is_not_rolled_back_to_that()
    {
        _harness.Overrun(1, OverrunAction.Quarantine);
        TestStage next = Swap(new ScriptedStrategy());
        Assert.Equal(SlotState.Running, _harness.Engine.StateOf(1));
        _harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        Assert.Equal((next.PackageHash, SlotState.Quarantined),
            (_harness.Engine.PackageOf(1), _harness.Engine.StateOf(1)));
    }

    [Theory]
    [InlineData(SlotAction.Stop, SlotState.Stopped)]
    [InlineData(SlotAction.Quarantine, SlotState.Quarantined)]
    public void A_slot_that_no_longer_runs_is_told_of_and_left_as_it_is(SlotAction action, SlotState state)
    {
        Swap(new ScriptedStrategy());
        _harness.Control(1, action);
        _harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        Assert.Single(_harness.Last);
        Assert.Equal([AlertCode.CallbackOverrun], _harness.LastAlerts);
        Assert.Equal(state, _harness.Engine.StateOf(1));
    }

    [Fact]
    public void A_rollback_after_a_fault_drops_a_swap_that_was_pending()
    {
        Swap(new ScriptedStrategy());
        TestStage pending = _harness.Source.Stage(1, new ScriptedStrategy());
        ulong request = _harness.Request(1, SwapKind.Swap, pending.PackageHash);
        _harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        Assert.Equal([pending], _harness.Source.Retired);
        _harness.Commit(1, request);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        Assert.Equal(_firstStage.PackageHash, _harness.Engine.PackageOf(1));
    }

    [Fact]
    public void An_alert_between_request_and_commit_does_not_make_the_state_old()
    {
        TestStage next = _harness.Source.Stage(1, new ScriptedStrategy());
        ulong request = _harness.Request(1, SwapKind.Swap, next.PackageHash);
        _harness.Overrun(1, OverrunAction.Alert);
        _harness.Overrun(2, OverrunAction.Quarantine);
        _harness.Commit(1, request);
        Assert.Equal(next.PackageHash, _harness.Engine.PackageOf(1));
    }

    [Fact]
    public void A_timer_that_is_due_waits_for_the_record_behind_the_overrun()
    {
        _harness.Do(1, context => context.SetTimer(1, context.TimeNs));
        _harness.Overrun(1, OverrunAction.Alert);
        Assert.Empty(_first.Timers);
        _harness.Clock();
        Assert.Single(_first.Timers);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(3, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 5, 0)]
    [InlineData(1, 1, 3)]
    [InlineData(1, 1, -1)]
    public void An_overrun_that_names_what_is_not_there_is_not_obeyed(int slot, int kind, int action)
    {
        _harness.Overrun(slot, (OverrunAction)action, (OverrunKind)kind);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        Assert.Equal(SlotState.Running, _harness.Engine.StateOf(1));
    }

    [Theory]
    [InlineData(OverrunKind.AllocationPerSecond)]
    [InlineData(OverrunKind.AllocationPerSession)]
    public void The_first_behaviour_does_not_know_what_a_second_or_a_session_may_allocate(OverrunKind kind)
    {
        EngineHarness harness = new(behaviour: EngineBehaviour.First);
        harness.Script(1);
        harness.Overrun(1, OverrunAction.Quarantine, kind);
        Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
        Assert.Equal(SlotState.Running, harness.Engine.StateOf(1));
    }
}
