using Strategies.MarketData;
using Strategies.Sdk;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests;

public sealed class HaltTests : IDisposable
{
    private readonly VenueHarness _venue = new();

    public void Dispose() => _venue.Dispose();

    [Theory]
    [InlineData('H')]
    [InlineData('P')]
    [InlineData('Q')]
    public void While_halted_new_orders_are_rejected_and_nothing_trades(char code)
    {
        _venue.Limit(1, Side.Buy, 1000, 10);
        _venue.Add(11, Side.Buy, 1000, 10);
        _venue.Lines();

        _venue.Status(code);
        _venue.Limit(2, Side.Buy, 1000, 10);
        _venue.Add(12, Side.Sell, 999, 10);
        _venue.Execute(11, 4);
        _venue.Hidden(999, 10);
        _venue.Cross(999, 10);

        Assert.Equal(["Rejected 2 VenueRejected"], _venue.Lines());
        Assert.Equal(
            [new VenueQueueEntry(true, 1, 0, 10), new VenueQueueEntry(false, 11, 6, 6)], _venue.Queue(Side.Buy, 1000));
        Assert.Equal(10, _venue.Available(Side.Sell, 999));
    }

    [Fact]
    public void While_halted_cancels_and_reductions_work_and_replaces_that_arrive_anew_do_not()
    {
        _venue.Limit(1, Side.Buy, 1000, 10);
        _venue.Status('H');
        _venue.Lines();

        _venue.Replace(1, 1, 1001, 10);
        _venue.Replace(1, 2, 1000, 11);
        _venue.Replace(1, 3, 1000, 8);
        _venue.Cancel(1, 4);

        Assert.Equal(
            ["CancelReject 1 VenueRejected", "CancelReject 1 VenueRejected", "Replaced 1 leaves 8", "Canceled 1 None"],
            _venue.Lines());
    }

    [Fact]
    public void After_the_release_orders_are_taken_again_and_another_instrument_was_never_halted()
    {
        _venue.Status('H', instrument: 2);
        _venue.Limit(1, Side.Buy, 1000, 10);
        _venue.Status('H');
        _venue.Status('T');
        _venue.Limit(2, Side.Buy, 1000, 10);

        Assert.Equal(["New 1 leaves 10", "New 2 leaves 10"], _venue.Lines());
    }

    [Fact]
    public void During_an_operational_halt_nothing_trades_until_it_is_lifted()
    {
        _venue.Limit(1, Side.Buy, 1000, 10);
        _venue.OperationalHalt('H');
        _venue.Lines();

        _venue.Limit(2, Side.Buy, 1000, 10);
        _venue.Add(12, Side.Sell, 1000, 10);
        _venue.Hidden(999, 10);
        Assert.Equal(["Rejected 2 VenueRejected"], _venue.Lines());

        _venue.OperationalHalt('T');
        _venue.Limit(3, Side.Buy, 1000, 4);
        Assert.Equal(["New 3 leaves 4", "Take 3 4@1000 leaves 0"], _venue.Lines());
    }

    [Fact]
    public void An_operational_halt_and_a_trading_halt_hold_each_without_the_other()
    {
        _venue.OperationalHalt('H');
        _venue.Status('H');
        _venue.Status('T');
        _venue.Limit(1, Side.Buy, 1000, 10);
        _venue.Status('H');
        _venue.OperationalHalt('T');
        _venue.Limit(2, Side.Buy, 1000, 10);
        _venue.OperationalHalt('H', instrument: 2);
        _venue.Status('T');
        _venue.Limit(3, Side.Buy, 1000, 10);

        Assert.Equal(["Rejected 1 VenueRejected", "Rejected 2 VenueRejected", "New 3 leaves 10"], _venue.Lines());
    }

    [Theory]
    [InlineData('E')]
    [InlineData('C')]
    public void After_the_end_of_system_hours_no_order_is_taken_although_an_instrument_is_released(char code)
    {
        _venue.Venue.Apply(new MarketMessage { Kind = MarketMessageKind.SystemEvent, Code = (byte)code });
        _venue.Status('T');
        _venue.Limit(1, Side.Buy, 1000, 10);

        Assert.Equal(["Rejected 1 VenueRejected"], _venue.Lines());
    }
}
