namespace Strategies.Backtest;

/// <summary>The fixed latencies of a session, in ns.</summary>
/// <param name="FeedNs">From the exchange's time of a packet until the engine receives it.</param>
/// <param name="AckNs">From the venue's book until its report is received.</param>
internal readonly record struct SessionLatencies(long FeedNs, long AckNs);
