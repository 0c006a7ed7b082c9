using Strategies.Sdk;

namespace Strategies.MarketMaking.Tests;

public sealed class VolatilityEstimatorTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void A_mid_that_steps_two_ticks_every_second_has_a_variance_of_four()
    {
        VolatilityEstimator estimator = Run(initial: 0, stepNs: Second, steps: 2_000, tickMove: 2);

        Assert.Equal(4, estimator.Variance, 1e-6);
    }

    [Fact]
    public void The_estimate_does_not_depend_on_how_often_a_random_walk_is_sampled()
    {
        double everySecond = Run(0, Second, 2_000, 2).Variance;
        double everyQuarter = Run(0, Second / 4, 8_000, 1).Variance;

        Assert.Equal(everySecond, everyQuarter, 1e-6);
    }

    [Fact]
    public void A_still_market_forgets_its_variance_with_the_time_constant()
    {
        VolatilityEstimator estimator = default;
        estimator.Start(8);
        estimator.Sample(1, 1000, 120);
        estimator.Sample(1 + 120 * Second, 1000, 120);

        Assert.Equal(8 / Math.E, estimator.Variance, 1e-12);
    }

    [Fact]
    public void A_second_sample_at_the_same_time_changes_nothing()
    {
        VolatilityEstimator estimator = default;
        estimator.Start(8);
        estimator.Sample(Second, 1000, 120);
        estimator.Sample(Second, 2000, 120);
        estimator.Sample(2 * Second, 1000, 1e9);

        Assert.Equal(8, estimator.Variance, 1e-6);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void A_variance_that_cannot_be_is_refused(double variance)
    {
        byte[] bytes = new byte[24];
        StateWriter writer = new(bytes, 1);
        writer.Write(variance);

        Assert.Throws<StateSchemaException>(() =>
        {
            StateReader reader = new(bytes, 1);
            VolatilityEstimator estimator = default;
            estimator.Restore(ref reader);
        });
    }

    private static VolatilityEstimator Run(double initial, long stepNs, int steps, double tickMove)
    {
        VolatilityEstimator estimator = default;
        estimator.Start(initial);
        for (int step = 0; step < steps; step++)
        {
            estimator.Sample(Second + step * stepNs, 1000 + (step % 2) * tickMove, 60);
        }

        return estimator;
    }
}
