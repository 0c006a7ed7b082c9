using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Latency;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests;

public sealed class TimingTests
{
    private static SimulatedVenueConfig Config(long? closeTimeNs = null) => new()
    {
        InstrumentCount = 1,
        Latencies = VenueLatencies.Constant(100, 30),
        CloseTimeNs = closeTimeNs,
        MakerFeePerShare = new Price(-200_000),
        TakerFeePerShare = new Price(300_000),
        SourceId = 5,
        HistoricalOrderCapacity = 64,
        PriceLevelCapacity = 64,
        WorkingOrderCapacity = 16,
        DayOrderCapacity = 64,
        InFlightCapacity = 8,
        ReportCapacity = 64,
    };

    [Fact]
    public void An_order_arrives_after_its_latency_and_its_report_is_delivered_after_the_report_latency()
    {
        using VenueHarness venue = new(Config());
        Assert.Equal((long.MaxValue, long.MaxValue), (venue.Venue.NextArrivalTimeNs, venue.Venue.NextReportTimeNs));

        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(1, Side.Buy, 1000, 10), engineTimeNs: 1000);
        Assert.Equal((1100, long.MaxValue), (venue.Venue.NextArrivalTimeNs, venue.Venue.NextReportTimeNs));

        venue.Venue.ProcessArrival();
        Assert.Equal((long.MaxValue, 1130), (venue.Venue.NextArrivalTimeNs, venue.Venue.NextReportTimeNs));

        VenueReport report = Assert.Single(venue.Poll());
        Assert.Equal((1130, 1100), (report.Header.ReceiveTimeNs, report.Execution.TransactTimeNs));
    }

    [Fact]
    public void Requests_arrive_in_the_order_of_their_offers_also_at_equal_times()
    {
        using VenueHarness venue = new(Config());
        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(1, Side.Buy, 1000, 10), 1000);
        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(2, Side.Buy, 1000, 10), 1000);
        venue.Offer(RecordType.OrderCancelRequest, new OrderPayload { OrderId = 1, RequestId = 1 }, 1000);
        venue.Venue.AdvanceTo(1101);

        Assert.Equal(["New 1 leaves 10", "New 2 leaves 10", "Canceled 1 None"], venue.Lines());
    }

    [Fact]
    public void A_packet_is_played_after_the_orders_that_arrived_before_it_and_before_those_of_the_same_time()
    {
        using VenueHarness venue = new(Config());
        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(1, Side.Buy, 1000, 10), 1000);
        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(2, Side.Buy, 1000, 10), 1001);

        venue.Venue.OnMarketData(1101, PayloadFormat.Itch50, []);

        Assert.Equal(["New 1 leaves 10"], venue.Lines());
        Assert.Equal((1101, 1101), (venue.Venue.NowNs, venue.Venue.NextArrivalTimeNs));
    }

    [Fact]
    public void Time_never_goes_back()
    {
        using VenueHarness venue = new(Config());
        venue.Venue.AdvanceTo(5000);
        venue.Venue.AdvanceTo(4000);
        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(1, Side.Buy, 1000, 10), 1000);
        venue.Venue.ProcessArrival();

        Assert.Equal(5000, Assert.Single(venue.Poll()).Execution.TransactTimeNs);
    }

    [Fact]
    public void Reports_are_numbered_without_gaps_and_name_their_source()
    {
        using VenueHarness venue = new(Config());
        venue.Limit(1, Side.Buy, 1000, 10);
        venue.Cancel(9);
        venue.Add(11, Side.Sell, 1000, 4);
        venue.Cancel(1);

        List<VenueReport> reports = venue.Poll();
        Assert.Equal([1UL, 2UL, 3UL, 4UL], reports.Select(report => report.Header.SourceSequence));
        Assert.Equal([1UL, 0UL, 2UL, 3UL], reports.Select(report => report.Execution.ExecId));
        Assert.All(reports, report => Assert.Equal(
            (SourceKind.Venue, (ushort)5, RecordHeader.CurrentFormatVersion),
            (report.Header.SourceKind, report.Header.SourceId, report.Header.FormatVersion)));
    }

    [Fact]
    public void An_order_whose_fee_no_record_can_hold_is_refused_and_the_largest_that_can_is_filled()
    {
        const long Largest = long.MaxValue / 300_000;
        using VenueHarness venue = new(Config());
        venue.Limit(1, Side.Buy, 1000, Largest + 1);
        venue.Limit(2, Side.Buy, 1000, Largest);
        venue.Replace(2, 1, 1001, Largest + 1);
        venue.Add(11, Side.Sell, 1000, 40);
        string[] lines = venue.Lines();
        Assert.Equal($"New 2 leaves {Largest}", lines[1]);
        Assert.StartsWith("Rejected 1", lines[0]);
        Assert.Contains("CancelReject 2 CapacityExceeded", lines);
        Assert.Contains(lines, line => line.Contains("2 40@1000", StringComparison.Ordinal));
    }

    [Fact]
    public void Fees_are_per_share_and_differ_for_making_and_taking()
    {
        using VenueHarness venue = new(Config());
        venue.Add(11, Side.Sell, 1000, 40);
        venue.Limit(1, Side.Buy, 1000, 100);
        venue.Add(12, Side.Sell, 1000, 60);

        List<VenueReport> reports = venue.Poll();
        Assert.Equal([0L, 300_000 * 40, -200_000 * 60], reports.Select(report => report.Execution.Fee));
        Assert.Equal([0, 1, 0], reports.Select(report => (int)report.Execution.IsAggressor));
        Assert.Equal(
            [OrdStatus.New, OrdStatus.PartiallyFilled, OrdStatus.Filled],
            reports.Select(report => report.Execution.OrdStatus));
        Assert.Equal(
            [(0L, 100L), (40L, 60L), (100L, 0L)],
            reports.Select(report => (report.Execution.CumQty, report.Execution.LeavesQty)));
    }

    [Fact]
    public void At_the_end_of_the_day_working_orders_expire_in_the_order_of_acceptance_and_later_ones_are_refused()
    {
        using VenueHarness venue = new(Config());
        venue.Limit(3, Side.Buy, 1000, 10);
        venue.Limit(1, Side.Buy, 1001, 10);
        venue.Limit(2, Side.Sell, 1002, 10);
        venue.Cancel(1);
        venue.Poll();

        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(4, Side.Buy, 1000, 10), 5000);
        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(5, Side.Buy, 1000, 10), 6000);
        venue.Offer(RecordType.OrderCancelRequest, new OrderPayload { OrderId = 3, RequestId = 1 }, 6000);
        venue.Venue.EndOfDay(5500);

        List<VenueReport> reports = venue.Poll();
        Assert.Equal(
            ["New 4 leaves 10", "Expired 3 None", "Expired 2 None", "Expired 4 None"],
            reports.Select(report => report.ToString()));
        Assert.All(reports.Skip(1), report => Assert.Equal(
            (OrdStatus.Expired, 0, 5500),
                (report.Execution.OrdStatus, report.Execution.LeavesQty, report.Execution.TransactTimeNs)));

        venue.Venue.AdvanceTo(7000);
        Assert.Equal(["Rejected 5 VenueRejected", "CancelReject 3 TooLate"], venue.Lines());
    }

    [Fact]
    public void The_configured_close_comes_by_itself_and_before_an_order_that_arrives_with_it()
    {
        using VenueHarness venue = new(Config(closeTimeNs: 2000));
        Assert.Equal(2000, venue.Venue.NextArrivalTimeNs);
        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(1, Side.Buy, 1000, 10), 1000);
        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(2, Side.Buy, 1000, 10), 1900);
        Assert.Equal(1100, venue.Venue.NextArrivalTimeNs);

        venue.Venue.OnMarketData(3000, PayloadFormat.Itch50, []);

        List<VenueReport> reports = venue.Poll();
        Assert.Equal(
            ["New 1 leaves 10", "Expired 1 None", "Rejected 2 VenueRejected"],
            reports.Select(report => report.ToString()));
        Assert.Equal([1100, 2000, 2000], reports.Select(report => report.Execution.TransactTimeNs));
        Assert.Equal(long.MaxValue, venue.Venue.NextArrivalTimeNs);
    }
}
