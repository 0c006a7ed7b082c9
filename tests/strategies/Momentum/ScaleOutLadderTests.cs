using CsCheck;
using Strategies.Sdk;

namespace Strategies.Momentum.Tests;

public sealed class ScaleOutLadderTests
{
    private static readonly Price Cent = new(1_000_000);

    [Fact]
    public void The_children_together_close_exactly_the_holding() =>
        Gen.Select(Gen.Long[1, 10_000], Gen.Int[1, 48], Gen.Long[1, 100]).Sample((lots, rungs, lot) =>
        {
            Quantity uncovered = lots * lot;
            int children = 0;
            for (int rungsLeft = rungs; rungsLeft > 0 && !uncovered.IsZero; rungsLeft--)
            {
                Quantity child = ScaleOutLadder.ChildQuantity(uncovered, rungsLeft, lot);
                Assert.True(child.Raw > 0 && child.Raw % lot == 0);
                uncovered -= child;
                children++;
            }

            Assert.True(uncovered.IsZero);
            Assert.Equal(Math.Min(lots, rungs), children);
        });

    [Fact]
    public void A_holding_of_240_over_24_rungs_is_tens() =>
        Assert.Equal(new Quantity(10), ScaleOutLadder.ChildQuantity(240, 24, 1));

    [Fact]
    public void Rungs_stand_in_the_direction_of_profit()
    {
        Assert.Equal(Cent * 22_308, ScaleOutLadder.RungPrice(Side.Sell, Cent * 22_300, 8, Cent, Cent * 22_294));
        Assert.Equal(Cent * 22_292, ScaleOutLadder.RungPrice(Side.Buy, Cent * 22_300, 8, Cent, Cent * 22_306));
    }

    [Fact]
    public void A_rung_that_the_market_has_passed_rests_beside_the_touch()
    {
        Assert.Equal(Cent * 22_321, ScaleOutLadder.RungPrice(Side.Sell, Cent * 22_300, 8, Cent, Cent * 22_320));
        Assert.Equal(Cent * 22_279, ScaleOutLadder.RungPrice(Side.Buy, Cent * 22_300, 8, Cent, Cent * 22_280));
    }

    [Fact]
    public void Every_rung_is_a_positive_multiple_of_the_tick_that_does_not_cross() =>
        Gen.Select(Gen.Long[2, 1_000_000], Gen.Long[0, 500], Gen.Long[2, 10_000], Gen.Bool)
            .Sample((halfTicks, offset, touchTicks, isSell) =>
            {
                Price entry = new(halfTicks * Cent.Raw / 2), touch = Cent * touchTicks;
                Side side = isSell ? Side.Sell : Side.Buy;
                Price price = ScaleOutLadder.RungPrice(side, entry, offset, Cent, touch);
                return price.Raw > 0 && price.Raw % Cent.Raw == 0 && (isSell ? price > touch : price < touch);
            });
}
