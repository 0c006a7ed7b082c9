using System.Runtime.InteropServices;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Gateways.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Gateways.Tests;

/// <summary>Questions of the core: what is open, what is to go, the end of the day.</summary>
public sealed class ReconciliationTests
{
    [Fact]
    public void The_answer_stands_behind_every_report_and_tells_orders_on_their_way_too()
    {
        using VenueCell cell = new(new VenueCellOptions { OrderLatencyUs = 1_000, AckLatencyUs = 20_000 });
        cell.Start();
        cell.Run(4);
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Send(RecordType.NewOrderSingle, Order.HighBid(2));
        cell.Run(2);
        cell.Send(RecordType.NewOrderSingle, Order.Limit(3, Side.Sell, 90_000_000, 7));
        cell.Ask(OrderRingType.ReconcileRequest, 41);
        cell.Run(0.1);

        List<RingRecord> reports = cell.TakeReports();
        Assert.Equal(
            [
                "Up 1", "New 1", "New 2", "Trade 2 1 leaves 0",
                "Order 1 leaves 10 mark 41", "Order 3 leaves 7 mark 41", "End 41",
            ],
            reports.Select(report => report.ToString()));
        ReconcileOrder told = MemoryMarshal.Read<ReconcileOrder>(reports[5].Bytes);
        Assert.Equal(
            (1, (int)Side.Sell, 0, 90_000_000 * (Price.Scale / 100)),
            (told.Instrument, told.Side, told.CumQty, told.PriceRaw));
        Assert.Equal((int)TimeInForce.Day, told.TimeInForce);
        cell.Run(25);
        Assert.Equal(["New 3"], cell.ReportLines());
    }

    [Fact]
    public void An_order_that_the_core_does_not_know_is_canceled_without_a_report()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2));
        cell.Run(1);
        cell.Tell(OrderRingType.CancelUnknown, new ReconcileOrder { OrderId = 1 });
        cell.Tell(OrderRingType.CancelUnknown, new ReconcileOrder { OrderId = 8 });
        cell.Ask(OrderRingType.ReconcileRequest, 3);
        cell.Run(1);
        Assert.Equal(["Up 1", "New 1", "New 2", "Order 2 leaves 10 mark 3", "End 3"], cell.ReportLines());
    }

    [Fact]
    public void A_question_that_was_not_answered_whole_is_answered_by_the_next_session()
    {
        using VenueCell cell = new(new VenueCellOptions { ReportRingBytes = 512 });
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Run(1);
        cell.TakeReports();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(3));
        cell.Run(1);
        cell.Ask(OrderRingType.ReconcileRequest, 6);
        cell.Run(1);
        Assert.True(cell.OrderRing.LastReleasedSequence < cell.OrderRing.LastPublishedSequence);
        cell.Restart();
        List<string> lines = [];
        for (int turn = 0; turn < 10; turn++)
        {
            lines.AddRange(cell.ReportLines());
            cell.Run(0.1);
        }

        Assert.Equal(["Up 1", "End 6"], lines[^2..]);
        Assert.Equal(cell.OrderRing.LastPublishedSequence, cell.OrderRing.LastReleasedSequence);
    }

    [Fact]
    public void At_the_end_of_the_day_what_is_on_its_way_arrives_and_what_rests_expires_before_the_answer()
    {
        using VenueCell cell = new(new VenueCellOptions { OrderLatencyUs = 5_000, AckLatencyUs = 5_000 });
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Run(6);
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2));
        cell.Send(RecordType.OrderCancelRequest, Order.Cancel(1));
        cell.Ask(OrderRingType.EndOfDay, 77);
        cell.Run(0.1);
        Assert.Equal(
            ["Up 1", "New 1", "New 2", "Canceled 1 None", "Expired 2 None", "DayEnded 77"], cell.ReportLines());

        cell.Send(RecordType.NewOrderSingle, Order.FarBid(3));
        cell.Ask(OrderRingType.EndOfDay, 78);
        cell.Run(20);
        Assert.Equal(["Rejected 3 VenueRejected", "DayEnded 78"], cell.ReportLines());
        Assert.Equal(0, cell[VenueCounter.WorkingOrders]);
    }
}
