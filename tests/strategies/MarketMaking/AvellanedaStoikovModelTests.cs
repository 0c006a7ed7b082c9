using CsCheck;

namespace Strategies.MarketMaking.Tests;

public sealed class AvellanedaStoikovModelTests
{
    [Fact]
    public void Without_inventory_the_reservation_price_is_the_mid() =>
        Assert.Equal(22_350.5, AvellanedaStoikovModel.ReservationTicks(22_350.5, 0, 0.01, 9, 60));

    [Fact]
    public void The_published_formulas_give_these_numbers()
    {
        // q = 3, gamma = 0.1, sigma^2 = 4, tau = 0.5, k = 1.5: r = 100 - 0.6; spread = 0.2 + 20 ln(16/15) = 1.490770...
        Assert.Equal(99.4, AvellanedaStoikovModel.ReservationTicks(100, 3, 0.1, 4, 0.5), 1e-12);
        Assert.Equal(0.745385211375712, AvellanedaStoikovModel.HalfSpreadTicks(0.1, 4, 0.5, 1.5), 1e-12);
    }

    [Fact]
    public void A_long_position_lowers_both_quotes_and_a_short_one_raises_them() =>
        Gen.Select(Gen.Double[0.1, 50], Gen.Double[1e-4, 1], Gen.Double[0.01, 100], Gen.Double[0.1, 600])
            .Sample((lots, gamma, variance, horizon) =>
                AvellanedaStoikovModel.ReservationTicks(1000, lots, gamma, variance, horizon) < 1000
                && AvellanedaStoikovModel.ReservationTicks(1000, -lots, gamma, variance, horizon) > 1000);

    [Fact]
    public void The_spread_widens_with_variance_and_narrows_when_fills_thin_out_fast() =>
        Gen.Select(Gen.Double[1e-4, 1], Gen.Double[0.01, 100], Gen.Double[0.1, 600], Gen.Double[0.01, 5])
            .Sample((gamma, variance, horizon, decay) =>
            {
                double half = AvellanedaStoikovModel.HalfSpreadTicks(gamma, variance, horizon, decay);
                return half > 0 && AvellanedaStoikovModel.HalfSpreadTicks(gamma, variance * 2, horizon, decay) > half
                    && AvellanedaStoikovModel.HalfSpreadTicks(gamma, variance, horizon, decay * 2) < half;
            });

    [Fact]
    public void With_little_risk_aversion_the_half_spread_tends_to_one_over_k() =>
        Assert.Equal(5, AvellanedaStoikovModel.HalfSpreadTicks(1e-9, 8, 60, 0.2), 1e-6);
}
