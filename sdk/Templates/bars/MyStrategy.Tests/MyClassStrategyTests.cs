using Strategies.Backtest.TestKit;
using Strategies.Sdk;

namespace MyStrategy.Tests;

public sealed class MyClassStrategyTests
{
    private const string Symbol = "DEMO";
    private static readonly TimeSpan Bar = TimeSpan.FromMinutes(1);

    private readonly StrategyHarness _harness = new(new MyClassStrategy(), HarnessOptions.For(Symbol));

    [Fact]
    public void It_buys_when_the_fast_average_rises_above_the_slow_one()
    {
        Play(bars: 20, cents: bar => 0);
        Assert.Empty(_harness.Venue.Sent);

        Play(bars: 3, cents: bar => 10 * (bar + 1));

        SentMessage order = Assert.Single(_harness.Venue.TakeSent());
        Assert.Equal((Side.Buy, TimeInForce.ImmediateOrCancel, 100L), (order.Side, order.TimeInForce, order.Quantity));
    }

    [Fact]
    public void It_turns_its_position_round_when_the_averages_cross_back()
    {
        Play(bars: 20, cents: bar => 0);
        Play(bars: 3, cents: bar => 10 * (bar + 1));
        _harness.Venue.Fill(_harness.Venue.TakeSent()[0].OrderId, 100);

        Play(bars: 10, cents: bar => 30 - (20 * (bar + 1)));

        SentMessage order = _harness.Venue.TakeSent()[0];
        Assert.Equal((Side.Sell, 200L), (order.Side, order.Quantity));
    }

    [Fact]
    public void A_fresh_instance_goes_on_where_this_one_stopped()
    {
        Play(bars: 20, cents: bar => 0);
        _harness.Swap(new MyClassStrategy());
        Play(bars: 3, cents: bar => 10 * (bar + 1));
        Assert.Equal(Side.Buy, Assert.Single(_harness.Venue.TakeSent()).Side);
    }

    private void Play(int bars, Func<int, int> cents)
    {
        for (int bar = 0; bar < bars; bar++)
        {
            decimal mid = 100 + (cents(bar) / 100m);
            _harness.Market.Quote(Symbol, mid - 0.01m, 500, mid + 0.01m, 500);
            _harness.Advance(Bar);
        }
    }
}
