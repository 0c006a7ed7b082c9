namespace Strategies.Backtest.Plans;

/// <summary>The simulated venue of a session.</summary>
public sealed record VenuePlan
{
    /// <summary>From the engine until an order reaches the venue's book, in microseconds.</summary>
    public long OrderLatencyMicroseconds { get; init; } = 50;

    /// <summary>From the venue's book until its report reaches the engine, in microseconds.</summary>
    public long AckLatencyMicroseconds { get; init; } = 50;

    /// <summary>Fee per unit for a fill that provided liquidity, in currency; negative is a rebate.</summary>
    public decimal MakerFee { get; init; } = -0.0020m;

    /// <summary>Fee per unit for a fill that took liquidity, in currency.</summary>
    public decimal TakerFee { get; init; } = 0.0030m;
}
