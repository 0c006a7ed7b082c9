namespace Strategies.Edge.Views;

/// <summary>The longest turns of the core's hot loop.</summary>
/// <param name="SinceStartNs">Since this core's session began, ns.</param>
/// <param name="LastMinuteNs">Of the 59 to 60 s before the core last told, ns.</param>
public sealed record LongestTurnView(long SinceStartNs, long LastMinuteNs);
