namespace Strategies.Projection.Views;

/// <summary>A version's way into a slot as the journal has it.</summary>
/// <param name="RequestSequence">Number of the request.</param>
/// <param name="TimeNs">When it was asked for, ns since 1970-01-01 UTC.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Kind"><c>deploy</c>, <c>swap</c> or <c>rollback</c>.</param>
/// <param name="PackageHash">The version; empty for a rollback that names none.</param>
/// <param name="Fresh">True when it is to start without the state of the version before.</param>
/// <param name="Who">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="Outcome"><c>pending</c>, <c>committed</c> or <c>refused</c>.</param>
/// <param name="DecisionSequence">Number of the commit or refusal; 0 while pending.</param>
/// <param name="Refusal">Why it was refused; empty otherwise.</param>
public sealed record SwapView(
    ulong RequestSequence,
    long TimeNs,
    string Slot,
    string Kind,
    string PackageHash,
    bool Fresh,
    string Who,
    string Reason,
    string Outcome,
    ulong DecisionSequence,
    string Refusal);
