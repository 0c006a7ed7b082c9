namespace Strategies.Backtest;

/// <summary>What the driver must know of a session's latencies, in ns.</summary>
/// <param name="FeedNs">From the exchange's time of a packet until the engine receives it.</param>
/// <param name="ReportNsMin">
/// The least time from an event at the venue until the engine receives a report that it causes; zero is allowed.
/// </param>
internal readonly record struct SessionLatencies(long FeedNs, long ReportNsMin);
