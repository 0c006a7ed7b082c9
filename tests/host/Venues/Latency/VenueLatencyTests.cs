using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Latency;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests.Latency;

/// <summary>Latencies as they show in the times of a venue's arrivals and reports.</summary>
public sealed class VenueLatencyTests
{
    private static readonly LatencyModel Uniform = LatencyModel.FromQuantiles([new(0, 1), new(1, 100)]);

    [Fact]
    public void Each_class_of_message_has_its_own_latency()
    {
        using VenueHarness venue = New(new VenueLatencies(0, each => LatencyModel.Constant(1000 * (1 + (int)each))));
        Assert.Equal(1000, FlightOf(venue, RecordType.NewOrderSingle, Limit(1)));
        Assert.Equal(2000, FlightOf(venue, RecordType.OrderCancelReplaceRequest, Limit(1, requestId: 1, quantity: 5)));
        Assert.Equal(3000, FlightOf(venue, RecordType.OrderCancelRequest, Limit(1, requestId: 2)));
        Assert.Equal(3000, FlightOf(venue, RecordType.OrderCancelRequest, Limit(1, requestId: 3)));
        Assert.Equal(1000, FlightOf(venue, RecordType.NewOrderSingle, Limit(2)));
        venue.Venue.AdvanceTo(venue.Venue.NowNs + 1_000_000);
        venue.Add(11, Side.Sell, 1000, 4);
        Assert.Equal(
            [
                ("New 1 leaves 10", 4000L), ("Replaced 1 leaves 5", 4000), ("Canceled 1 None", 4000),
                ("CancelReject 1 TooLate", 6000), ("New 2 leaves 10", 4000), ("Make 2 4@1000 leaves 6", 5000),
            ],
            venue.Poll().Select(report => (report.ToString(), ReportNs(report))));
        Assert.True(venue.Offer(RecordType.NewOrderSingle, Limit(3, quantity: 0), venue.Venue.NowNs));
        venue.Venue.EndOfDay(venue.Venue.NowNs + 1_000_000);
        Assert.Equal([("Rejected 3 InvalidLot", 4000L), ("Expired 2 None", 4000)],
            venue.Poll().Select(report => (report.ToString(), ReportNs(report))));
    }

    [Fact]
    public void A_request_never_overtakes_one_that_left_before_it()
    {
        using VenueHarness venue = New(new VenueLatencies(0, each =>
            LatencyModel.Constant(each == LatencyClass.Cancel ? 10 : 500)));
        Assert.True(venue.Offer(RecordType.NewOrderSingle, Limit(1), 1000));
        Assert.True(venue.Offer(RecordType.OrderCancelRequest, Limit(1, requestId: 1), 1001));
        Assert.True(venue.Offer(RecordType.OrderCancelRequest, Limit(1, requestId: 2), 1495));
        venue.Venue.AdvanceTo(5000);
        List<VenueReport> reports = venue.Poll();
        Assert.Equal(["New 1 leaves 10", "Canceled 1 None", "CancelReject 1 TooLate"],
            reports.Select(report => report.ToString()));
        Assert.Equal([1500L, 1500, 1505], reports.Select(TransactNs));
    }

    [Fact]
    public void A_report_never_overtakes_one_that_was_written_before_it()
    {
        using VenueHarness venue = New(new VenueLatencies(0, each => LatencyModel.Constant(
            each switch { LatencyClass.Acknowledgement => 700, LatencyClass.Fill => 20, _ => 0 })));
        venue.Add(11, Side.Sell, 1000, 4);
        venue.Limit(1, Side.Buy, 1000, 10);
        venue.Cancel(9);
        venue.Venue.AdvanceTo(690);
        venue.Add(12, Side.Sell, 1000, 6);
        List<VenueReport> reports = venue.Poll();
        Assert.Equal(
            ["New 1 leaves 10", "Take 1 4@1000 leaves 6", "CancelReject 9 UnknownOrder", "Make 1 6@1000 leaves 0"],
            reports.Select(report => report.ToString()));
        Assert.Equal([0L, 0, 0, 690], reports.Select(TransactNs));
        Assert.Equal([700L, 700, 700, 710], reports.Select(report => report.Header.ReceiveTimeNs));
    }

    [Fact]
    public void Both_directions_stay_in_order_and_nothing_is_faster_than_its_draw()
    {
        using VenueHarness venue = New(new VenueLatencies(5, _ => Uniform));
        LatencyStreams draws = new(new VenueLatencies(5, _ => Uniform));
        List<long> dueNs = [];
        int held = 0;
        long lastNs = 0;
        for (int order = 1; order <= 1_000; order++)
        {
            long leavesNs = order * 20_000L;
            Assert.True(venue.Offer(
                RecordType.NewOrderSingle, Limit((ulong)order, timeInForce: TimeInForce.ImmediateOrCancel), leavesNs));
            long drawnNs = leavesNs + draws.Draw(LatencyClass.NewOrder);
            held += drawnNs < lastNs ? 1 : 0;
            lastNs = Math.Max(lastNs, drawnNs);
            dueNs.Add(lastNs);
        }

        Assert.InRange(held, 100, 900);
        venue.Venue.AdvanceTo(100_000_000);
        List<VenueReport> reports = venue.Poll();
        Assert.Equal(dueNs, reports.Where(report => report.Execution.ExecType == ExecType.New).Select(TransactNs));
        lastNs = 0;
        foreach (VenueReport report in reports)
        {
            lastNs = Math.Max(lastNs, TransactNs(report) + draws.Draw(LatencyClass.Acknowledgement));
            Assert.Equal(lastNs, report.Header.ReceiveTimeNs);
        }
    }

    [Fact]
    public void Requests_of_one_class_change_no_draw_of_another()
    {
        Assert.Equal(NewOrderFlights(cancelEvery: 0), NewOrderFlights(cancelEvery: 1));
        Assert.Equal(NewOrderFlights(cancelEvery: 0), NewOrderFlights(cancelEvery: 3));
        Assert.True(NewOrderFlights(cancelEvery: 0).Distinct().Count() > 100);
    }

    [Fact]
    public void An_offer_that_is_not_taken_draws_nothing()
    {
        using VenueHarness full = New(new VenueLatencies(5, _ => Uniform), inFlight: 1);
        LatencyStreams draws = new(new VenueLatencies(5, _ => Uniform));
        Assert.True(full.Offer(RecordType.NewOrderSingle, Limit(1), 0));
        Assert.Equal(draws.Draw(LatencyClass.NewOrder), full.Venue.NextArrivalTimeNs);
        Assert.False(full.Offer(RecordType.NewOrderSingle, Limit(2), 0));
        full.Venue.ProcessArrival();
        Assert.True(full.Offer(RecordType.NewOrderSingle, Limit(2), 1_000_000));
        Assert.Equal(1_000_000 + draws.Draw(LatencyClass.NewOrder), full.Venue.NextArrivalTimeNs);
    }

    private static List<long> NewOrderFlights(int cancelEvery)
    {
        using VenueHarness venue = New(new VenueLatencies(5, _ => Uniform));
        List<long> flights = [];
        for (int order = 1; order <= 200; order++)
        {
            flights.Add(FlightOf(
                venue, RecordType.NewOrderSingle, Limit((ulong)order, timeInForce: TimeInForce.ImmediateOrCancel)));
            if (cancelEvery > 0 && order % cancelEvery == 0)
            {
                FlightOf(venue, RecordType.OrderCancelRequest, Limit((ulong)order, requestId: 1));
            }

            venue.Poll();
        }

        return flights;
    }

    /// <summary>Offers with nothing else on its way, lets it arrive and says how long that took.</summary>
    private static long FlightOf(VenueHarness venue, RecordType type, in OrderPayload payload)
    {
        long leavesNs = venue.Venue.NowNs + 1_000_000;
        Assert.True(venue.Offer(type, payload, leavesNs));
        venue.Venue.ProcessArrival();
        return venue.Venue.NowNs - leavesNs;
    }

    private static long TransactNs(VenueReport report) => report.Header.Type == RecordType.OrderCancelReject
        ? report.CancelReject.TransactTimeNs
        : report.Execution.TransactTimeNs;

    private static long ReportNs(VenueReport report) => report.Header.ReceiveTimeNs - TransactNs(report);

    private static OrderPayload Limit(
        ulong orderId, uint requestId = 0, long quantity = 10, TimeInForce timeInForce = TimeInForce.Day) =>
        VenueHarness.LimitPayload(orderId, Side.Buy, 1000, quantity, timeInForce) with { RequestId = requestId };

    private static VenueHarness New(VenueLatencies latencies, int inFlight = 2048) => new(new SimulatedVenueConfig
    {
        InstrumentCount = 1,
        Latencies = latencies,
        HistoricalOrderCapacity = 64,
        PriceLevelCapacity = 64,
        WorkingOrderCapacity = 16,
        DayOrderCapacity = 4096,
        InFlightCapacity = inFlight,
        ReportCapacity = 4096,
    });
}
