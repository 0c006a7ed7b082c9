using Strategies.Venues;

namespace Strategies.Gateways.Tests.Support;

/// <summary>What a test's cell is to be.</summary>
internal sealed record VenueCellOptions
{
    /// <summary>The feed; none for an artificial day.</summary>
    internal string? Feed { get; init; }

    /// <summary>Rows of the artificial day.</summary>
    internal int Rows { get; init; } = 400;

    /// <summary>Its time since the open is divided by this.</summary>
    internal int TimeDivisor { get; init; } = 100_000;

    internal int Speed { get; init; } = 1;

    internal long FeedLatencyUs { get; init; } = 200;

    internal long OrderLatencyUs { get; init; } = 100;

    internal long AckLatencyUs { get; init; } = 100;

    internal int MarketRingBytes { get; init; } = 1 << 20;

    internal int ReportRingBytes { get; init; } = 1 << 20;

    /// <summary>T1; T2 is eight times as long.</summary>
    internal int BlockAfterMs { get; init; } = 250;

    /// <summary>
    /// The exchange, which the cell does not end; none for the simulated one with its feed, as the venue process has it.
    /// </summary>
    internal Exchange? Exchange { get; init; }

    /// <summary>True when the venue is a process of its own, in real time.</summary>
    internal bool IsRealTime { get; init; }
}
