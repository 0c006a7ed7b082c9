using Strategies.MarketData;
using Strategies.Sdk;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests;

public sealed class HistoricalFlowTests : IDisposable
{
    private readonly VenueHarness _venue = new();

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void An_order_of_the_data_that_reaches_ours_trades_with_them_in_priority_and_rests_with_what_is_left()
    {
        _venue.Limit(1, Side.Sell, 1001, 10);
        _venue.Limit(2, Side.Sell, 1000, 10);
        _venue.Limit(3, Side.Sell, 1001, 10);
        _venue.Limit(4, Side.Sell, 1003, 10);
        _venue.Lines();

        _venue.Add(11, Side.Buy, 1002, 50);

        Assert.Equal(["Make 2 10@1000 leaves 0", "Make 1 10@1001 leaves 0", "Make 3 10@1001 leaves 0"], _venue.Lines());
        Assert.Equal([new VenueQueueEntry(false, 11, 50, 20)], _venue.Queue(Side.Buy, 1002));
    }

    [Fact]
    public void An_order_of_the_data_does_not_trade_with_other_orders_of_the_data()
    {
        _venue.Add(11, Side.Sell, 1000, 10);
        _venue.Add(12, Side.Buy, 1000, 10);

        Assert.Equal(10, _venue.Available(Side.Sell, 1000));
        Assert.Equal(10, _venue.Available(Side.Buy, 1000));
    }

    [Fact]
    public void An_execution_fills_ours_at_better_prices_and_ahead_in_the_queue_before_its_target()
    {
        _venue.Limit(1, Side.Buy, 1000, 30);
        _venue.Add(11, Side.Buy, 1000, 100);
        _venue.Limit(2, Side.Buy, 1000, 30);
        _venue.Limit(3, Side.Buy, 1001, 20);
        _venue.Lines();

        _venue.Execute(11, 80);

        Assert.Equal(["Make 3 20@1001 leaves 0", "Make 1 30@1000 leaves 0"], _venue.Lines());
        Assert.Equal(
            [new VenueQueueEntry(false, 11, 20, 70), new VenueQueueEntry(true, 2, 0, 30)], _venue.Queue(
                Side.Buy, 1000));
    }

    [Fact]
    public void What_ours_kept_away_from_an_order_stays_in_it_until_the_data_is_done_with_it()
    {
        _venue.Limit(1, Side.Buy, 1000, 30);
        _venue.Add(11, Side.Buy, 1000, 100);
        _venue.Execute(11, 80);
        Assert.Equal(50, _venue.Available(Side.Buy, 1000));

        _venue.OnOrder(MarketMessageKind.Reduce, 11, 15);
        Assert.Equal([new VenueQueueEntry(false, 11, 5, 35)], _venue.Queue(Side.Buy, 1000));

        _venue.OnOrder(MarketMessageKind.Delete, 11, 0);
        Assert.Empty(_venue.Levels(Side.Buy));
    }

    [Fact]
    public void An_order_that_the_data_executed_whole_leaves_although_ours_kept_some_away()
    {
        _venue.Limit(1, Side.Buy, 1000, 30);
        _venue.Add(11, Side.Buy, 1000, 50);
        _venue.Execute(11, 50);

        Assert.Equal(["New 1 leaves 30", "Make 1 30@1000 leaves 0"], _venue.Lines());
        Assert.Empty(_venue.Levels(Side.Buy));
    }

    [Fact]
    public void An_execution_of_an_order_that_we_took_fills_ours_behind_it_and_then_vanishes()
    {
        _venue.Add(11, Side.Buy, 1000, 50);
        _venue.Add(12, Side.Buy, 1000, 40);
        _venue.Market(1, Side.Sell, 45);
        _venue.Limit(2, Side.Buy, 1000, 20);
        _venue.Limit(3, Side.Buy, 999, 20);
        _venue.Lines();

        _venue.Execute(11, 50);

        Assert.Equal(["Make 2 20@1000 leaves 0"], _venue.Lines());
        Assert.Equal([new VenueQueueEntry(false, 12, 40, 40)], _venue.Queue(Side.Buy, 1000));
        Assert.Equal([new VenueQueueEntry(true, 3, 0, 20)], _venue.Queue(Side.Buy, 999));
    }

    [Fact]
    public void An_order_that_we_took_whole_has_nothing_for_later_messages()
    {
        _venue.LevelSet(Side.Sell, 1000, 70);
        _venue.Add(11, Side.Sell, 1000, 50);
        _venue.Market(1, Side.Buy, 120);
        _venue.LevelSet(Side.Sell, 1001, 70);
        Assert.Equal(0, _venue.Available(Side.Sell, 1000));

        _venue.OnStated(MarketMessageKind.Reduce, 11, Side.Sell, 1000, 20);
        Assert.Equal((100, 0), (_venue.Historical(Side.Sell, 1000), _venue.Available(Side.Sell, 1000)));
        _venue.OnStated(MarketMessageKind.Delete, 11, Side.Sell, 1000, 30);

        Assert.Equal([new VenueQueueEntry(false, 0, 70, 0)], _venue.Queue(Side.Sell, 1000));
    }

    [Fact]
    public void An_execution_at_a_price_of_its_own_does_not_reach_ours_beyond_it()
    {
        _venue.Add(11, Side.Buy, 1000, 50);
        _venue.Limit(1, Side.Buy, 1002, 10);
        _venue.Limit(2, Side.Buy, 1001, 10);
        _venue.Lines();

        _venue.Venue.Apply(new MarketMessage
        {
            Kind = MarketMessageKind.Execute,
            Instrument = new InstrumentId(1),
            OrderReference = 11,
            Price = VenueHarness.Cents(1002),
            Quantity = 50,
        });

        Assert.Equal(["Make 1 10@1002 leaves 0"], _venue.Lines());
        Assert.Empty(_venue.Queue(Side.Buy, 1000));
    }

    [Fact]
    public void An_execution_of_an_unknown_order_takes_from_the_anonymous_volume_which_stands_before_ours()
    {
        _venue.LevelSet(Side.Buy, 1000, 100);
        _venue.Limit(1, Side.Buy, 1000, 20);
        _venue.Limit(2, Side.Buy, 1001, 20);
        _venue.Lines();

        _venue.OnStated(MarketMessageKind.Execute, 77, Side.Buy, 1000, 60);

        Assert.Equal(["Make 2 20@1001 leaves 0"], _venue.Lines());
        Assert.Equal(
            [new VenueQueueEntry(false, 0, 40, 60), new VenueQueueEntry(true, 1, 0, 20)], _venue.Queue(Side.Buy, 1000));
    }

    [Fact]
    public void An_execution_of_an_unknown_order_beyond_the_anonymous_volume_fills_ours()
    {
        _venue.LevelSet(Side.Buy, 1000, 100);
        _venue.Market(1, Side.Sell, 70);
        _venue.Limit(2, Side.Buy, 1000, 20);
        _venue.Limit(3, Side.Buy, 999, 20);
        _venue.Lines();

        _venue.OnStated(MarketMessageKind.Execute, 77, Side.Buy, 1000, 100);
        _venue.OnStated(MarketMessageKind.Execute, 78, Side.Buy, 999, 5);

        Assert.Equal(["Make 2 20@1000 leaves 0", "Make 3 5@999 leaves 15"], _venue.Lines());
        Assert.Empty(_venue.Queue(Side.Buy, 1000));
    }

    [Fact]
    public void A_message_of_an_unknown_order_without_price_changes_nothing()
    {
        _venue.LevelSet(Side.Buy, 1000, 100);
        _venue.Limit(1, Side.Buy, 1000, 20);
        _venue.Execute(77, 60);
        _venue.OnOrder(MarketMessageKind.Reduce, 77, 60);
        _venue.OnOrder(MarketMessageKind.Delete, 77, 60);
        _venue.ReplaceHistorical(77, 78, 1000, 60);

        Assert.Equal(["New 1 leaves 20"], _venue.Lines());
        Assert.Equal([new VenueLevel(VenueHarness.Cents(1000), 100, 100, 20)], _venue.Levels(Side.Buy));
    }

    [Fact]
    public void Cancels_of_unknown_orders_lower_the_anonymous_volume_to_zero_at_most()
    {
        _venue.LevelSet(Side.Buy, 1000, 100);
        _venue.OnStated(MarketMessageKind.Reduce, 77, Side.Buy, 1000, 30);
        Assert.Equal(70, _venue.Available(Side.Buy, 1000));
        _venue.OnStated(MarketMessageKind.Delete, 78, Side.Buy, 1000, 60);
        Assert.Equal(10, _venue.Available(Side.Buy, 1000));
        _venue.OnStated(MarketMessageKind.Delete, 79, Side.Buy, 1000, 60);
        _venue.OnStated(MarketMessageKind.Delete, 80, Side.Buy, 998, 60);

        Assert.Empty(_venue.Levels(Side.Buy));
    }

    [Fact]
    public void A_replace_of_the_data_goes_to_the_end_of_the_queue_without_what_ours_took()
    {
        _venue.Add(11, Side.Sell, 1000, 50);
        _venue.Add(12, Side.Sell, 1000, 10);
        _venue.Market(1, Side.Buy, 20);
        _venue.ReplaceHistorical(11, 13, 1000, 70);

        Assert.Equal(
            [new VenueQueueEntry(false, 12, 10, 10), new VenueQueueEntry(false, 13, 70, 50)], _venue.Queue(
                Side.Sell, 1000));
    }

    [Fact]
    public void A_replace_of_an_order_that_we_took_whole_has_nothing_to_take()
    {
        _venue.Add(11, Side.Sell, 1000, 50);
        _venue.Market(1, Side.Buy, 50);
        _venue.ReplaceHistorical(11, 13, 1001, 70);

        Assert.Equal([new VenueQueueEntry(false, 13, 70, 0)], _venue.Queue(Side.Sell, 1001));
    }

    [Fact]
    public void A_replace_of_the_data_that_reaches_ours_trades_with_them()
    {
        _venue.Add(11, Side.Sell, 1005, 50);
        _venue.Limit(1, Side.Buy, 1001, 30);
        _venue.ReplaceHistorical(11, 13, 1001, 50);

        Assert.Equal(["New 1 leaves 30", "Make 1 30@1001 leaves 0"], _venue.Lines());
        Assert.Equal([new VenueQueueEntry(false, 13, 50, 20)], _venue.Queue(Side.Sell, 1001));
    }

    [Fact]
    public void A_hidden_execution_fills_ours_at_strictly_better_prices_whatever_their_side()
    {
        _venue.Add(11, Side.Buy, 999, 50);
        _venue.Limit(1, Side.Buy, 1000, 10);
        _venue.Limit(2, Side.Buy, 1002, 10);
        _venue.Limit(3, Side.Buy, 1001, 10);
        _venue.Limit(4, Side.Sell, 1005, 10);
        _venue.Limit(5, Side.Sell, 1003, 10);
        _venue.Limit(6, Side.Sell, 1004, 10);
        _venue.Lines();

        _venue.Hidden(1000, 15);
        Assert.Equal(["Make 2 10@1002 leaves 0", "Make 3 5@1001 leaves 5"], _venue.Lines());
        _venue.Hidden(1005, 15);
        Assert.Equal(["Make 5 10@1003 leaves 0", "Make 6 5@1004 leaves 5"], _venue.Lines());
        Assert.Equal([new VenueQueueEntry(false, 11, 50, 50)], _venue.Queue(Side.Buy, 999));
    }

    [Theory]
    [InlineData(Side.None)]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    public void A_hidden_execution_at_our_price_fills_nothing_whatever_side_it_says(Side side)
    {
        _venue.Limit(1, Side.Buy, 1000, 10);
        _venue.Limit(2, Side.Sell, 1002, 10);
        _venue.Lines();
        foreach (long cents in (long[])[1000, 1001, 1002])
        {
            _venue.OnStated(MarketMessageKind.HiddenTrade, 0, side, cents, 15);
        }

        Assert.Empty(_venue.Lines());
    }

    [Fact]
    public void In_a_cross_ours_before_an_order_of_the_data_trade_at_the_crosss_price()
    {
        _venue.Add(1, Side.Buy, 10_050, 500);
        _venue.Limit(1, Side.Buy, 10_050, 150);
        _venue.Limit(2, Side.Buy, 10_060, 40);
        _venue.Add(4, Side.Buy, 10_050, 200);
        _venue.Lines();

        _venue.ExecuteInCross(1, 10_020, 500);
        _venue.ExecuteInCross(4, 10_020, 200);

        Assert.Equal(["Make 2 40@10020 leaves 0", "Make 1 150@10020 leaves 0"], _venue.Lines());
    }

    [Fact]
    public void The_print_of_a_cross_fills_ours_at_better_prices_with_what_its_executions_have_not_told()
    {
        _venue.Add(11, Side.Buy, 1005, 70);
        _venue.Limit(1, Side.Buy, 1003, 50);
        _venue.Limit(2, Side.Buy, 1002, 50);
        _venue.Limit(3, Side.Sell, 1006, 50);
        _venue.Lines();

        _venue.ExecuteInCross(11, 1002, 70);
        _venue.Cross(1002, 100);
        Assert.Equal(["Make 1 30@1002 leaves 20"], _venue.Lines());

        _venue.Cross(1007, 20);
        Assert.Equal(["Make 3 20@1007 leaves 30"], _venue.Lines());
    }

    [Fact]
    public void The_print_of_a_cross_leaves_the_book_of_the_data_alone()
    {
        _venue.Add(11, Side.Buy, 1005, 70);
        _venue.Add(12, Side.Sell, 1006, 30);
        _venue.Cross(1000, 1_000);

        Assert.Equal((70, 70), (_venue.Historical(Side.Buy, 1005), _venue.Available(Side.Buy, 1005)));
        Assert.Equal((30, 30), (_venue.Historical(Side.Sell, 1006), _venue.Available(Side.Sell, 1006)));
        Assert.Empty(_venue.Lines());
    }

    [Fact]
    public void A_known_reference_that_is_added_again_goes_to_the_end()
    {
        _venue.Add(11, Side.Buy, 1000, 50);
        _venue.Add(12, Side.Buy, 1000, 40);
        _venue.Add(11, Side.Buy, 1000, 30);

        Assert.Equal(
            [new VenueQueueEntry(false, 12, 40, 40), new VenueQueueEntry(false, 11, 30, 30)],
            _venue.Queue(Side.Buy, 1000));
    }

    [Fact]
    public void Messages_outside_the_universe_change_nothing()
    {
        _venue.Add(11, Side.Buy, 1000, 50, instrument: 0);
        _venue.Add(12, Side.Buy, 1000, 50, instrument: 3);

        Assert.Empty(_venue.Levels(Side.Buy));
    }
}
