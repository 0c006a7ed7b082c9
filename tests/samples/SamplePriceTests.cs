using CsCheck;
using Strategies.Samples.LadderV2;
using Strategies.Samples.RiskProbe;
using Strategies.Sdk;
using LadderPriceV1 = Strategies.Samples.Ladder.LadderPrice;

namespace Strategies.Samples.Tests;

public sealed class SamplePriceTests
{
    private static readonly Price Cent = new(1_000_000);

    [Fact]
    public void Levels_stand_whole_steps_from_the_mid_and_on_the_tick()
    {
        Price mid = new(Cent.Raw * 44_701 / 2); // 223.505

        Assert.Equal(Price.FromDecimal(223.45m), LadderPriceV1.At(mid, Side.Buy, 1, Cent, 5));
        Assert.Equal(Price.FromDecimal(223.56m), LadderPriceV1.At(mid, Side.Sell, 1, Cent, 5));
        Assert.Equal(Price.FromDecimal(222.90m), LadderPriceV1.At(mid, Side.Buy, 12, Cent, 5));
    }

    [Fact]
    public void No_level_crosses_the_market_in_either_version_whatever_the_skew() =>
        Gen.Select(Gen.Long[1_000, 100_000], Gen.Long[1, 100], Gen.Int[1, 12], Gen.Long[1, 20], Gen.Double[-1000, 1000])
            .Sample((bidTicks, spread, level, step, skew) =>
            {
                Price bid = Cent * bidTicks, offer = bid + Cent * spread, mid = new((bid.Raw + offer.Raw) / 2);
                Price centre = LadderPrice.Lean(mid, skew, Cent, bid, offer);
                return LadderPriceV1.At(mid, Side.Buy, level, Cent, step) < offer
                    && LadderPriceV1.At(mid, Side.Sell, level, Cent, step) > bid
                    && LadderPrice.At(centre, Side.Buy, level, Cent, step) < offer
                    && LadderPrice.At(centre, Side.Sell, level, Cent, step) > bid;
            });

    [Fact]
    public void Both_versions_quote_the_same_prices_without_inventory() =>
        Gen.Select(Gen.Long[1_000, 100_000], Gen.Long[1, 100], Gen.Int[1, 12]).Sample((bidTicks, spread, level) =>
        {
            Price bid = Cent * bidTicks, offer = bid + Cent * spread, mid = new((bid.Raw + offer.Raw) / 2);
            Price centre = LadderPrice.Lean(mid, 0, Cent, bid, offer);
            return LadderPrice.At(centre, Side.Buy, level, Cent, 5) == LadderPriceV1.At(mid, Side.Buy, level, Cent, 5);
        });

    [Fact]
    public void Inventory_leans_the_ladder_against_itself()
    {
        Price bid = Cent * 100, offer = Cent * 110, mid = Cent * 105;

        Assert.Equal(Cent * 103, LadderPrice.Lean(mid, 2, Cent, bid, offer));
        Assert.Equal(Cent * 107, LadderPrice.Lean(mid, -2, Cent, bid, offer));
        Assert.Equal(bid, LadderPrice.Lean(mid, 1e300, Cent, bid, offer));
    }

    [Fact]
    public void The_session_range_begins_with_the_first_trade_and_only_widens()
    {
        Price high = default, low = default;
        foreach (long raw in new long[] { 50, 70, 60, 40 })
        {
            SessionRange.Extend(ref high, ref low, new Price(raw));
        }

        Assert.Equal((new Price(70), new Price(40)), (high, low));
    }

    [Fact]
    public void Passive_probe_prices_are_far_below_and_on_the_tick() =>
        Gen.Select(Gen.Long[1, 10_000_000], Gen.Double[0.5, 50]).Sample((bidTicks, percent) =>
        {
            Price bid = Cent * bidTicks, price = ProbePrices.Passive(bid, percent, Cent);
            return price.Raw > 0 && price.Raw % Cent.Raw == 0 && (price == Cent || price < bid);
        });

    [Fact]
    public void The_collar_probe_is_half_as_much_again_as_the_offer() =>
        Assert.Equal(Price.FromDecimal(335.73m), ProbePrices.ThroughCollar(Price.FromDecimal(223.82m), Cent));
}
