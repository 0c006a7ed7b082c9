using Strategies.Risk.Files;
using Strategies.Risk.Naming;

namespace Strategies.Plans;

/// <summary>One simulated venue of a session.</summary>
public sealed record VenuePlan
{
    /// <summary>Latency of a direction of which the plan says nothing, in microseconds.</summary>
    public const long LatencyMicrosecondsUnsaid = 50;

    /// <summary>
    /// Its name, 1 to 32 letters, digits, dots, dashes and underscores: feeds name it, and people who mean its instruments
    /// write SYMBOL@NAME where several venues have the symbol.
    /// </summary>
    [NameOf(NameKind.Venue)]
    public string Name { get; init; } = "venue";

    /// <summary>
    /// From the engine until an order or request reaches the venue's book, in microseconds: a constant for the classes
    /// that <see cref="Latency"/> does not name. 50 when neither it nor a default is given.
    /// </summary>
    [ConfigWhole(0, 10_000_000)]
    public long? OrderLatencyMicroseconds { get; init; }

    /// <summary>
    /// From the venue's book until its report reaches the engine, in microseconds: a constant for the classes that
    /// <see cref="Latency"/> does not name. 50 when neither it nor a default is given.
    /// </summary>
    [ConfigWhole(0, 10_000_000)]
    public long? AckLatencyMicroseconds { get; init; }

    /// <summary>Latencies by class of message; none: the two constants.</summary>
    public VenueLatencyPlan? Latency { get; init; }

    /// <summary>Fee per unit for a fill that provided liquidity, in currency; negative is a rebate.</summary>
    [ConfigDecimal(-1_000, 1_000, 8)]
    public decimal MakerFee { get; init; } = -0.0020m;

    /// <summary>Fee per unit for a fill that took liquidity, in currency.</summary>
    [ConfigDecimal(-1_000, 1_000, 8)]
    public decimal TakerFee { get; init; } = 0.0030m;
}
