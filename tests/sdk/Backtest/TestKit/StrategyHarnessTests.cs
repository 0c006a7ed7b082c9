using Strategies.Backtest.TestKit;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Backtest.Tests.TestKit;

public sealed class StrategyHarnessTests
{
    private const string Symbol = "AMZN";

    private readonly BidFollower _strategy = new();

    private static StrategyHarness Start(Strategy strategy, bool answersAtOnce = true, params (RiskControl, long)[] limits) => new(
        strategy,
        HarnessOptions.For(Symbol) with
        {
            AnswersAtOnce = answersAtOnce,
            Limits = limits.ToDictionary(limit => limit.Item1, limit => limit.Item2),
        });

    [Fact]
    public void An_order_is_seen_filled_and_becomes_a_position_with_its_fee()
    {
        StrategyHarness harness = Start(_strategy);
        harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);
        SentMessage order = Assert.Single(harness.Venue.TakeSent());
        Assert.Equal(
            (SentKind.NewOrderSingle, Side.Buy, 100m, 100L, 7L),
            (order.Kind, order.Side, order.Price.ToDecimal(), order.Quantity, order.Tag));
        Assert.Equal(OrdStatus.New, Assert.Single(harness.WorkingOrders).OrdStatus);

        harness.Venue.Fill(order.OrderId, 40, fee: -0.08m);
        harness.Venue.Fill(order.OrderId, 60, 99.50m);

        Position position = harness.Position(Symbol);
        Assert.Equal((100, 9_970m, -0.08m), (position.Quantity.Raw, position.Cost.ToDecimal(), position.Fees.ToDecimal()));
        Assert.Empty(harness.WorkingOrders);
    }

    [Fact]
    public void A_book_that_moves_has_the_order_replaced()
    {
        StrategyHarness harness = Start(_strategy);
        harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);
        harness.Market.SetLevel(Symbol, Side.Buy, 100.01m, 50);

        SentMessage replace = harness.Venue.Sent[1];
        Assert.Equal((SentKind.OrderCancelReplaceRequest, 100.01m), (replace.Kind, replace.Price.ToDecimal()));
        Assert.Equal(100.01m, Assert.Single(harness.WorkingOrders).Price.ToDecimal());

        harness.Market.Execute(Symbol, Side.Buy, 50);
        Assert.Equal(100.00m, Assert.Single(harness.WorkingOrders).Price.ToDecimal());
    }

    [Fact]
    public void Timers_fire_at_their_own_time_and_what_is_logged_and_published_is_there()
    {
        StrategyHarness harness = Start(_strategy);
        harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);
        long begin = harness.TimeNs;
        harness.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(harness.Logged);

        harness.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("timer 1", Assert.Single(harness.Logged).Text);
        Assert.Equal(1, harness.Published["ticks"]);
        Assert.Equal(SentKind.OrderCancelRequest, harness.Venue.Sent[^1].Kind);
        Assert.Equal(begin + 1_500_000_000, harness.Venue.Sent[^1].TimeNs);
        Assert.Equal(begin + 2_000_000_000, harness.TimeNs);
        Assert.Empty(harness.WorkingOrders);
    }

    [Fact]
    public void A_venue_that_the_test_plays_accepts_rejects_and_refuses_requests()
    {
        StrategyHarness harness = Start(_strategy, answersAtOnce: false);
        harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);
        OrderId order = harness.Venue.Sent[0].OrderId;
        Assert.Equal(OrdStatus.PendingNew, Assert.Single(harness.WorkingOrders).OrdStatus);
        Assert.Contains("is PendingNew", Assert.Throws<HarnessException>(() => harness.Venue.Fill(order, 1)).Message, StringComparison.Ordinal);

        harness.Venue.Accept(order);
        harness.Market.SetLevel(Symbol, Side.Buy, 100.01m, 50);
        harness.Venue.RejectRequest(order);
        Assert.Equal(100.00m, Assert.Single(harness.WorkingOrders).Price.ToDecimal());
        Assert.Throws<HarnessException>(() => harness.Venue.AcceptRequest(order));

        harness.Venue.Cancel(order);
        Assert.Empty(harness.WorkingOrders);
        Assert.Throws<HarnessException>(() => harness.Venue.Reject(order));
    }

    [Fact]
    public void The_gate_that_trades_refuses_what_is_over_a_limit()
    {
        StrategyHarness harness = Start(_strategy, limits: (RiskControl.MaxQuantity, 99));
        harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);

        RefusedMessage refused = Assert.Single(harness.Refused);
        Assert.Equal((RejectReason.MaxQuantity, 99, 100), (refused.Reason, refused.Limit, refused.Value));
        Assert.Empty(harness.Venue.Sent);
    }

    [Fact]
    public void What_the_strategy_throws_comes_out_of_the_call_that_made_it()
    {
        StrategyHarness harness = Start(new BidFollower { IsBroken = true });
        HarnessException thrown =
            Assert.Throws<HarnessException>(() => harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300));
        Assert.Equal("OnBook threw InvalidOperationException: broken on purpose", thrown.Message);
        Assert.IsType<InvalidOperationException>(thrown.InnerException);
        Assert.False(harness.IsRunning);
    }

    [Fact]
    public void A_fresh_instance_goes_on_where_the_one_before_stopped()
    {
        StrategyHarness harness = Start(_strategy);
        harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);
        harness.Swap(new BidFollower());
        harness.Market.SetLevel(Symbol, Side.Buy, 100.01m, 50);

        Assert.Equal(SentKind.OrderCancelReplaceRequest, harness.Venue.Sent[^1].Kind);
        Assert.Equal(2, harness.Venue.Sent.Count);
    }

    [Fact]
    public void Parameters_are_set_by_name_within_their_range()
    {
        StrategyHarness harness = Start(_strategy);
        harness.SetParameter("size", "250");
        harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);
        Assert.Equal(250, harness.Venue.Sent[0].Quantity);
        Assert.Contains("size", Assert.Throws<HarnessException>(() => harness.SetParameter("size", "5000")).Message, StringComparison.Ordinal);
        Assert.Contains("sice", Assert.Throws<HarnessException>(() => harness.SetParameter("sice", "5")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_strategy_is_called_no_more_and_its_orders_are_gone()
    {
        StrategyHarness harness = Start(_strategy);
        harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);
        harness.Stop();
        harness.Market.SetLevel(Symbol, Side.Buy, 100.01m, 50);
        Assert.False(harness.IsRunning);
        Assert.Empty(harness.WorkingOrders);
        Assert.Equal(SentKind.OrderCancelRequest, harness.Venue.Sent[^1].Kind);
    }

    [Fact]
    public void A_halt_is_seen_in_the_book_and_so_is_its_end()
    {
        StrategyHarness harness = Start(_strategy);
        harness.Market.Halt(Symbol);
        harness.Market.Quote(Symbol, 100.00m, 200, 100.02m, 300);
        Assert.Equal(RejectReason.InstrumentNotTradable, Assert.Single(harness.Refused).Reason);
        harness.Market.Resume(Symbol);
        harness.Market.SetLevel(Symbol, Side.Buy, 100.01m, 50);
        Assert.Single(harness.Venue.Sent);
    }

    [Theory]
    [InlineData("100.00", "100.00", "would trade")]
    [InlineData("100.00001", "100.02", "four decimals")]
    [InlineData("-1", "100.02", "above 0")]
    public void Prices_that_no_feed_has_are_refused(string bid, string offer, string words)
    {
        StrategyHarness harness = Start(_strategy);
        HarnessException refused = Assert.Throws<HarnessException>(
            () => harness.Market.Quote(Symbol, decimal.Parse(bid, null), 200, decimal.Parse(offer, null), 300));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Instruments_and_orders_that_are_not_there_are_named()
    {
        StrategyHarness harness = Start(_strategy);
        Assert.Contains("MSFT", Assert.Throws<HarnessException>(() => harness.Market.Trade("MSFT", 1, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("no order", Assert.Throws<HarnessException>(() => harness.Venue.Accept(new OrderId(5))).Message, StringComparison.Ordinal);
        Assert.Contains("nothing", Assert.Throws<HarnessException>(() => harness.Market.Execute(Symbol, Side.Buy, 1)).Message, StringComparison.Ordinal);
    }
}
