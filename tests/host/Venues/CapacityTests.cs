using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests;

public sealed class CapacityTests
{
    private static SimulatedVenueConfig Config(
        int orders = 8, int levels = 8, int working = 4, int day = 8, int inFlight = 2, int reports = 16) => new()
        {
            InstrumentCount = 1,
            HistoricalOrderCapacity = orders,
            PriceLevelCapacity = levels,
            WorkingOrderCapacity = working,
            DayOrderCapacity = day,
            InFlightCapacity = inFlight,
            ReportCapacity = reports,
        };

    [Fact]
    public void An_order_too_many_at_one_time_is_rejected_and_a_place_is_free_again_after_an_end()
    {
        using VenueHarness venue = new(Config(working: 2));
        venue.Limit(1, Side.Buy, 1000, 10);
        venue.Limit(2, Side.Buy, 1000, 10);
        venue.Limit(3, Side.Buy, 1000, 10);
        venue.Cancel(1);
        venue.Limit(4, Side.Buy, 1000, 10);

        Assert.Equal(
            ["New 1 leaves 10", "New 2 leaves 10", "Rejected 3 CapacityExceeded", "Canceled 1 None", "New 4 leaves 10"],
            venue.Lines());
    }

    [Fact]
    public void An_order_too_many_in_the_day_is_rejected()
    {
        using VenueHarness venue = new(Config(working: 2, day: 2));
        venue.Limit(1, Side.Buy, 1000, 10, TimeInForce.ImmediateOrCancel);
        venue.Limit(2, Side.Buy, 1000, 10, TimeInForce.ImmediateOrCancel);
        venue.Limit(3, Side.Buy, 1000, 10, TimeInForce.ImmediateOrCancel);

        Assert.Equal("Rejected 3 CapacityExceeded", venue.Lines()[^1]);
    }

    [Fact]
    public void Without_a_free_price_level_orders_are_rejected_and_replaces_refused()
    {
        using VenueHarness venue = new(Config(levels: 1));
        venue.Limit(1, Side.Buy, 1000, 10);
        venue.Limit(2, Side.Buy, 1001, 10);
        venue.Replace(1, 1, 1002, 10);

        Assert.Equal(
            ["New 1 leaves 10", "Rejected 2 CapacityExceeded", "CancelReject 1 CapacityExceeded"], venue.Lines());
    }

    [Fact]
    public void An_offer_beyond_what_can_be_on_its_way_is_not_taken_and_can_be_repeated()
    {
        using VenueHarness venue = new(Config(inFlight: 2));
        Assert.True(venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(1, Side.Buy, 1000, 10), 0));
        Assert.True(venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(2, Side.Buy, 1000, 10), 0));
        Assert.False(venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(3, Side.Buy, 1000, 10), 0));
        venue.Venue.ProcessArrival();
        Assert.True(venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(3, Side.Buy, 1000, 10), 0));
    }

    [Fact]
    public void Too_many_orders_of_the_data_are_an_error_that_names_the_setting()
    {
        using VenueHarness venue = new(Config(orders: 2));
        venue.Add(11, Side.Buy, 1000, 10);
        venue.LevelSet(Side.Buy, 1001, 10);

        VenueException error = Assert.Throws<VenueException>(() => venue.Add(12, Side.Buy, 1000, 10));
        Assert.Contains(nameof(SimulatedVenueConfig.HistoricalOrderCapacity), error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Instrument.Value);
    }

    [Fact]
    public void Too_many_price_levels_of_the_data_are_an_error_that_names_the_setting()
    {
        using VenueHarness venue = new(Config(levels: 1));
        venue.Add(11, Side.Buy, 1000, 10);

        VenueException error = Assert.Throws<VenueException>(() => venue.Add(12, Side.Sell, 1001, 10));
        Assert.Contains(nameof(SimulatedVenueConfig.PriceLevelCapacity), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_that_nobody_polls_are_an_error_that_names_the_setting()
    {
        using VenueHarness venue = new(Config(reports: 1));
        venue.Cancel(1);

        VenueException error = Assert.Throws<VenueException>(() => venue.Cancel(2));
        Assert.Contains(nameof(SimulatedVenueConfig.ReportCapacity), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_is_no_order_is_an_error()
    {
        using VenueHarness venue = new(Config());

        Assert.Contains(
            "Alert", Assert.Throws<VenueException>(() => venue.Offer(RecordType.Alert, default, 0)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "10 bytes", Assert.Throws<VenueException>(() => venue.Venue.Offer(new byte[10])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_makes_no_sense_is_named()
    {
        VenueException error = Assert.Throws<VenueException>(() => new VenueHarness(Config(working: 9, day: 8)));
        Assert.Contains(nameof(SimulatedVenueConfig.DayOrderCapacity), error.Message, StringComparison.Ordinal);
        Assert.Throws<VenueException>(() => new SimulatedVenueConfig { InstrumentCount = 0 }.Validate());
    }
}
