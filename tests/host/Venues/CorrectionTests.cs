using Strategies.MarketData;
using Strategies.Sdk;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests;

public sealed class CorrectionTests : IDisposable
{
    private readonly VenueHarness _venue = new();

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void A_window_cut_drops_the_data_beyond_its_levels_on_both_sides_and_leaves_ours()
    {
        for (int level = 0; level < 4; level++)
        {
            _venue.Add((ulong)(10 + level), Side.Buy, 1000 - level, 10);
            _venue.Add((ulong)(20 + level), Side.Sell, 1001 + level, 10);
        }

        _venue.Limit(1, Side.Buy, 997, 5);
        _venue.WindowCut(2);

        Assert.Equal([1000, 999, 997], Prices(Side.Buy));
        Assert.Equal([1001, 1002], Prices(Side.Sell));
        Assert.Equal([new VenueQueueEntry(true, 1, 0, 5)], _venue.Queue(Side.Buy, 997));
    }

    [Fact]
    public void A_window_cut_does_not_count_levels_of_ours_alone_and_counts_levels_that_we_took()
    {
        _venue.Add(11, Side.Sell, 1001, 10);
        _venue.Add(12, Side.Sell, 1002, 10);
        _venue.Add(13, Side.Sell, 1004, 10);
        _venue.Market(1, Side.Buy, 10);
        _venue.Limit(2, Side.Sell, 1000, 5);
        _venue.WindowCut(2);

        Assert.Equal([1000, 1001, 1002], Prices(Side.Sell));
        Assert.Equal((10, 0), (_venue.Historical(Side.Sell, 1001), _venue.Available(Side.Sell, 1001)));
    }

    [Fact]
    public void An_order_dropped_by_a_window_cut_is_forgotten()
    {
        _venue.Add(11, Side.Buy, 1000, 10);
        _venue.Add(12, Side.Buy, 999, 10);
        _venue.WindowCut(1);
        _venue.LevelSet(Side.Buy, 999, 30);
        _venue.OnStated(MarketMessageKind.Reduce, 12, Side.Buy, 999, 10);

        Assert.Equal([new VenueQueueEntry(false, 0, 20, 20)], _venue.Queue(Side.Buy, 999));
    }

    [Fact]
    public void A_level_set_drops_known_orders_and_stands_ahead_of_ours()
    {
        _venue.Add(11, Side.Buy, 1000, 10);
        _venue.Limit(1, Side.Buy, 1000, 5);
        _venue.Add(12, Side.Buy, 1000, 10);
        _venue.LevelSet(Side.Buy, 1000, 70);
        _venue.LevelSet(Side.Buy, 1000, 40);

        Assert.Equal(
            [new VenueQueueEntry(false, 0, 40, 40), new VenueQueueEntry(true, 1, 0, 5)], _venue.Queue(Side.Buy, 1000));
        _venue.OnStated(MarketMessageKind.Execute, 11, Side.Buy, 1000, 40);
        Assert.Equal(["New 1 leaves 5"], _venue.Lines());
    }

    [Fact]
    public void A_level_set_to_nothing_empties_the_level_of_the_data()
    {
        _venue.Add(11, Side.Buy, 1000, 10);
        _venue.LevelSet(Side.Buy, 1000, 0);

        Assert.Empty(_venue.Levels(Side.Buy));
    }

    [Fact]
    public void A_level_set_trades_with_nothing()
    {
        _venue.Limit(1, Side.Buy, 1000, 5);
        _venue.LevelSet(Side.Sell, 1000, 70);

        Assert.Equal(["New 1 leaves 5"], _venue.Lines());
        Assert.Equal(70, _venue.Available(Side.Sell, 1000));
    }

    private long[] Prices(Side side) =>
        [.. _venue.Levels(side).Select(level => level.Price.Raw / VenueHarness.CentRaw)];
}
