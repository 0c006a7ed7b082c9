using Strategies.Records;

namespace Strategies.Session.Results;

/// <summary>A callback that took more than its slot may.</summary>
/// <param name="Slot">Name of the slot.</param>
/// <param name="Kind">Time or memory.</param>
/// <param name="Call">Which callback.</param>
/// <param name="Measured">The most that was measured, in ns or bytes.</param>
/// <param name="Budget">What it may take, in ns or bytes.</param>
/// <param name="AtSequence">Number of the input whose callback was the first.</param>
/// <param name="Action">What it led to.</param>
/// <param name="Count">How many there were, those without a record of their own included.</param>
public sealed record OverrunReport(
    string Slot,
    OverrunKind Kind,
    StrategyCall Call,
    long Measured,
    long Budget,
    ulong AtSequence,
    OverrunAction Action,
    long Count);
