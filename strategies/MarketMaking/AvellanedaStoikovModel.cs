using Strategies.Sdk;

namespace Strategies.MarketMaking;

/// <summary>
/// The closed-form quotes of Avellaneda and Stoikov, "High-frequency trading in a limit order book" (2008), with all
/// prices in ticks and the time to the end replaced by a rolling horizon, so that the quotes do not tighten as the day
/// ends.
/// </summary>
internal static class AvellanedaStoikovModel
{
    /// <summary>
    /// Reservation price r = s - q γ σ² τ: where a holder of q lots is indifferent between buying and selling.
    /// </summary>
    /// <param name="midTicks">The mid price s, ticks.</param>
    /// <param name="inventoryLots">The holding q, in quote sizes; positive is long.</param>
    /// <param name="riskAversion">γ, per tick, positive.</param>
    /// <param name="variance">σ², ticks² per second.</param>
    /// <param name="horizonSeconds">τ, seconds.</param>
    public static double ReservationTicks(
        double midTicks, double inventoryLots, double riskAversion, double variance, double horizonSeconds) =>
        midTicks - inventoryLots * riskAversion * variance * horizonSeconds;

    /// <summary>Half of the optimal spread γ σ² τ + (2/γ) ln(1 + γ/k).</summary>
    /// <param name="riskAversion">γ, per tick, positive.</param>
    /// <param name="variance">σ², ticks² per second.</param>
    /// <param name="horizonSeconds">τ, seconds.</param>
    /// <param name="fillDecay">
    /// k, per tick, positive: fills get rarer with the distance d from the mid as e^(-k d).
    /// </param>
    public static double HalfSpreadTicks(
        double riskAversion, double variance, double horizonSeconds, double fillDecay) =>
        0.5 * riskAversion * variance * horizonSeconds
        + DeterministicMath.Log1p(riskAversion / fillDecay) / riskAversion;
}
