using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Flattening;

/// <summary>What keeps a slot from becoming flat is said with its reason, and nothing is tried again by itself.</summary>
public sealed class FlattenRefusalTests
{
    private const string Left = "slot 'slot1' is not flat: 100 of ALPHA left: ";

    private readonly FlattenedDay _day = new();

    private EngineHarness Harness => _day.Harness;

    [Fact]
    public void A_kill_switch_that_is_set_refuses_the_closing_order_and_the_slot_is_stopped_all_the_same()
    {
        _day.Hold(1, First, 100);
        Harness.Kill(RiskScope.Account, 1);
        Harness.Flatten(RiskScope.Strategy, 1);
        RejectPayload reject = Assert.Single(Harness.LastOf<RejectPayload>(RecordType.OrderRejected));
        Assert.Equal((RejectReason.KillSwitch, RiskScope.Account), (reject.Reason, reject.Scope));
        _day.AssertLeft(Left + "a closing order was refused, KillSwitch");
        Assert.Equal(SlotState.Stopped, Harness.Engine.StateOf(1));
        Harness.Kill(RiskScope.Account, 1, isSet: false);
        Assert.Empty(_day.NewOrders);
        Harness.Flatten(RiskScope.Strategy, 1);
        _day.Closing().Single().Fill(100, Dollars(10));
        Assert.Equal([FlattenStatus.Flat], _day.Steps);
    }

    [Fact]
    public void A_kill_while_orders_are_being_canceled_refuses_the_closing_order()
    {
        _day.Hold(1, First, 100);
        VenueDouble resting = _day.Rest(1, First, Side.Buy, Dollars(9.99m), 50);
        Harness.Flatten(RiskScope.Strategy, 1);
        Harness.Kill(RiskScope.Firm, 0);
        resting.Cancel(1);
        _day.AssertLeft(Left + "a closing order was refused, KillSwitch");
    }

    [Theory]
    [InlineData(RiskControl.PriceCollar, 10, "PriceCollar")]
    [InlineData(RiskControl.MaxNotional, 1, "MaxNotional")]
    [InlineData(RiskControl.MessagesPerSecond, 1, "MessageThrottle")]
    public void A_limit_that_refuses_the_closing_order_is_named(RiskControl control, long value, string reason)
    {
        _day.Hold(1, First, 100);
        Harness.SetLimit(new LimitEntry { Control = control, Scope = RiskScope.Strategy, ScopeId = 1, Value = value });
        Harness.Flatten(RiskScope.Strategy, 1);
        _day.AssertLeft(Left + $"a closing order was refused, {reason}");
    }

    [Fact]
    public void An_account_that_would_exceed_its_largest_position_by_it_refuses_the_order()
    {
        _day.Hold(1, First, 100);
        _day.Hold(2, First, -300);
        Harness.SetLimit(new LimitEntry { Control = RiskControl.MaxPosition, Scope = RiskScope.Account, ScopeId = 1, Value = 250 });
        Harness.Flatten(RiskScope.Strategy, 1);
        _day.AssertLeft(Left + "a closing order was refused, MaxPosition");
    }

    [Theory]
    [InlineData(100, "the book has no bid")]
    [InlineData(-100, "the book has no offer")]
    public void Without_a_far_side_no_order_is_sent(long held, string reason)
    {
        _day.Hold(1, First, held);
        Harness.Itch(Itch.Delete(1, 1_000_000), Itch.Delete(1, 1_000_001));
        Harness.Flatten(RiskScope.Strategy, 1);
        Assert.Empty(Harness.LastOf<RejectPayload>(RecordType.OrderRejected));
        _day.AssertLeft($"slot 'slot1' is not flat: {held} of ALPHA left: {reason}");
    }

    [Fact]
    public void A_venue_that_is_down_and_held_sends_end_it_at_once()
    {
        _day.Hold(1, First, 100);
        Harness.Session(1, isUp: false);
        Harness.Flatten(RiskScope.Strategy, 1);
        _day.AssertLeft(Left + "a closing order was refused, VenueDown");
        Harness.Session(1, isUp: true);
        Assert.Empty(_day.NewOrders);
        Harness.Apply(RecordType.SendsHeld, new SendsHeldPayload { IsHeld = 1 });
        Harness.Flatten(RiskScope.Strategy, 1);
        _day.AssertLeft(Left + "a closing order was refused, SendsHeld");
    }

    [Fact]
    public void An_order_that_is_filled_in_part_leaves_the_rest_and_is_not_sent_again()
    {
        _day.Hold(1, First, 100);
        Harness.Flatten(RiskScope.Strategy, 1);
        VenueDouble order = _day.Closing().Single();
        order.Fill(60, Dollars(10));
        Assert.Empty(_day.Steps);
        order.Send(ExecType.Canceled, OrdStatus.Canceled);
        _day.AssertLeft("slot 'slot1' is not flat: 40 of ALPHA left: the closing order was not filled whole at its limit");
        Harness.Quote(First, Dollars(10), Dollars(10.02m));
        Assert.Empty(_day.NewOrders);
        Harness.Flatten(RiskScope.Strategy, 1);
        Assert.Equal(40, _day.NewOrders.Single().Quantity);
    }

    [Fact]
    public void An_order_that_the_venue_refuses_is_said_with_the_venues_reason()
    {
        _day.Hold(1, First, 100);
        Harness.Flatten(RiskScope.Strategy, 1);
        _day.Closing().Single().Send(ExecType.Rejected, OrdStatus.Rejected);
        _day.AssertLeft(Left + "a closing order was refused, VenueRejected");
    }

    [Fact]
    public void A_cancel_that_is_never_answered_ends_it_after_30_seconds_by_the_clock_alone()
    {
        _day.Hold(1, First, 100);
        VenueDouble resting = _day.Rest(1, First, Side.Buy, Dollars(9.99m), 50);
        Harness.Flatten(RiskScope.Strategy, 1);
        Assert.Equal(Harness.TimeNs + 30_000_000_000, Harness.Engine.NextTimerDueNs);
        resting.RejectCancel(1);
        Harness.Clock(29_999_999_999);
        Assert.Empty(Harness.Last);
        Harness.Clock(1);
        _day.AssertLeft(
            "slot 'slot1' is not flat: 1 order still works: the venue has not answered for 30 s",
            Left + "the venue has not answered for 30 s");
        Assert.Equal(long.MaxValue, Harness.Engine.NextTimerDueNs);
        resting.Cancel(1);
        Assert.Empty(_day.NewOrders);
    }

    [Fact]
    public void A_stop_ends_it_and_cancels_what_works_of_it()
    {
        _day.Hold(1, First, 100);
        Harness.Flatten(RiskScope.Strategy, 1);
        Harness.Control(1, SlotAction.Stop);
        Assert.Single(Harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest));
        _day.AssertLeft(
            "slot 'slot1' is not flat: 1 order still works: the slot was stopped before its flattening had ended",
            Left + "the slot was stopped before its flattening had ended");
        Assert.Equal(SlotState.Stopped, Harness.Engine.StateOf(1));
    }

    [Fact]
    public void While_it_is_under_way_the_slot_is_not_started_swapped_or_flattened_once_more()
    {
        _day.Hold(1, First, 100);
        ulong early = Harness.Request(1, SwapKind.Swap, Harness.Source.Stage(1, new ScriptedStrategy()).PackageHash);
        Harness.Flatten(RiskScope.Strategy, 1);
        VenueDouble order = _day.Closing().Single();
        Harness.Commit(1, early);
        Assert.StartsWith("refused: the slot had callbacks or commands", Harness.SlotChange.Reason.ToString());
        Harness.Control(1, SlotAction.Start);
        Assert.StartsWith("the slot is being flattened", _day.LastAlert);
        Harness.Request(1, SwapKind.Swap, Harness.Source.Stage(1, new ScriptedStrategy()).PackageHash);
        Assert.Equal(HandoverResult.NotAvailable, Harness.Handover.Result);
        Assert.StartsWith("the slot is being flattened", Harness.Handover.Reason.ToString());
        Harness.Flatten(RiskScope.Strategy, 1);
        Assert.Equal("it is being flattened already", _day.LastAlert);
        Harness.Flatten(RiskScope.Account, 1);
        Assert.Equal([2, 2], Harness.LastOf<FlattenStatePayload>(RecordType.FlattenState).Select(state => state.Slot));
        order.Fill(100, Dollars(10));
        Assert.Equal([FlattenStatus.Flat], _day.Steps);
    }

    [Fact]
    public void A_pending_swap_of_a_slot_that_does_not_run_is_refused_when_it_is_flattened()
    {
        _day.Hold(1, First, 100);
        Harness.Control(1, SlotAction.Quarantine);
        ulong early = Harness.Request(1, SwapKind.Swap, Harness.Source.Stage(1, new ScriptedStrategy()).PackageHash);
        Harness.Flatten(RiskScope.Strategy, 1);
        Harness.Commit(1, early);
        Assert.StartsWith("refused: the slot had callbacks or commands", Harness.SlotChange.Reason.ToString());
        Assert.Equal(SlotState.Quarantined, Harness.Engine.StateOf(1));
    }

    [Theory]
    [InlineData(RiskScope.Strategy, 0)]
    [InlineData(RiskScope.Strategy, 5)]
    [InlineData(RiskScope.Account, 0)]
    [InlineData(RiskScope.Account, 4)]
    [InlineData(RiskScope.Firm, 0)]
    [InlineData(RiskScope.Order, 1)]
    [InlineData((RiskScope)9, 1)]
    public void What_is_not_there_is_an_alert_and_nothing_else(RiskScope scope, int id)
    {
        Harness.Flatten(scope, id);
        Assert.Equal("a command names a slot or account that is not there", _day.LastAlert);
        Assert.Single(Harness.Last);
        Assert.Equal(SlotState.Running, Harness.Engine.StateOf(1));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(FlattenPayload.TicksMax + 1)]
    public void Ticks_that_are_out_of_range_are_an_alert_and_nothing_else(int ticks)
    {
        Harness.Flatten(RiskScope.Strategy, 1, ticks);
        Assert.Contains("0 to 1000 ticks", _day.LastAlert);
        Assert.Single(Harness.Last);
    }
}
