using Strategies.Backtest.TestKit;
using Strategies.Sdk;

namespace MyStrategy.Tests;

public sealed class MyClassStrategyTests
{
    private const string Symbol = "DEMO";

    private readonly StrategyHarness _harness = new(new MyClassStrategy(), HarnessOptions.For(Symbol));

    [Fact]
    public void It_bids_at_the_best_bid_and_moves_with_it()
    {
        _harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);
        SentMessage order = Assert.Single(_harness.Venue.TakeSent());
        Assert.Equal((Side.Buy, 100.00m, 100L), (order.Side, order.Price.ToDecimal(), order.Quantity));

        _harness.Market.SetLevel(Symbol, Side.Buy, 100.01m, 50);
        Assert.Equal(100.01m, Assert.Single(_harness.WorkingOrders).Price.ToDecimal());
    }

    [Fact]
    public void It_is_done_when_it_is_filled()
    {
        _harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);
        _harness.Venue.Fill(_harness.Venue.Sent[0].OrderId, 100);
        Assert.Equal(100, _harness.Position(Symbol).Quantity.Raw);

        _harness.Market.SetLevel(Symbol, Side.Buy, 100.01m, 50);
        Assert.Empty(_harness.WorkingOrders);
    }

    [Fact]
    public void A_fresh_instance_goes_on_where_this_one_stopped()
    {
        _harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);
        _harness.Swap(new MyClassStrategy());
        _harness.Market.SetLevel(Symbol, Side.Buy, 100.01m, 50);
        Assert.Equal(SentKind.OrderCancelReplaceRequest, _harness.Venue.Sent[^1].Kind);
    }
}
