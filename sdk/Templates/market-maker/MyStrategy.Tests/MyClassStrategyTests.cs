using Strategies.Backtest.TestKit;
using Strategies.Sdk;

namespace MyStrategy.Tests;

public sealed class MyClassStrategyTests
{
    private const string Symbol = "DEMO";
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);

    private readonly StrategyHarness _harness = new(new MyClassStrategy(), HarnessOptions.For(Symbol));

    [Fact]
    public void It_quotes_both_sides_at_the_touch()
    {
        _harness.Market.Quote(Symbol, 99.98m, 200, 100.02m, 300);
        _harness.Advance(Refresh);
        Assert.Equal(
            [(Side.Buy, 99.98m), (Side.Sell, 100.02m)],
            _harness.Venue.TakeSent().Select(order => (order.Side, order.Price.ToDecimal())));
    }

    [Fact]
    public void It_bids_lower_when_it_is_long()
    {
        _harness.Market.Quote(Symbol, 99.98m, 200, 100.02m, 300);
        _harness.Advance(Refresh);
        _harness.Venue.Fill(_harness.Venue.Sent[0].OrderId, 100);
        _harness.Advance(Refresh);
        Assert.Equal(
            [(Side.Sell, 100.02m), (Side.Buy, 99.97m)],
            _harness.WorkingOrders.Select(order => (order.Side, order.Price.ToDecimal())).OrderByDescending(order => order.Item2));
    }

    [Fact]
    public void A_fresh_instance_goes_on_where_this_one_stopped()
    {
        _harness.Market.Quote(Symbol, 99.98m, 200, 100.02m, 300);
        _harness.Advance(Refresh);
        _harness.Swap(new MyClassStrategy());
        _harness.Advance(Refresh);
        Assert.Equal(2, _harness.Published["refreshes"]);
        Assert.Equal(2, _harness.WorkingOrders.Count);
    }
}
