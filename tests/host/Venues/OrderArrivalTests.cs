using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests;

public sealed class OrderArrivalTests : IDisposable
{
    private readonly VenueHarness _venue = new();

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void An_order_that_meets_nothing_is_reported_new_and_rests_at_the_end_of_its_level()
    {
        _venue.Add(11, Side.Buy, 1000, 50);
        _venue.Limit(1, Side.Buy, 1000, 100);
        _venue.Add(12, Side.Buy, 1000, 60);

        Assert.Equal(["New 1 leaves 100"], _venue.Lines());
        Assert.Equal(
            [
                new VenueQueueEntry(false, 11, 50, 50), new VenueQueueEntry(true, 1, 0, 100),
                new VenueQueueEntry(false, 12, 60, 60),
            ],
            _venue.Queue(Side.Buy, 1000));
    }

    [Fact]
    public void An_order_takes_the_best_price_first_and_each_level_in_its_queue_order_at_the_resting_price()
    {
        _venue.Add(11, Side.Sell, 1002, 30);
        _venue.Add(12, Side.Sell, 1001, 40);
        _venue.Add(13, Side.Sell, 1001, 50);
        _venue.LevelSet(Side.Sell, 1000, 20);
        _venue.Add(14, Side.Sell, 1000, 10);

        _venue.Limit(1, Side.Buy, 1002, 140);

        Assert.Equal(
            [
                "New 1 leaves 140", "Take 1 20@1000 leaves 120", "Take 1 10@1000 leaves 110",
                "Take 1 40@1001 leaves 70", "Take 1 50@1001 leaves 20", "Take 1 20@1002 leaves 0",
            ],
            _venue.Lines());
        Assert.Equal(10, _venue.Available(Side.Sell, 1002));
        Assert.Empty(_venue.Queue(Side.Buy, 1002));
    }

    [Fact]
    public void The_rest_of_a_day_order_joins_the_book_and_that_of_an_immediate_or_cancel_order_is_canceled()
    {
        _venue.Add(11, Side.Sell, 1000, 30);
        _venue.Limit(1, Side.Buy, 1000, 50);
        _venue.Limit(2, Side.Buy, 999, 70, TimeInForce.ImmediateOrCancel);

        Assert.Equal(
            ["New 1 leaves 50", "Take 1 30@1000 leaves 20", "New 2 leaves 70", "Canceled 2 None"], _venue.Lines());
        Assert.Equal([new VenueQueueEntry(true, 1, 0, 20)], _venue.Queue(Side.Buy, 1000));
        Assert.Empty(_venue.Queue(Side.Buy, 999));
    }

    [Fact]
    public void A_market_order_trades_at_any_price_and_never_rests()
    {
        _venue.Add(11, Side.Buy, 1000, 30);
        _venue.Add(12, Side.Buy, 1, 20);
        _venue.Market(1, Side.Sell, 60);

        Assert.Equal(
            ["New 1 leaves 60", "Take 1 30@1000 leaves 30", "Take 1 20@1 leaves 10", "Canceled 1 None"],
            _venue.Lines());
        Assert.Empty(_venue.Levels(Side.Sell));
    }

    [Fact]
    public void Liquidity_is_not_taken_twice()
    {
        _venue.Add(11, Side.Sell, 1000, 30);
        _venue.Limit(1, Side.Buy, 1000, 20, TimeInForce.ImmediateOrCancel);
        _venue.Limit(2, Side.Buy, 1000, 20, TimeInForce.ImmediateOrCancel);
        _venue.Limit(3, Side.Buy, 1000, 20, TimeInForce.ImmediateOrCancel);

        Assert.Equal(
            [
                "New 1 leaves 20", "Take 1 20@1000 leaves 0", "New 2 leaves 20", "Take 2 10@1000 leaves 10",
                "Canceled 2 None", "New 3 leaves 20", "Canceled 3 None",
            ],
            _venue.Lines());
        Assert.Equal(30, _venue.Historical(Side.Sell, 1000));
    }

    [Fact]
    public void An_order_that_meets_our_own_is_canceled_for_self_match_after_what_stands_before()
    {
        _venue.Add(11, Side.Sell, 1000, 10);
        _venue.Limit(1, Side.Sell, 1000, 40);
        _venue.Add(12, Side.Sell, 1000, 10);
        _venue.Limit(2, Side.Buy, 1005, 100);

        Assert.Equal(
            ["New 1 leaves 40", "New 2 leaves 100", "Take 2 10@1000 leaves 90", "Canceled 2 SelfMatch"],
            _venue.Lines());
        Assert.Equal(10, _venue.Available(Side.Sell, 1000));
        Assert.Empty(_venue.Levels(Side.Buy));
    }

    [Fact]
    public void An_order_filled_just_before_our_own_is_filled_and_not_canceled()
    {
        _venue.Add(11, Side.Sell, 1000, 10);
        _venue.Limit(1, Side.Sell, 1000, 40);
        _venue.Limit(2, Side.Buy, 1005, 10);

        Assert.Equal(["New 1 leaves 40", "New 2 leaves 10", "Take 2 10@1000 leaves 0"], _venue.Lines());
    }

    [Fact]
    public void A_second_order_of_the_same_identifier_is_rejected_while_the_first_works_and_after_its_end()
    {
        _venue.Limit(1, Side.Buy, 1000, 40);
        _venue.Limit(1, Side.Buy, 1000, 40);
        _venue.Cancel(1);
        _venue.Limit(1, Side.Buy, 1000, 40);

        Assert.Equal(
            ["New 1 leaves 40", "Rejected 1 VenueRejected", "Canceled 1 None", "Rejected 1 VenueRejected"],
            _venue.Lines());
    }

    [Theory]
    [InlineData(3, Side.Buy, OrdType.Limit, TimeInForce.Day, 1000, 10, RejectReason.UnknownInstrument)]
    [InlineData(0, Side.Buy, OrdType.Limit, TimeInForce.Day, 1000, 10, RejectReason.UnknownInstrument)]
    [InlineData(1, Side.None, OrdType.Limit, TimeInForce.Day, 1000, 10, RejectReason.InvalidOrder)]
    [InlineData(1, Side.Buy, OrdType.None, TimeInForce.Day, 1000, 10, RejectReason.InvalidOrder)]
    [InlineData(1, Side.Buy, OrdType.Limit, (TimeInForce)9, 1000, 10, RejectReason.InvalidOrder)]
    [InlineData(1, Side.Buy, OrdType.Limit, TimeInForce.Day, 1000, 0, RejectReason.InvalidLot)]
    [InlineData(1, Side.Buy, OrdType.Limit, TimeInForce.Day, 0, 10, RejectReason.InvalidPrice)]
    [InlineData(1, Side.Buy, OrdType.Market, TimeInForce.ImmediateOrCancel, 1000, 10, RejectReason.InvalidPrice)]
    public void An_order_that_makes_no_sense_is_rejected_with_its_reason(
        int instrument, Side side, OrdType ordType, TimeInForce timeInForce, long cents, long quantity,
        RejectReason reason)
    {
        OrderPayload payload = VenueHarness.LimitPayload(1, side, cents, quantity, timeInForce, instrument);
        payload.OrdType = ordType;
        _venue.Send(RecordType.NewOrderSingle, payload);

        ExecutionReportPayload report = Assert.Single(_venue.Poll()).Execution;
        Assert.Equal(
            (ExecType.Rejected, OrdStatus.Rejected, reason), (report.ExecType, report.OrdStatus, report.Reason));
        Assert.Equal((0, quantity), (report.LeavesQty, report.OrderQty));
    }

    [Fact]
    public void Books_of_two_instruments_know_nothing_of_each_other()
    {
        _venue.Add(11, Side.Sell, 1000, 10, instrument: 1);
        _venue.Add(11, Side.Sell, 1000, 20, instrument: 2);
        _venue.OnOrder(MarketMessageKind.Delete, 11, 0, instrument: 2);
        _venue.Limit(1, Side.Buy, 1000, 30);

        Assert.Equal(["New 1 leaves 30", "Take 1 10@1000 leaves 20"], _venue.Lines());
        Assert.Empty(_venue.Levels(Side.Sell, instrument: 2));
    }
}
