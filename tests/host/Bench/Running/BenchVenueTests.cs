using System.Runtime.CompilerServices;
using Strategies.Bench.Running;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Bench.Tests.Running;

public sealed class BenchVenueTests
{
    private const long TimeNs = 1_000_000_000;
    private readonly byte[] _record = new byte[OrderPort.ReportBytesMax];

    [Fact]
    public void An_order_is_accepted_and_reported_after_the_latency()
    {
        BenchVenue venue = new(seed: 1);

        Assert.True(Offer(venue, RecordType.NewOrderSingle, 1, price: 70, quantity: 100));

        Assert.Equal(TimeNs + BenchVenue.ReportLatencyNs, venue.NextReportTimeNs);
        ExecutionReportPayload report = Poll(venue);
        Assert.Equal((1UL, ExecType.New, 70, 100, 0), (report.OrderId, report.ExecType, report.Price, report.OrderQty, report.CumQty));
    }

    [Fact]
    public void About_one_order_in_sixteen_is_filled_whole_at_its_own_price_behind_its_acceptance()
    {
        BenchVenue venue = new(seed: 1);
        int fills = 0;
        for (ulong order = 1; order <= 1_600; order++)
        {
            Offer(venue, RecordType.NewOrderSingle, order, price: 70, quantity: 100);
            Assert.Equal(ExecType.New, Poll(venue).ExecType);
            if (venue.NextReportTimeNs != long.MaxValue)
            {
                ExecutionReportPayload fill = Poll(venue);
                Assert.Equal(
                    (order, ExecType.Trade, OrdStatus.Filled, 70, 100, 0),
                    (fill.OrderId, fill.ExecType, fill.OrdStatus, fill.LastPx, fill.LastQty, fill.LeavesQty));
                fills++;
            }
        }

        Assert.InRange(fills, 70, 130);
        Assert.Equal(fills, venue.Fills);
    }

    [Fact]
    public void Replace_and_cancel_of_a_working_order_are_confirmed()
    {
        BenchVenue venue = new(seed: 1);
        ulong order = WorkingOrder(venue);

        Offer(venue, RecordType.OrderCancelRequest, order, price: 70, quantity: 100);
        ExecutionReportPayload canceled = Poll(venue);
        ulong other = WorkingOrder(venue);
        Offer(venue, RecordType.OrderCancelReplaceRequest, other, price: 71, quantity: 200);
        ExecutionReportPayload replaced = Poll(venue);

        Assert.Equal((ExecType.Canceled, OrdStatus.Canceled, 0), (canceled.ExecType, canceled.OrdStatus, canceled.LeavesQty));
        Assert.Equal((ExecType.Replaced, 71, 200), (replaced.ExecType, replaced.Price, replaced.OrderQty));
    }

    [Theory]
    [InlineData(RecordType.OrderCancelRequest)]
    [InlineData(RecordType.OrderCancelReplaceRequest)]
    public void A_request_for_an_order_that_has_ended_comes_too_late(RecordType request)
    {
        BenchVenue venue = new(seed: 1);
        ulong order = WorkingOrder(venue);
        Offer(venue, RecordType.OrderCancelRequest, order, price: 70, quantity: 100);
        Poll(venue);

        Offer(venue, request, order, price: 71, quantity: 200);

        int length = venue.Poll(_record);
        Assert.Equal(RecordType.OrderCancelReject, RecordWriter.Header(_record).Type);
        CancelRejectPayload reject = RecordWriter.Payload<CancelRejectPayload>(_record.AsSpan(0, length));
        Assert.Equal((order, RejectReason.TooLate), (reject.OrderId, reject.Reason));
    }

    [Fact]
    public void Reports_are_numbered_without_gaps_and_the_same_seed_fills_the_same_orders()
    {
        Assert.Equal(Reports(seed: 5), Reports(seed: 5));
        Assert.NotEqual(Reports(seed: 5), Reports(seed: 6));
    }

    [Fact]
    public void A_full_table_of_reports_refuses_the_offer()
    {
        BenchVenue venue = new(seed: 1);
        ulong order = 1;
        while (Offer(venue, RecordType.NewOrderSingle, order, price: 70, quantity: 100))
        {
            order++;
            Assert.True(order < 100_000);
        }

        Poll(venue);
        Poll(venue);
        Assert.True(Offer(venue, RecordType.NewOrderSingle, order, price: 70, quantity: 100));
    }

    [Fact]
    public void A_record_that_is_no_order_is_refused_by_name()
    {
        VenueException exception = Assert.Throws<VenueException>(
            () => Offer(new BenchVenue(1), RecordType.OrderRejected, 1, price: 70, quantity: 100));

        Assert.Contains("OrderRejected", exception.Message);
    }

    private List<(ulong, ExecType)> Reports(ulong seed)
    {
        BenchVenue venue = new(seed);
        List<(ulong, ExecType)> reports = [];
        for (ulong order = 1; order <= 200; order++)
        {
            Offer(venue, RecordType.NewOrderSingle, order, price: 70, quantity: 100);
        }

        while (venue.NextReportTimeNs != long.MaxValue)
        {
            ExecutionReportPayload report = Poll(venue);
            reports.Add((report.OrderId, report.ExecType));
            Assert.Equal((ulong)reports.Count, RecordWriter.Header(_record).SourceSequence);
            Assert.Equal((ulong)reports.Count, report.ExecId);
        }

        return reports;
    }

    private ulong _nextOrder = 1;

    private ulong WorkingOrder(BenchVenue venue)
    {
        while (true)
        {
            ulong order = _nextOrder++;
            Offer(venue, RecordType.NewOrderSingle, order, price: 70, quantity: 100);
            Poll(venue);
            if (venue.NextReportTimeNs == long.MaxValue)
            {
                return order;
            }

            Poll(venue);
        }
    }

    private static bool Offer(BenchVenue venue, RecordType type, ulong order, long price, long quantity)
    {
        byte[] buffer = new byte[RecordHeader.Size + Unsafe.SizeOf<OrderPayload>()];
        OrderPayload payload = new() { OrderId = order, Price = price, Quantity = quantity, Side = Side.Buy };
        return venue.Offer(RecordWriter.Write(buffer, new RecordHeader { Type = type, ReceiveTimeNs = TimeNs }, in payload));
    }

    private ExecutionReportPayload Poll(BenchVenue venue)
    {
        int length = venue.Poll(_record);
        Assert.Equal(RecordType.ExecutionReport, RecordWriter.Header(_record).Type);
        Assert.Equal(TimeNs + BenchVenue.ReportLatencyNs, RecordWriter.Header(_record).ReceiveTimeNs);
        return RecordWriter.Payload<ExecutionReportPayload>(_record.AsSpan(0, length));
    }
}
