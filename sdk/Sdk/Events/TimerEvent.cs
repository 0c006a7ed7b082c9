namespace Strategies.Sdk;

/// <summary>A timer that the strategy had set.</summary>
/// <param name="TimerId">The strategy's own number for it.</param>
/// <param name="DueTimeNs">When it was due, ns since 1970-01-01 UTC; engine time is this or later.</param>
public readonly record struct TimerEvent(long TimerId, long DueTimeNs);
