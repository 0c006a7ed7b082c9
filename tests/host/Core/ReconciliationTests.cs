using System.Runtime.InteropServices;
using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Messages;
using Strategies.Core.Tests.Support;
using Strategies.Gateways.Tests.Support;
using Strategies.Records;

namespace Strategies.Core.Tests;

/// <summary>After a recovery of either side the engine's view and the venue's agree.</summary>
public sealed class ReconciliationTests : IDisposable
{
    private readonly CoreCell _cell = new(Packages.Throwing);

    public void Dispose() => _cell.Dispose();

    [Fact]
    public void An_order_that_the_venue_does_not_have_is_canceled_by_a_record()
    {
        OrderPayload[] orders = MakeOrders();
        ulong before = _cell.LastSequence;
        ulong mark = Ask();
        foreach (OrderPayload order in orders.Skip(1))
        {
            Has(order, mark);
        }

        _cell.Tell(ReportRingType.ReconcileEnd, new ReconcileMark { Mark = mark });
        _cell.Turn();
        ExecutionReportPayload canceled = Assert.Single(
            _cell.Inputs(before), record => record.Type == RecordType.ExecutionReport).Payload<ExecutionReportPayload>();
        Assert.Equal(
            (orders[0].OrderId, Strategies.Sdk.ExecType.Canceled, Strategies.Sdk.OrdStatus.Canceled),
            (canceled.OrderId, canceled.ExecType, canceled.OrdStatus));
        Assert.Equal(orders.Length - 1, _cell.Engine.WorkingOrdersOf(1));
        Reconciliation done = _cell.Loop.Reconciliations[0];
        Assert.Equal((1L, 0L, 0L), (done.CanceledHere, done.CanceledThere, done.Disagreements));
        Assert.False(done.IsOpen);
        Assert.Equal(mark, done.LastMark);
    }

    [Fact]
    public void An_order_that_the_engine_does_not_have_is_canceled_at_the_venue()
    {
        OrderPayload[] orders = MakeOrders();
        ulong mark = Ask();
        foreach (OrderPayload order in orders)
        {
            Has(order, mark);
        }

        _cell.Tell(ReportRingType.ReconcileOrder, new ReconcileOrder { Mark = mark, OrderId = 987_654_321, LeavesQty = 5 });
        _cell.Tell(ReportRingType.ReconcileEnd, new ReconcileMark { Mark = mark });
        _cell.Turn();
        RingRecord sent = Assert.Single(_cell.TakeOrders(), record => record.Type == (uint)OrderRingType.CancelUnknown);
        Assert.Equal(987_654_321ul, MemoryMarshal.Read<ReconcileOrder>(sent.Bytes).OrderId);
        Assert.Equal(orders.Length, _cell.Engine.WorkingOrdersOf(1));
    }

    [Theory]
    [InlineData(OrderField.Instrument, "Instrument 1 here, 2 at the venue")]
    [InlineData(OrderField.Side, "Side Buy here, Sell at the venue")]
    [InlineData(OrderField.TimeInForce, "TimeInForce Day here, ImmediateOrCancel at the venue")]
    [InlineData(OrderField.Price, "Price ")]
    [InlineData(OrderField.LeavesQty, "OrderQty 1 here, 16 at the venue", "LeavesQty 1 here, 16 at the venue")]
    [InlineData(OrderField.CumQty, "CumQty 0 here, 1 at the venue", "LeavesQty 1 here, 0 at the venue")]
    public void A_difference_in_any_field_that_both_know_is_counted_once_an_order_and_named(OrderField field, params string[] words)
    {
        OrderPayload[] orders = MakeOrders();
        ulong mark = Ask();
        ReconcileOrder told = AsSent(orders[0], mark);
        (told.Instrument, told.Side, told.TimeInForce, told.PriceRaw, told.LeavesQty, told.CumQty) = field switch
        {
            OrderField.Instrument => (2, told.Side, 0, told.PriceRaw, 1, 0),
            OrderField.Side => (1, (int)Strategies.Sdk.Side.Sell, 0, told.PriceRaw, 1, 0),
            OrderField.TimeInForce => (1, told.Side, 3, told.PriceRaw, 1, 0),
            OrderField.Price => (1, told.Side, 0, told.PriceRaw + 1, 1, 0),
            OrderField.LeavesQty => (1, told.Side, 0, told.PriceRaw, 16, 0),
            _ => (1, told.Side, 0, told.PriceRaw, 0L, 1L),
        };
        _cell.Tell(ReportRingType.ReconcileOrder, told);
        Has(orders[1], mark);
        _cell.Turn();
        Reconciliation reconciliation = _cell.Loop.Reconciliations[0];
        Assert.Equal(1, reconciliation.Disagreements);
        Assert.Equal(words.Length, reconciliation.Found.Length);
        for (int index = 0; index < words.Length; index++)
        {
            string text = reconciliation.Found[index].ToString();
            Assert.StartsWith($"order {new Strategies.Sdk.OrderId(orders[0].OrderId)}: ", text, StringComparison.Ordinal);
            Assert.Contains(words[index], text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Orders_that_are_the_same_on_both_sides_are_no_disagreement()
    {
        OrderPayload[] orders = MakeOrders();
        ulong mark = Ask();
        Array.ForEach(orders, order => Has(order, mark));
        _cell.Turn();
        Assert.Equal((0L, 0), (_cell.Loop.Reconciliations[0].Disagreements, _cell.Loop.Reconciliations[0].Found.Length));
    }

    [Fact]
    public void An_answer_to_an_earlier_question_is_none()
    {
        OrderPayload[] orders = MakeOrders();
        ulong first = Ask();
        ulong second = Ask();
        Assert.NotEqual(first, second);
        _cell.Tell(ReportRingType.ReconcileEnd, new ReconcileMark { Mark = first });
        _cell.Turn();
        Assert.True(_cell.Loop.Reconciliations[0].IsOpen);
        Assert.Equal(orders.Length, _cell.Engine.WorkingOrdersOf(1));
    }

    [Fact]
    public void An_order_that_leaves_behind_the_question_is_not_missed_in_the_answer()
    {
        ulong mark = Ask();
        OrderPayload[] orders = MakeOrders();
        _cell.Tell(ReportRingType.ReconcileEnd, new ReconcileMark { Mark = mark });
        _cell.Turn();
        Assert.Equal(orders.Length, _cell.Engine.WorkingOrdersOf(1));
        Assert.Equal(0, _cell.Loop.Reconciliations[0].CanceledHere);
    }

    [Fact]
    public void A_venue_that_does_not_answer_is_waited_for_in_the_loop()
    {
        Assert.False(_cell.Loop.Reconcile(nsMax: 5_000_000));
        Assert.True(_cell.Loop.Reconciliations[0].IsOpen);
        ulong mark = MemoryMarshal.Read<ReconcileMark>(
            Assert.Single(_cell.TakeOrders(), record => record.Type == (uint)OrderRingType.ReconcileRequest).Bytes).Mark;
        _cell.Tell(ReportRingType.ReconcileEnd, new ReconcileMark { Mark = mark });
        _cell.Turn();
        Assert.False(_cell.Loop.Reconciliations[0].IsOpen);
    }

    private ulong Ask()
    {
        _cell.TakeOrders();
        _cell.Loop.Reconciliations[0].Begin();
        return MemoryMarshal.Read<ReconcileMark>(
            Assert.Single(_cell.TakeOrders(), record => record.Type == (uint)OrderRingType.ReconcileRequest).Bytes).Mark;
    }

    private void Has(OrderPayload order, ulong mark) => _cell.Tell(
        ReportRingType.ReconcileOrder,
        AsSent(order, mark));

    private static ReconcileOrder AsSent(OrderPayload order, ulong mark) => new()
    {
        Mark = mark,
        OrderId = order.OrderId,
        Instrument = order.Instrument,
        Side = (int)order.Side,
        TimeInForce = (int)order.TimeInForce,
        PriceRaw = order.Price,
        LeavesQty = order.Quantity,
    };

    /// <summary>Lets the strategy fill its ladder of bids; the venue says nothing to them.</summary>
    private OrderPayload[] MakeOrders()
    {
        for (int packet = 0; packet < 200; packet++)
        {
            _cell.SendPacket(packet);
        }

        _cell.Settle();
        OrderPayload[] orders = [.. _cell.Outputs(RecordType.NewOrderSingle).Select(record => record.Payload<OrderPayload>())];
        Assert.True(orders.Length > 2);
        Assert.Equal(orders.Length, _cell.Engine.WorkingOrdersOf(1));
        return orders;
    }
}
