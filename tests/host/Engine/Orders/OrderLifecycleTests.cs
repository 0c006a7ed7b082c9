using Strategies.Engine.Tests.Support;
using Strategies.MarketData.Tests;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Orders;

public sealed class OrderLifecycleTests
{
    private static readonly Price Limit = Dollars(10);

    private readonly EngineHarness _harness = new();
    private readonly ScriptedStrategy _strategy;

    public OrderLifecycleTests()
    {
        _strategy = _harness.Script(1);
        _harness.Script(2);
        _harness.Quote(First, Dollars(10), Dollars(10.02m));
    }

    private VenueDouble Sent(long quantity = 100, Side side = Side.Buy)
    {
        SendResult result = _harness.Send(1, First, side, Limit, quantity);
        Assert.True(result.IsSent);
        return new VenueDouble(_harness, result.OrderId, quantity, Limit);
    }

    private void AssertOrder(OrdStatus status, long cum, long leaves)
    {
        OrderStatePayload state = _harness.LastOf<OrderStatePayload>(RecordType.OrderState).Single();
        Assert.Equal((status, cum, leaves), (state.OrdStatus, state.CumQty, state.LeavesQty));
        OrderUpdate update = _strategy.Updates[^1];
        Assert.Equal((status, cum, leaves), (update.OrdStatus, update.CumQty.Raw, update.LeavesQty.Raw));
    }

    [Fact]
    public void An_order_carries_cell_day_and_a_counter_and_leaves_as_it_was_sent()
    {
        SendResult sent = default;
        _harness.Do(1, context =>
            sent = context.Send(NewOrder.Limit(First, Side.Sell, Limit, 300, TimeInForce.ImmediateOrCancel, tag: 77)));
        Assert.Equal((EngineHarness.Cell, EngineHarness.TradingDay, 1UL),
            (sent.OrderId.Cell, sent.OrderId.TradingDay, sent.OrderId.Counter));
        OrderPayload order = _harness.LastOf<OrderPayload>(RecordType.NewOrderSingle).Single();
        Assert.Equal((sent.OrderId.Value, 0U, 1, 1, 1),
            (order.OrderId, order.RequestId, order.Slot, order.Account, order.Instrument));
        Assert.Equal(
            (Side.Sell, OrdType.Limit, TimeInForce.ImmediateOrCancel), (order.Side, order.OrdType, order.TimeInForce));
        Assert.Equal((Limit.Raw, 300, 77), (order.Price, order.Quantity, order.Tag));
        Assert.Equal(2UL, Sent().Order.Counter);
    }

    [Fact]
    public void An_order_is_acknowledged_partly_filled_and_filled()
    {
        VenueDouble venue = Sent();
        venue.Accept();
        AssertOrder(OrdStatus.New, 0, 100);
        venue.Fill(30, Limit);
        AssertOrder(OrdStatus.PartiallyFilled, 30, 70);
        Assert.Equal(1, _harness.Engine.WorkingOrdersOf(1));
        venue.Fill(70, Limit);
        AssertOrder(OrdStatus.Filled, 100, 0);
        Assert.Equal(0, _harness.Engine.WorkingOrdersOf(1));
        Assert.Empty(_harness.AllOf<AlertPayload>(RecordType.Alert));
    }

    [Theory]
    [InlineData(ExecType.Rejected, OrdStatus.Rejected)]
    [InlineData(ExecType.Canceled, OrdStatus.Canceled)]
    [InlineData(ExecType.Expired, OrdStatus.Expired)]
    [InlineData(ExecType.DoneForDay, OrdStatus.DoneForDay)]
    [InlineData(ExecType.Calculated, OrdStatus.Calculated)]
    public void An_order_ends_and_nothing_stays_reserved(ExecType execType, OrdStatus status)
    {
        VenueDouble venue = Sent();
        venue.Send(execType, status);
        AssertOrder(status, 0, 0);
        Assert.Equal(0, _harness.Engine.WorkingOrdersOf(1));
        Assert.Equal(Int128.Zero, _harness.State.Gate.SlotExposure(1, First).OpenBuy);
        Assert.Equal(RejectReason.TooLate, _harness.Cancel(1, venue.Order).Reason);
        Assert.Equal(RejectReason.TooLate, _harness.Replace(1, venue.Order, Limit, 200).Reason);
    }

    [Theory]
    [InlineData(ExecType.Stopped, OrdStatus.Stopped)]
    [InlineData(ExecType.Suspended, OrdStatus.Suspended)]
    public void A_stopped_or_suspended_order_stays_so_through_a_partial_fill_and_works_again_when_it_is_new(
        ExecType execType, OrdStatus status)
    {
        VenueDouble venue = Sent();
        venue.Accept();
        venue.Send(execType, status);
        AssertOrder(status, 0, 100);
        venue.Fill(40, Limit);
        AssertOrder(status, 40, 60);
        venue.Send(ExecType.New, OrdStatus.PartiallyFilled);
        AssertOrder(OrdStatus.PartiallyFilled, 40, 60);
    }

    [Fact]
    public void A_cancel_is_pending_until_it_is_accepted_and_cannot_be_sent_twice()
    {
        VenueDouble venue = Sent();
        venue.Accept();
        Assert.True(_harness.Cancel(1, venue.Order).IsSent);
        OrderPayload request = _harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest).Single();
        Assert.Equal((venue.Order.Value, 1U), (request.OrderId, request.RequestId));
        Assert.Equal(RejectReason.AlreadyPending, _harness.Cancel(1, venue.Order).Reason);
        Assert.Equal(RejectReason.AlreadyPending, _harness.Replace(1, venue.Order, Limit, 50).Reason);
        venue.Fill(10, Limit);
        AssertOrder(OrdStatus.PendingCancel, 10, 90);
        venue.Cancel(1);
        AssertOrder(OrdStatus.Canceled, 10, 0);
    }

    [Fact]
    public void A_refused_cancel_leaves_the_order_working_and_the_next_has_the_next_number()
    {
        VenueDouble venue = Sent();
        venue.Accept();
        _harness.Cancel(1, venue.Order);
        venue.RejectCancel(1);
        AssertOrder(OrdStatus.New, 0, 100);
        Assert.Equal(RejectReason.VenueRejected, _strategy.Updates[^1].RejectReason);
        Assert.True(_harness.Cancel(1, venue.Order).IsSent);
        Assert.Equal(2U, _harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest).Single().RequestId);
    }

    [Fact]
    public void A_replace_changes_price_and_quantity_when_it_is_accepted_and_only_then()
    {
        VenueDouble venue = Sent();
        venue.Accept();
        venue.Fill(20, Limit);
        Assert.True(_harness.Replace(1, venue.Order, Dollars(9.99m), 150).IsSent);
        WorkingOrder pending = default;
        _harness.Do(1, context => Assert.True(context.TryGetOrder(venue.Order, out pending)));
        Assert.Equal((OrdStatus.PendingReplace, Limit, 100L, 80L),
            (pending.OrdStatus, pending.Price, pending.OrderQty.Raw, pending.LeavesQty.Raw));
        venue.Replaced(1, Dollars(9.99m), 150);
        AssertOrder(OrdStatus.PartiallyFilled, 20, 130);
        Assert.Equal((Dollars(9.99m), 150L), (_strategy.Updates[^1].Price, _strategy.Updates[^1].OrderQty.Raw));
    }

    [Fact]
    public void A_refused_replace_leaves_the_order_as_it_was()
    {
        VenueDouble venue = Sent();
        venue.Accept();
        _harness.Replace(1, venue.Order, Dollars(9.99m), 150);
        venue.RejectCancel(1, isReplace: true);
        AssertOrder(OrdStatus.New, 0, 100);
        Assert.Equal(Limit, _strategy.Updates[^1].Price);
    }

    [Fact]
    public void A_cancel_may_follow_a_pending_replace_and_each_answer_finds_its_request()
    {
        VenueDouble venue = Sent();
        venue.Accept();
        _harness.Replace(1, venue.Order, Dollars(9.99m), 150);
        Assert.True(_harness.Cancel(1, venue.Order).IsSent);
        venue.Replaced(1, Dollars(9.99m), 150);
        AssertOrder(OrdStatus.PendingCancel, 0, 150);
        venue.RejectCancel(2);
        AssertOrder(OrdStatus.New, 0, 150);
        Assert.Empty(_harness.AllOf<AlertPayload>(RecordType.Alert));
    }

    [Fact]
    public void A_replace_must_be_above_what_is_filled_and_of_a_limit_order()
    {
        VenueDouble venue = Sent();
        venue.Accept();
        venue.Fill(60, Limit);
        Assert.Equal(RejectReason.BelowCumQty, _harness.Replace(1, venue.Order, Limit, 60).Reason);
        SendResult market = default;
        _harness.Do(1, context => market = context.Send(NewOrder.Market(First, Side.Buy, 5)));
        Assert.True(market.IsSent);
        Assert.Equal(RejectReason.InvalidOrder, _harness.Replace(1, market.OrderId, Limit, 60).Reason);
    }

    [Fact]
    public void An_order_of_another_slot_cannot_be_seen_changed_or_canceled()
    {
        VenueDouble venue = Sent();
        Assert.Equal(RejectReason.UnknownOrder, _harness.Cancel(2, venue.Order).Reason);
        Assert.Equal(RejectReason.UnknownOrder, _harness.Replace(2, venue.Order, Limit, 200).Reason);
        _harness.Do(2, context => Assert.False(context.TryGetOrder(venue.Order, out _)));
        Assert.Equal(0, _harness.Engine.WorkingOrdersOf(2));
    }

    [Fact]
    public void A_refusal_before_the_order_left_is_an_output_with_its_reason()
    {
        SendResult result = _harness.Send(1, First, Side.Buy, Limit, 0);
        RejectPayload reject = _harness.LastOf<RejectPayload>(RecordType.OrderRejected).Single();
        Assert.Equal((RejectReason.InvalidLot, RejectReason.InvalidLot), (result.Reason, reject.Reason));
        Assert.Equal((result.OrderId.Value, RecordType.NewOrderSingle), (reject.Order.OrderId, reject.Request));
        Assert.Equal(0, _harness.Engine.WorkingOrdersOf(1));
        Assert.Equal(1, _harness.Engine.Counters.Rejects);
    }

    [Fact]
    public void Working_orders_are_listed_oldest_first_and_only_while_they_work()
    {
        VenueDouble[] venues = [Sent(10), Sent(20), Sent(30)];
        venues[1].Cancel();
        WorkingOrder[] orders = new WorkingOrder[8];
        int count = 0;
        _harness.Do(1, context => count = context.CopyWorkingOrders(orders));
        Assert.Equal([10L, 30L], orders[..count].Select(order => order.OrderQty.Raw));
        _harness.Do(1, context => Assert.Equal(1, context.CopyWorkingOrders(orders.AsSpan(0, 1))));
    }

    [Fact]
    public void A_fill_that_is_told_twice_counts_once()
    {
        VenueDouble venue = Sent();
        venue.Accept();
        ulong execId = venue.Fill(30, Limit);
        int updates = _strategy.Updates.Count;
        _harness.Report(new ExecutionReportPayload
        {
            OrderId = venue.Order.Value,
            ExecId = execId,
            ExecType = ExecType.Trade,
            OrdStatus = OrdStatus.PartiallyFilled,
            LastQty = 30,
            LastPx = Limit.Raw,
            CumQty = 30,
        });
        Assert.Equal([AlertCode.Duplicate], _harness.LastAlerts);
        Assert.Equal(updates, _strategy.Updates.Count);
        Assert.Equal(30, _harness.State.Positions[1, First].Quantity);
    }

    [Fact]
    public void A_record_that_a_source_repeats_is_dropped_whole()
    {
        byte[] add = ItchBytes.Frames(Itch.Add(2, "BETA", Side.Buy, 1, 100, Dollars(10)));
        _harness.Packet(PayloadFormat.Itch50, add, sourceSequence: 5);
        byte[] other = ItchBytes.Frames(Itch.Add(2, "BETA", Side.Buy, 2, 100, Dollars(10)));
        _harness.Packet(PayloadFormat.Itch50, other, sourceSequence: 5);
        Assert.Equal([AlertCode.Duplicate], _harness.LastAlerts);
        _harness.Packet(PayloadFormat.Itch50, other, sourceSequence: 4);
        Assert.Equal([AlertCode.Duplicate], _harness.LastAlerts);
        Assert.Equal(100, _harness.Engine.BookOf(Second).BestBid.Quantity.Raw);
        _harness.Packet(PayloadFormat.Itch50, other, sourceSequence: 6);
        Assert.Equal(200, _harness.Engine.BookOf(Second).BestBid.Quantity.Raw);
    }

    [Fact]
    public void Reports_of_an_order_that_nobody_knows_are_alerts()
    {
        new VenueDouble(_harness, OrderId.Pack(1, 1, 99), 10, Limit).Accept();
        Assert.Equal([AlertCode.UnknownOrder], _harness.LastAlerts);
        new VenueDouble(_harness, OrderId.Pack(1, 1, 99), 10, Limit).RejectCancel(1);
        Assert.Equal([AlertCode.UnknownOrder], _harness.LastAlerts);
    }

    [Fact]
    public void Totals_that_are_not_the_sum_of_the_fills_are_an_alert_and_the_fills_win()
    {
        VenueDouble venue = Sent();
        venue.Accept();
        venue.CumQty = 5;
        venue.Fill(30, Limit);
        Assert.Equal([AlertCode.InconsistentReport], _harness.LastAlerts);
        AssertOrder(OrdStatus.PartiallyFilled, 30, 70);
    }

    [Fact]
    public void A_cancel_reject_for_no_outstanding_request_is_an_alert()
    {
        VenueDouble venue = Sent();
        venue.Accept();
        venue.RejectCancel(1);
        Assert.Equal([AlertCode.InconsistentReport], _harness.LastAlerts);
        AssertOrder(OrdStatus.New, 0, 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_fill_of_no_possible_quantity_is_an_alert_and_changes_nothing(long quantity)
    {
        VenueDouble venue = Sent();
        venue.Accept();
        _harness.Report(new ExecutionReportPayload
        {
            OrderId = venue.Order.Value,
            ExecId = 900,
            ExecType = ExecType.Trade,
            OrdStatus = OrdStatus.PartiallyFilled,
            LastQty = quantity,
            LastPx = Limit.Raw,
        });
        Assert.Equal([AlertCode.InconsistentReport], _harness.LastAlerts);
        AssertOrder(OrdStatus.New, 0, 100);
        Assert.Equal(100, _harness.State.Gate.SlotExposure(1, First).OpenBuy);
        Assert.Equal(0, _harness.State.Positions[1, First].Quantity);
        Assert.Equal(0, _harness.Engine.Counters.Fills);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void A_replace_to_no_possible_quantity_is_an_alert_and_changes_nothing(long quantity)
    {
        VenueDouble venue = Sent();
        venue.Accept();
        venue.OrderQty = quantity;
        venue.Send(ExecType.Restated, OrdStatus.New);
        Assert.Equal([AlertCode.InconsistentReport], _harness.LastAlerts);
        AssertOrder(OrdStatus.New, 0, 100);
    }

    [Fact]
    public void An_overfill_ends_the_order_and_books_what_was_traded()
    {
        VenueDouble venue = Sent();
        venue.Accept();
        venue.Fill(130, Limit);
        AssertOrder(OrdStatus.Filled, 130, 0);
        Assert.Equal(130, _harness.State.Positions[1, First].Quantity);
        Assert.Equal(130, _harness.State.Gate.SlotExposure(1, First).Position);
        Assert.Equal(Int128.Zero, _harness.State.Gate.SlotExposure(1, First).OpenBuy);
    }

    [Fact]
    public void The_oldest_ended_order_makes_room_when_the_table_is_full_and_working_ones_never()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { OrdersMax = 3 }, slots: 1);
        harness.Script(1);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        VenueDouble[] venues = Enumerable.Range(0, 3)
            .Select(_ => new VenueDouble(harness, harness.Send(1, First, Side.Buy, Limit, 10).OrderId, 10, Limit))
            .ToArray();
        Assert.Equal(RejectReason.CapacityExceeded, harness.Send(1, First, Side.Buy, Limit, 10).Reason);
        venues[1].Cancel();
        venues[0].Cancel();
        Assert.True(harness.Send(1, First, Side.Buy, Limit, 10).IsSent);
        venues[1].Fill(1, Limit);
        Assert.Equal([AlertCode.UnknownOrder], harness.LastAlerts);
        venues[0].Fill(1, Limit);
        Assert.Empty(harness.LastAlerts);
        Assert.True(harness.Send(1, First, Side.Buy, Limit, 10).IsSent);
        Assert.Equal(RejectReason.CapacityExceeded, harness.Send(1, First, Side.Buy, Limit, 10).Reason);
        Assert.Equal(3, harness.Engine.WorkingOrdersOf(1));
    }
}
