namespace Strategies.Swaps.Days;

/// <summary>A fill of one of our orders.</summary>
/// <param name="Event">Market messages before it.</param>
/// <param name="TimeNs">Its receive time, ns since 1970-01-01 UTC.</param>
public readonly record struct DayFill(long Event, long TimeNs);
