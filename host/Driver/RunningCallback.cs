using Strategies.Records;

namespace Strategies.Driver;

/// <summary>A call into a strategy that has not returned yet.</summary>
/// <param name="Slot">The slot; 0 when no call is running.</param>
/// <param name="Call">What was called.</param>
/// <param name="Number">Which of the slot's calls it is: a call that is still running later has the same number.</param>
/// <param name="Sequence">Number of the input that led to it; 0 in a warm-up, which is no part of the day.</param>
public readonly record struct RunningCallback(int Slot, StrategyCall Call, long Number, ulong Sequence);
