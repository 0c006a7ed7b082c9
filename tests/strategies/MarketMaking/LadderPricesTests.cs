using CsCheck;
using Strategies.Sdk;

namespace Strategies.MarketMaking.Tests;

public sealed class LadderPricesTests
{
    private static readonly Price Cent = new(1_000_000);

    [Fact]
    public void Bids_stand_on_the_grid_at_or_below_the_wanted_price()
    {
        Price[] prices = new Price[3];

        Assert.Equal(3, LadderPrices.Fill(Side.Buy, 22_347.6, Cent * 22_360, Cent, 2, prices));
        Assert.Equal([Cent * 22_346, Cent * 22_344, Cent * 22_342], prices);
    }

    [Fact]
    public void Offers_stand_on_the_grid_at_or_above_the_wanted_price()
    {
        Price[] prices = new Price[3];

        Assert.Equal(3, LadderPrices.Fill(Side.Sell, 22_347.4, Cent * 22_340, Cent, 2, prices));
        Assert.Equal([Cent * 22_348, Cent * 22_350, Cent * 22_352], prices);
    }

    [Fact]
    public void No_price_is_ever_better_than_the_touch_of_its_own_side() =>
        Gen.Select(Gen.Double[-1000, 1e6], Gen.Long[1, 100_000], Gen.Long[1, 50], Gen.Bool)
            .Sample((wanted, touchTicks, step, isBuy) =>
            {
                Price[] prices = new Price[12];
                Price touch = Cent * touchTicks;
                Side side = isBuy ? Side.Buy : Side.Sell;
                int count = LadderPrices.Fill(side, wanted, touch, Cent, step, prices);
                return prices.Take(count).All(price => price.Raw > 0 && price.Raw % (Cent.Raw * step) == 0
                    && (isBuy ? price <= touch : price >= touch));
            });

    [Fact]
    public void Where_prices_would_fall_to_zero_the_ladder_is_shorter()
    {
        Price[] prices = new Price[12];

        Assert.Equal(2, LadderPrices.Fill(Side.Buy, 5.5, Cent * 9, Cent, 2, prices));
        Assert.Equal(0, LadderPrices.Fill(Side.Buy, -3, Cent * 9, Cent, 2, prices));
    }

    [Fact]
    public void A_move_by_less_than_a_step_leaves_every_price_where_it_was()
    {
        Price[] before = new Price[4], after = new Price[4];
        LadderPrices.Fill(Side.Buy, 100.2, Cent * 200, Cent, 4, before);
        LadderPrices.Fill(Side.Buy, 103.9, Cent * 200, Cent, 4, after);

        Assert.Equal(before, after);
    }
}
