using CsCheck;
using Strategies.Sdk;

namespace Strategies.Momentum.Tests;

public sealed class MomentumSignalTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Flow_is_forgotten_with_its_time_constant()
    {
        MomentumSignal signal = default;
        signal.AddTrade(Second, 300, 5);

        Assert.Equal(300, signal.Flow(Second, 5));
        Assert.Equal(300 / Math.E, signal.Flow(6 * Second, 5), 1e-9);
    }

    [Fact]
    public void Buyers_and_sellers_cancel_out()
    {
        MomentumSignal signal = default;
        signal.AddTrade(Second, 300, 5);
        signal.AddTrade(Second, -300, 5);

        Assert.Equal(0, signal.Flow(Second, 5));
    }

    [Fact]
    public void A_mid_that_has_always_been_there_has_no_momentum()
    {
        MomentumSignal signal = default;
        signal.AddMid(Second, 1000, 20);
        signal.AddMid(50 * Second, 1000, 20);

        Assert.Equal(0, signal.MomentumTicks);
    }

    [Fact]
    public void A_jump_is_momentum_until_the_mean_has_followed()
    {
        MomentumSignal signal = default;
        signal.AddMid(Second, 1000, 20);
        signal.AddMid(100 * Second, 1010, 20);
        Assert.Equal(10, signal.MomentumTicks);

        signal.AddMid(120 * Second, 1010, 20);
        Assert.Equal(10 / Math.E, signal.MomentumTicks, 1e-9);
    }

    [Fact]
    public void How_often_an_unchanged_mid_is_told_does_not_matter() =>
        Gen.Long[1, Second].Array[1, 50].Sample(gaps =>
        {
            MomentumSignal often = default, once = default;
            often.AddMid(Second, 1000, 20);
            once.AddMid(Second, 1000, 20);
            often.AddMid(2 * Second, 1010, 20);
            once.AddMid(2 * Second, 1010, 20);
            long timeNs = 2 * Second;
            foreach (long gap in gaps)
            {
                timeNs += gap;
                often.AddMid(timeNs, 1010, 20);
            }

            once.AddMid(timeNs, 1010, 20);
            return Math.Abs(often.MomentumTicks - once.MomentumTicks) < 1e-9;
        });

    [Theory]
    [InlineData(300, 10, Side.Buy)]
    [InlineData(-300, -10, Side.Sell)]
    [InlineData(300, -10, Side.None)]
    [InlineData(-300, 10, Side.None)]
    [InlineData(199, 10, Side.None)]
    [InlineData(300, 2, Side.None)]
    public void There_is_a_signal_only_when_flow_and_momentum_agree(long flow, double jump, Side expected)
    {
        MomentumSignal signal = default;
        signal.AddMid(Second, 1000, 20);
        signal.AddMid(2 * Second, 1000 + jump, 20);
        signal.AddTrade(2 * Second, flow, 5);

        Assert.Equal(expected, signal.Evaluate(2 * Second, 5, 200, 3));
    }
}
