using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests;

public sealed class ReplaceAndCancelTests : IDisposable
{
    private readonly VenueHarness _venue = new();

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void A_lower_quantity_at_the_same_price_keeps_the_queue_position()
    {
        _venue.Limit(1, Side.Buy, 1000, 100);
        _venue.Add(11, Side.Buy, 1000, 10);
        _venue.Replace(1, 1, 1000, 60);

        Assert.Equal(["New 1 leaves 100", "Replaced 1 leaves 60"], _venue.Lines());
        Assert.Equal(
            [new VenueQueueEntry(true, 1, 0, 60), new VenueQueueEntry(false, 11, 10, 10)],
            _venue.Queue(Side.Buy, 1000));
    }

    [Theory]
    [InlineData(1000, 101)]
    [InlineData(999, 100)]
    [InlineData(999, 50)]
    public void A_higher_quantity_or_another_price_goes_to_the_end_of_the_queue(long cents, long quantity)
    {
        _venue.Add(11, Side.Buy, 999, 10);
        _venue.Limit(1, Side.Buy, 1000, 100);
        _venue.Add(12, Side.Buy, 1000, 10);
        _venue.Replace(1, 1, cents, quantity);

        Assert.Equal(["New 1 leaves 100", $"Replaced 1 leaves {quantity}"], _venue.Lines());
        Assert.Equal(new VenueQueueEntry(true, 1, 0, quantity), _venue.Queue(Side.Buy, cents)[^1]);
        Assert.Equal(2, _venue.Queue(Side.Buy, cents).Length);
    }

    [Fact]
    public void A_replace_to_a_price_that_crosses_is_reported_and_then_trades()
    {
        _venue.Add(11, Side.Sell, 1002, 30);
        _venue.Limit(1, Side.Buy, 1000, 100);
        _venue.Replace(1, 1, 1002, 100);

        List<VenueReport> reports = _venue.Poll();
        Assert.Equal(
            ["New 1 leaves 100", "Replaced 1 leaves 100", "Take 1 30@1002 leaves 70"], reports.Select(
                report => report.ToString()));
        Assert.Equal([0u, 1u, 1u], reports.Select(report => report.Execution.RequestId));
        Assert.Equal(VenueHarness.Cents(1002).Raw, reports[1].Execution.Price);
    }

    [Fact]
    public void A_replace_onto_our_own_order_is_canceled_for_self_match()
    {
        _venue.Limit(1, Side.Sell, 1002, 10);
        _venue.Limit(2, Side.Buy, 1000, 10);
        _venue.Replace(2, 1, 1002, 10);

        Assert.Equal(
            ["New 1 leaves 10", "New 2 leaves 10", "Replaced 2 leaves 10", "Canceled 2 SelfMatch"], _venue.Lines());
    }

    [Fact]
    public void A_replace_states_the_new_total_and_keeps_what_was_filled()
    {
        _venue.Limit(1, Side.Buy, 1000, 100);
        _venue.Add(11, Side.Sell, 1000, 30);
        _venue.Replace(1, 1, 1000, 90);

        ExecutionReportPayload report = _venue.Poll()[^1].Execution;
        Assert.Equal((ExecType.Replaced, OrdStatus.PartiallyFilled), (report.ExecType, report.OrdStatus));
        Assert.Equal((90, 30, 60), (report.OrderQty, report.CumQty, report.LeavesQty));
    }

    [Theory]
    [InlineData(29)]
    [InlineData(30)]
    public void A_replace_to_what_is_filled_or_less_is_refused(long quantity)
    {
        _venue.Limit(1, Side.Buy, 1000, 100);
        _venue.Add(11, Side.Sell, 1000, 30);
        _venue.Replace(1, 1, 1000, quantity);

        CancelRejectPayload report = _venue.Poll()[^1].CancelReject;
        Assert.Equal(
            (RejectReason.BelowCumQty, (byte)1, 1u, OrdStatus.PartiallyFilled),
            (report.Reason, report.IsReplace, report.RequestId, report.OrdStatus));
        Assert.Equal(70, _venue.Queue(Side.Buy, 1000)[0].Available.Raw);
    }

    [Fact]
    public void A_replace_without_a_price_is_refused()
    {
        _venue.Limit(1, Side.Buy, 1000, 100);
        _venue.Replace(1, 1, 0, 100);

        Assert.Equal(["New 1 leaves 100", "CancelReject 1 InvalidPrice"], _venue.Lines());
    }

    [Fact]
    public void A_cancel_takes_the_order_out_of_its_level()
    {
        _venue.Limit(1, Side.Buy, 1000, 100);
        _venue.Cancel(1, 7);

        ExecutionReportPayload report = _venue.Poll()[^1].Execution;
        Assert.Equal(
            (ExecType.Canceled, OrdStatus.Canceled, 0L, 7u), (
                report.ExecType, report.OrdStatus, report.LeavesQty, report.RequestId));
        Assert.Empty(_venue.Levels(Side.Buy));
    }

    [Fact]
    public void A_request_for_an_ended_order_is_too_late_and_says_how_it_ended()
    {
        _venue.Add(11, Side.Sell, 1000, 10);
        _venue.Limit(1, Side.Buy, 1000, 10);
        _venue.Limit(2, Side.Buy, 999, 10);
        _venue.Cancel(2);
        _venue.Limit(3, Side.Buy, 999, 0);
        _venue.Poll();

        _venue.Cancel(1, 1);
        _venue.Cancel(2, 2);
        _venue.Replace(3, 1, 999, 5);

        CancelRejectPayload[] reports = [.. _venue.Poll().Select(report => report.CancelReject)];
        Assert.All(reports, report => Assert.Equal(RejectReason.TooLate, report.Reason));
        Assert.Equal(
            [OrdStatus.Filled, OrdStatus.Canceled, OrdStatus.Rejected], reports.Select(report => report.OrdStatus));
        Assert.Equal([0, 0, 1], reports.Select(report => (int)report.IsReplace));
    }

    [Fact]
    public void A_request_for_an_order_that_was_never_here_is_of_an_unknown_order()
    {
        _venue.Cancel(1);
        _venue.Replace(2, 1, 1000, 10);

        Assert.Equal(["CancelReject 1 UnknownOrder", "CancelReject 2 UnknownOrder"], _venue.Lines());
    }
}
