using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Gateways.Tests.Support;
using Strategies.Records;
using Strategies.Venues;

namespace Strategies.Gateways.Tests;

/// <summary>How orders get from the order ring to the exchange and reports back.</summary>
public sealed class OrderTests
{
    [Fact]
    public void Orders_are_acknowledged_filled_replaced_and_canceled_and_reports_keep_the_exchanges_own_numbers()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Run(4);
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Send(RecordType.NewOrderSingle, Order.HighBid(2));
        cell.Send(RecordType.OrderCancelReplaceRequest, Order.Replace(1, 2, 20));
        cell.Run(1);
        cell.Send(RecordType.OrderCancelRequest, Order.Cancel(1, 2));
        cell.Send(RecordType.OrderCancelRequest, Order.Cancel(9));
        cell.Run(1);

        List<RingRecord> reports = cell.TakeReports();
        Assert.Equal(
            [
                "Up 1", "New 1", "New 2", "Trade 2 1 leaves 0", "Replaced 1", "Canceled 1 None",
                "CancelReject 9 UnknownOrder",
            ],
            reports.Select(report => report.ToString()));
        Assert.All(reports, report => Assert.Equal(
            (SourceKind.Venue, (ushort)1, report.Sequence),
            (report.Header.SourceKind, report.Header.SourceId, report.Header.SourceSequence)));
        ulong first = reports[1].Payload<ExecutionReportPayload>().ExecId;
        // The exchange's, whose numbers begin far behind those of its sessions before.
        Assert.True(first > 1UL << 32, $"{first}");
        Assert.Equal(
            Enumerable.Range(0, 5).Select(number => first + (ulong)number),
            reports[1..6].Select(report => report.Payload<ExecutionReportPayload>().ExecId));
        Assert.Equal((5, 6, 0, 0), (
            cell[VenueCounter.Orders], cell[VenueCounter.Reports], cell[VenueCounter.WorkingOrders],
            cell[VenueCounter.Repeats]));
    }

    [Fact]
    public void A_report_comes_both_latencies_after_the_order_was_taken()
    {
        using VenueCell cell = new(new VenueCellOptions { OrderLatencyUs = 3_000, AckLatencyUs = 2_000 });
        cell.Start();
        cell.Run(1);
        cell.TakeReports();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Run(4.9);
        Assert.Empty(cell.TakeReports());
        cell.Run(0.3);
        RingRecord report = Assert.Single(cell.TakeReports());
        Assert.Equal("New 1", report.ToString());
        Assert.InRange(cell.SessionNs - report.Header.ReceiveTimeNs, 0, VenueCell.NsPerMs);
    }

    [Fact]
    public void An_order_that_waited_in_the_ring_does_not_arrive_in_the_past()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        long sentNs = cell.SessionNs;
        cell.Jump(50);
        cell.Run(1);
        ExecutionReportPayload report = cell.TakeReports()[^1].Payload<ExecutionReportPayload>();
        Assert.InRange(report.TransactTimeNs - sentNs, 50 * VenueCell.NsPerMs, 51 * VenueCell.NsPerMs);
    }

    [Fact]
    public void Keys_that_come_again_are_dropped()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1), new OrderKey(7, 0));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2), new OrderKey(7, 1));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1), new OrderKey(7, 0));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2), new OrderKey(7, 1));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(3), new OrderKey(7, 2));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(4), new OrderKey(6, 9));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(5), new OrderKey(8, 0));
        cell.Run(1);
        Assert.Equal(["Up 1", "New 1", "New 2", "New 3", "New 5"], cell.ReportLines());
        Assert.Equal((4, 3), (cell[VenueCounter.Orders], cell[VenueCounter.Repeats]));
        Assert.Equal(cell.OrderRing.LastPublishedSequence, cell.OrderRing.LastReleasedSequence);
    }

    [Fact]
    public void The_last_key_survives_a_restart_and_the_new_session_knows_no_orders_and_says_that_it_is_up()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1), new OrderKey(7, 0));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2), new OrderKey(7, 1));
        cell.Run(1);
        Assert.Equal(["Up 1", "New 1", "New 2"], cell.ReportLines());
        cell.Restart();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2), new OrderKey(7, 1));
        cell.Send(RecordType.OrderCancelRequest, Order.Cancel(1), new OrderKey(8, 0));
        cell.Run(1);

        List<RingRecord> reports = cell.TakeReports();
        Assert.Equal(["Up 1", "CancelReject 1 UnknownOrder"], reports.Select(report => report.ToString()));
        Assert.Equal(4UL, reports[0].Sequence);
        Assert.Equal((3, 1, 3), (
            cell[VenueCounter.Orders], cell[VenueCounter.Repeats], cell[VenueCounter.Reports]));
        Assert.Contains(cell.Log.Lines, line => line.Contains("key 7:1", StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_of_another_order_ring_say_nothing()
    {
        using VenueCell cell = new();
        using (SessionMemory memory = SessionMemory.Open(cell.Regions.SessionOf(ProcessRole.Venue), 0))
        {
            memory.Store(500, new OrderKey(9_000, 3));
        }

        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Run(1);
        Assert.Equal(["Up 1", "New 1"], cell.ReportLines());
    }

    [Fact]
    public void An_order_that_was_stored_and_sent_but_not_released_is_dropped()
    {
        using VenueCell cell = new();
        Leave(cell, stored: new OrderKey(1, 0), sent: new OrderKey(1, 0));
        Assert.Equal(["Up 1", "New 2"], cell.ReportLines());
        Assert.Equal((1, 1), (cell[VenueCounter.Orders], cell[VenueCounter.Repeats]));
    }

    [Fact]
    public void An_order_that_was_stored_and_that_the_exchange_has_not_sent_is_offered_again()
    {
        using VenueCell cell = new();
        Leave(cell, stored: new OrderKey(1, 0), sent: default);
        Assert.Equal(["Up 1", "New 1", "New 2"], cell.ReportLines());
        Assert.Equal((2, 0), (cell[VenueCounter.Orders], cell[VenueCounter.Repeats]));
    }

    [Fact]
    public void What_an_exchange_has_sent_of_another_order_ring_says_nothing()
    {
        using VenueCell cell = new();
        Leave(cell, stored: new OrderKey(1, 0), sent: new OrderKey(9_000, 3));
        Assert.Equal(["Up 1", "New 1", "New 2"], cell.ReportLines());
    }

    [Fact]
    public void More_orders_than_can_be_on_their_way_wait_and_none_is_lost()
    {
        using VenueCell cell = new(new VenueCellOptions { OrderLatencyUs = 30_000 });
        cell.Start();
        for (ulong order = 1; order <= 5_000; order++)
        {
            cell.Send(RecordType.OrderCancelRequest, Order.Cancel(order));
        }

        cell.Run(20);
        Assert.Equal(1 << 12, cell[VenueCounter.Orders]);
        cell.Run(80);
        Assert.Equal(5_000, cell[VenueCounter.Orders]);
        Assert.Equal(
            Enumerable.Range(1, 5_000).Select(order => $"CancelReject {order} UnknownOrder").Prepend("Up 1"),
            cell.ReportLines());
    }

    [Fact]
    public void While_the_report_ring_is_full_reports_wait_and_keep_their_order()
    {
        using VenueCell cell = new(new VenueCellOptions { ReportRingBytes = 2_048 });
        cell.Start();
        for (ulong order = 1; order <= 100; order++)
        {
            cell.Send(RecordType.NewOrderSingle, Order.FarBid(order));
        }

        cell.Run(5);
        cell.Ask(OrderRingType.ReconcileRequest, 5);
        List<string> lines = [];
        for (int turn = 0; turn < 2_000; turn++)
        {
            lines.AddRange(cell.TakeReports(2).Select(record => record.ToString()));
            cell.Run(0.05);
        }

        Assert.Equal(
            [
                "Up 1", .. Enumerable.Range(1, 100).Select(order => $"New {order}"),
                .. Enumerable.Range(1, 100).Select(order => $"Order {order} leaves 10 mark 5"), "End 5",
            ],
            lines);
    }

    [Fact]
    public void What_is_no_order_is_dropped_and_told_and_the_others_pass()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Orders.TryPublish((uint)OrderRingType.Output, new byte[8]);
        cell.Orders.TryPublish(99, new byte[200]);
        cell.Send(RecordType.Alert, Order.FarBid(1));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2));
        cell.Run(1);
        Assert.Equal(["Up 1", "New 2"], cell.ReportLines());
        Assert.Equal(3, cell.Log.Lines.Count(line => line.Contains("dropped", StringComparison.Ordinal)));
    }

    /// <summary>Leaves what a session leaves that was killed with its first order in hand, and starts the next.</summary>
    private static void Leave(VenueCell cell, OrderKey stored, OrderKey sent)
    {
        using (SessionMemory memory = SessionMemory.Open(cell.Regions.SessionOf(ProcessRole.Venue), 0))
        {
            memory.Store(1, stored);
        }

        using (ExchangeMemory memory = ExchangeMemory.Open(cell.Regions.ExchangeOf(ProcessRole.Venue), default))
        {
            memory.LastSent = sent;
        }

        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2));
        cell.Start();
        cell.Run(1);
    }
}
