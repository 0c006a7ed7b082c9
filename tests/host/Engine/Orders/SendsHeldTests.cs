using Strategies.Engine.Snapshots;
using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Orders;

/// <summary>While sends are held nothing new leaves; what works stays and can be canceled.</summary>
public sealed class SendsHeldTests
{
    private readonly EngineHarness _harness = new();

    public SendsHeldTests()
    {
        _harness.Script(1);
        _harness.Quote(First, Dollars(10), Dollars(10.04m));
    }

    private void Hold(bool isHeld, string reason = "") => _harness.Apply(
        RecordType.SendsHeld, new SendsHeldPayload { IsHeld = isHeld ? 1 : 0, Reason = Text200.From(reason) });

    private OrderId Working()
    {
        SendResult sent = _harness.Send(1, First, Side.Buy, Dollars(10), 10);
        Assert.True(sent.IsSent);
        _harness.Report(new ExecutionReportPayload
        {
            OrderId = sent.OrderId.Value,
            ExecId = sent.OrderId.Value,
            ExecType = ExecType.New,
            OrdStatus = OrdStatus.New,
            Price = Dollars(10).Raw,
            OrderQty = 10,
            LeavesQty = 10,
        });
        return sent.OrderId;
    }

    [Fact]
    public void New_orders_and_replaces_are_refused_and_cancels_pass()
    {
        OrderId order = Working();
        Hold(true, "the disk is full");
        Assert.True(_harness.Engine.AreSendsHeld);
        AlertPayload alert = _harness.LastOf<AlertPayload>(RecordType.Alert).Single();
        Assert.Equal((AlertCode.SendsHeld, 1, "the disk is full"), (alert.Code, alert.Detail, alert.Text.ToString()));

        Assert.Equal(RejectReason.SendsHeld, _harness.Send(1, First, Side.Buy, Dollars(10), 10).Reason);
        Assert.Equal(RejectReason.SendsHeld, _harness.LastOf<RejectPayload>(RecordType.OrderRejected).Single().Reason);
        Assert.Equal(RejectReason.SendsHeld, _harness.Replace(1, order, Dollars(9), 20).Reason);
        Assert.DoesNotContain(_harness.Last, output => output.Type == RecordType.OrderCancelReplaceRequest);
        Assert.True(_harness.Cancel(1, order).IsSent);
        Assert.Contains(_harness.Last, output => output.Type == RecordType.OrderCancelRequest);
    }

    [Fact]
    public void A_working_order_stays_and_its_fill_counts()
    {
        OrderId order = Working();
        Hold(true);
        _harness.Report(new ExecutionReportPayload
        {
            OrderId = order.Value,
            ExecId = 77,
            ExecType = ExecType.Trade,
            OrdStatus = OrdStatus.PartiallyFilled,
            Price = Dollars(10).Raw,
            OrderQty = 10,
            LastPx = Dollars(10).Raw,
            LastQty = 4,
            CumQty = 4,
            LeavesQty = 6,
        });
        Assert.Equal(1, _harness.Engine.WorkingOrdersOf(1));
        Assert.Equal(4, _harness.LastOf<PositionPayload>(RecordType.PositionState).Single().Quantity);
    }

    [Fact]
    public void When_sends_go_on_orders_leave_again()
    {
        Hold(true);
        Hold(false);
        Assert.False(_harness.Engine.AreSendsHeld);
        Assert.Equal(0, _harness.LastOf<AlertPayload>(RecordType.Alert).Single().Detail);
        Assert.True(_harness.Send(1, First, Side.Buy, Dollars(10), 10).IsSent);
    }

    [Fact]
    public void A_snapshot_keeps_that_sends_are_held()
    {
        Hash256 before = EngineSnapshot.HashOf(_harness.Engine);
        Hold(true);
        Assert.NotEqual(before, EngineSnapshot.HashOf(_harness.Engine));
        MemoryStream bytes = new();
        EngineSnapshot.Write(_harness.Engine, bytes);
        bytes.Position = 0;
        TestSource source = new();
        source.Stage(1, new ScriptedStrategy());
        Assert.True(EngineSnapshot.Read(bytes, EngineHarness.SmallTables, source).AreSendsHeld);
    }
}
