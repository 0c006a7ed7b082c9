using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Latency;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests;

/// <summary>What the simulated exchange does with its venue beside sending orders.</summary>
public sealed class OrderSessionTests
{
    [Fact]
    public void Open_orders_are_listed_in_the_order_of_their_acceptance_with_those_on_their_way_behind_them()
    {
        using VenueHarness venue = new(VenueLatencies.Constant(100, 30));
        venue.Add(11, Side.Sell, 1000, 4);
        venue.Limit(3, Side.Buy, 1000, 10);
        venue.Limit(1, Side.Sell, 1005, 7);
        venue.Limit(2, Side.Buy, 990, 5);
        venue.Cancel(2);
        Assert.True(venue.Offer(
            RecordType.NewOrderSingle, VenueHarness.LimitPayload(4, Side.Sell, 1006, 8, instrument: 2), 1000));

        Assert.Equal(2, venue.Venue.WorkingOrderCount);
        Assert.Equal(
            [
                Order(3, 1, Side.Buy, 1000, cum: 4, leaves: 6),
                Order(1, 1, Side.Sell, 1005, cum: 0, leaves: 7),
                Order(4, 2, Side.Sell, 1006, cum: 0, leaves: 8) with { IsOnItsWay = true },
            ],
            venue.Venue.ListOrders());
    }

    [Fact]
    public void A_mass_cancel_ends_working_orders_in_the_order_of_acceptance_and_refuses_what_is_on_its_way()
    {
        using VenueHarness venue = new(VenueLatencies.Constant(100, 30));
        venue.Limit(3, Side.Buy, 1000, 10);
        venue.Limit(1, Side.Buy, 1001, 10);
        venue.Limit(2, Side.Sell, 1010, 10);
        venue.Poll();
        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(4, Side.Buy, 1000, 10), 1000);
        venue.Offer(RecordType.OrderCancelReplaceRequest, Replace(3, 1, 999, 10), 1000);
        venue.Offer(RecordType.OrderCancelRequest, new OrderPayload { OrderId = 1, RequestId = 1 }, 1000);

        Assert.Equal(2, venue.Venue.MassCancel(RejectReason.KillSwitch, ordersMax: 2));
        Assert.Equal(["Canceled 3 KillSwitch", "Canceled 1 KillSwitch"], venue.Lines());
        Assert.Equal(1, venue.Venue.MassCancel(RejectReason.VenueDown, ordersMax: 2));
        Assert.Equal(0, venue.Venue.MassCancel(RejectReason.VenueDown, ordersMax: 2));
        venue.Venue.AdvanceTo(2000);

        Assert.Equal(
            ["Canceled 2 VenueDown", "Rejected 4 KillSwitch", "CancelReject 3 TooLate", "CancelReject 1 TooLate"],
            venue.Lines());
        Assert.Empty(venue.Levels(Side.Buy));
    }

    [Fact]
    public void Requests_that_are_on_their_way_at_a_mass_cancel_are_refused_by_what_their_order_has_come_to()
    {
        using VenueHarness venue = new(VenueLatencies.Constant(100, 30));
        venue.Offer(RecordType.NewOrderSingle, VenueHarness.LimitPayload(2, Side.Buy, 1000, 10), 1000);
        venue.Offer(RecordType.OrderCancelReplaceRequest, Replace(2, 1, 1001, 10), 1000);
        venue.Offer(RecordType.OrderCancelReplaceRequest, Replace(3, 1, 1001, 10), 1000);
        Assert.Equal(0, venue.Venue.MassCancel(RejectReason.VenueDown, ordersMax: 2));
        venue.Venue.AdvanceTo(2000);

        Assert.Equal(
            ["Rejected 2 VenueDown", "CancelReject 2 TooLate", "CancelReject 3 UnknownOrder"], venue.Lines());
        Assert.Empty(venue.Venue.ListOrders());
    }

    [Fact]
    public void Report_numbers_begin_behind_the_one_that_is_given()
    {
        using VenueHarness venue = new(new SimulatedVenueConfig { InstrumentCount = 1, LastExecId = 7UL << 32 });
        venue.Limit(1, Side.Buy, 1000, 10);
        venue.Cancel(1);
        byte[] record = new byte[OrderPort.ReportBytesMax];
        venue.Venue.Poll(record);
        Assert.Equal((7UL << 32) + 1, RecordWriter.Payload<ExecutionReportPayload>(record).ExecId);
        venue.Venue.Poll(record);
        Assert.Equal((7UL << 32) + 2, RecordWriter.Payload<ExecutionReportPayload>(record).ExecId);
    }

    private static VenueOrder Order(ulong orderId, int instrument, Side side, long cents, long cum, long leaves) => new(
        new OrderId(orderId),
        new InstrumentId(instrument),
        side,
        TimeInForce.Day,
        VenueHarness.Cents(cents),
        new Quantity(cum),
        new Quantity(leaves),
        IsOnItsWay: false);

    private static OrderPayload Replace(ulong orderId, uint requestId, long cents, long quantity) => new()
    {
        OrderId = orderId,
        RequestId = requestId,
        Instrument = 1,
        Price = cents * VenueHarness.CentRaw,
        Quantity = quantity,
    };
}
