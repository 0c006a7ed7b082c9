using Strategies.Records;

namespace Strategies.Session.Results;

/// <summary>A callback that took more than its slot may.</summary>
/// <param name="Slot">Name of the slot.</param>
/// <param name="Kind">Time or memory.</param>
/// <param name="Call">Which callback.</param>
/// <param name="Measured">What was measured, in ns or bytes.</param>
/// <param name="Budget">What it may take, in ns or bytes.</param>
/// <param name="AtSequence">Number of the input whose callback it was.</param>
/// <param name="Action">What it led to.</param>
/// <param name="Count">Overruns that it stands for: itself, and those that were only counted since the one before.</param>
public sealed record OverrunReport(
    string Slot,
    OverrunKind Kind,
    StrategyCall Call,
    long Measured,
    long Budget,
    ulong AtSequence,
    OverrunAction Action,
    long Count);
