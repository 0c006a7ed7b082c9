using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Flattening;

/// <summary>A slot is stopped, its orders canceled, its positions closed, and how that ended is said.</summary>
public sealed class FlattenTests
{
    private readonly FlattenedDay _day = new();

    private EngineHarness Harness => _day.Harness;

    [Fact]
    public void A_slot_is_stopped_its_orders_are_canceled_and_then_one_order_closes_each_position()
    {
        _day.Hold(1, First, 300);
        _day.Hold(1, Second, -200);
        VenueDouble resting = _day.Rest(1, First, Side.Buy, Dollars(9.99m), 50);
        ulong request = Harness.Flatten(RiskScope.Strategy, 1, ticks: 5, who: "anna", reason: "odd prices");
        Assert.Equal((SlotState.Stopped, "odd prices"), (Harness.SlotChange.State, Harness.SlotChange.Reason.ToString()));
        Assert.Equal([resting.Order.Value], Harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest).Select(order => order.OrderId));
        FlattenStatePayload begun = Harness.LastOf<FlattenStatePayload>(RecordType.FlattenState).Single();
        Assert.Equal((1, FlattenStatus.Canceling, 2, 1, request), (begun.Slot, begun.Status, begun.Positions, begun.WorkingOrders, begun.RequestSequence));
        Assert.Equal(("anna", "odd prices"), (begun.Who.ToString(), begun.Reason.ToString()));
        Assert.Empty(_day.NewOrders);

        resting.Cancel(1);
        Assert.Equal(
            [(1, Side.Sell, Dollars(9.95m).Raw, 300L), (2, Side.Buy, Dollars(20.07m).Raw, 200L)],
            _day.NewOrders.Select(order => (order.Instrument, order.Side, order.Price, order.Quantity)));
        Assert.All(_day.NewOrders, order => Assert.Equal(
            (1, OrdType.Limit, TimeInForce.ImmediateOrCancel), (order.Slot, order.OrdType, order.TimeInForce)));
        Assert.Equal([FlattenStatus.Closing], _day.Steps);
        Assert.Equal(FlattenStatus.Closing, Harness.Engine.FlatteningOf(1));

        VenueDouble[] closing = _day.Closing();
        closing[0].Fill(300, Dollars(10));
        Assert.Empty(_day.Steps);
        closing[1].Fill(200, Dollars(20.02m));
        Assert.Equal([FlattenStatus.Flat], _day.Steps);
        Assert.Empty(Harness.LastAlerts);
        Assert.Equal((SlotState.Stopped, FlattenStatus.None), (Harness.Engine.StateOf(1), Harness.Engine.FlatteningOf(1)));
        Assert.Equal(long.MaxValue, Harness.Engine.NextTimerDueNs);
        Harness.Control(1, SlotAction.Start);
        Assert.Equal(SlotState.Running, Harness.Engine.StateOf(1));
    }

    [Fact]
    public void A_slot_without_orders_and_positions_is_flat_at_once_whatever_its_state()
    {
        foreach (SlotAction action in (ReadOnlySpan<SlotAction>)[SlotAction.Stop, SlotAction.Quarantine])
        {
            Harness.Flatten(RiskScope.Strategy, 1);
            Assert.Equal([FlattenStatus.Canceling, FlattenStatus.Flat], _day.Steps);
            Harness.Control(1, SlotAction.Start);
            Harness.Control(1, action);
        }

        Assert.Equal(SlotState.Quarantined, Harness.Engine.StateOf(1));
        Harness.Flatten(RiskScope.Strategy, 1);
        Assert.Equal([FlattenStatus.Canceling, FlattenStatus.Flat], _day.Steps);
        Assert.Equal(SlotState.Quarantined, Harness.Engine.StateOf(1));
        Harness.Flatten(RiskScope.Strategy, 4);
        Assert.Equal(SlotState.Empty, Harness.Engine.StateOf(4));
        Assert.Equal([FlattenStatus.Canceling, FlattenStatus.Flat], _day.Steps);
    }

    [Fact]
    public void A_quarantined_slot_is_flattened_without_asking_its_strategy()
    {
        _day.Hold(1, First, 100);
        Harness.Control(1, SlotAction.Quarantine);
        Harness.Flatten(RiskScope.Strategy, 1);
        Assert.DoesNotContain("OnStop", _day.Strategies[1].Calls);
        _day.Closing().Single().Fill(100, Dollars(10));
        Assert.Equal([FlattenStatus.Flat], _day.Steps);
        Assert.Equal(SlotState.Quarantined, Harness.Engine.StateOf(1));
    }

    [Fact]
    public void An_OnStop_that_throws_does_not_keep_the_slot_from_being_flattened()
    {
        _day.Hold(1, First, 100);
        _day.Strategies[1].Stop = _ => throw new InvalidOperationException("no");
        Harness.Flatten(RiskScope.Strategy, 1);
        Assert.Equal(SlotState.Quarantined, Harness.Engine.StateOf(1));
        _day.Closing().Single().Fill(100, Dollars(10));
        Assert.Equal([FlattenStatus.Flat], _day.Steps);
    }

    [Fact]
    public void Fills_that_come_while_orders_are_being_canceled_are_closed_too()
    {
        VenueDouble resting = _day.Rest(1, First, Side.Buy, Dollars(10), 70);
        Harness.Flatten(RiskScope.Strategy, 1);
        resting.Fill(70, Dollars(10));
        Assert.Equal((Side.Sell, 70L), (_day.NewOrders.Single().Side, _day.NewOrders.Single().Quantity));
        resting.RejectCancel(1);
        Assert.Equal(FlattenStatus.Closing, Harness.Engine.FlatteningOf(1));
        Assert.Empty(_day.NewOrders);
    }

    [Fact]
    public void An_account_is_every_slot_that_trades_in_it_and_no_other()
    {
        for (int slot = 1; slot <= 3; slot++)
        {
            _day.Hold(slot, First, 100 * slot);
        }

        Harness.Flatten(RiskScope.Account, 1);
        Assert.Equal([1, 2], _day.NewOrders.Select(order => order.Slot));
        Assert.Equal([100L, 200], _day.NewOrders.Select(order => order.Quantity));
        Assert.Equal(
            [SlotState.Stopped, SlotState.Stopped, SlotState.Running], Enumerable.Range(1, 3).Select(Harness.Engine.StateOf));
        foreach (VenueDouble order in _day.Closing())
        {
            order.Fill(order.OrderQty, Dollars(10));
        }

        Assert.Equal([1, 2], Harness.AllOf<FlattenStatePayload>(RecordType.FlattenState)
            .Where(state => state.Status == FlattenStatus.Flat).Select(state => state.Slot));
        Assert.Equal(300, Harness.Engine.PositionOf(3, First).Quantity);
    }

    [Fact]
    public void A_position_above_the_largest_order_goes_out_in_pieces_of_whole_lots()
    {
        _day.Hold(1, First, 700);
        Harness.SetLimit(new LimitEntry { Control = RiskControl.MaxQuantity, Scope = RiskScope.Strategy, ScopeId = 1, Value = 300 });
        Harness.Flatten(RiskScope.Strategy, 1);
        Assert.Equal([300L, 300, 100], _day.NewOrders.Select(order => order.Quantity));
        foreach (VenueDouble order in _day.Closing())
        {
            order.Fill(order.OrderQty, Dollars(10));
        }

        Assert.Equal([FlattenStatus.Flat], _day.Steps);
    }

    [Fact]
    public void A_position_that_needs_more_than_a_hundred_orders_is_closed_that_far()
    {
        _day.Hold(1, First, 101);
        Harness.SetLimit(new LimitEntry { Control = RiskControl.MaxQuantity, Scope = RiskScope.Strategy, ScopeId = 1, Value = 1 });
        Harness.Flatten(RiskScope.Strategy, 1);
        Assert.Equal(100, _day.NewOrders.Count);
        foreach (VenueDouble order in _day.Closing())
        {
            order.Fill(1, Dollars(10));
        }

        _day.AssertLeft("slot 'slot1' is not flat: 1 of ALPHA left: a closing order was refused, CapacityExceeded");
    }

    [Fact]
    public void The_end_of_the_day_ends_what_is_under_way_and_says_what_is_left()
    {
        _day.Hold(1, First, 100);
        Harness.Flatten(RiskScope.Strategy, 1);
        Harness.EndOfDay();
        Assert.Equal([FlattenStatus.NotFlat], _day.Steps);
        _day.AssertLeft(
            "slot 'slot1' is not flat: 1 order still works: the day ended",
            "slot 'slot1' is not flat: 100 of ALPHA left: the day ended");
    }
}
