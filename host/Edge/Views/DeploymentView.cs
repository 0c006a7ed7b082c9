namespace Strategies.Edge.Views;

/// <summary>A version's way into a slot, as it was asked for here.</summary>
/// <param name="Id">Names it in <c>/api/deployments/{id}</c>.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Kind"><c>deploy</c>, <c>swap</c> or <c>rollback</c>.</param>
/// <param name="PackageHash">The version.</param>
/// <param name="Fresh">True when it is to start without the state of the version before.</param>
/// <param name="Who">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="State">
/// <c>rehearsing</c>, <c>preparing</c>, <c>committed</c>, <c>refused</c>, or <c>undecided</c> when no answer came in time.
/// </param>
/// <param name="Detail">What happened, in words.</param>
/// <param name="Hint">What to do about it; empty when nothing.</param>
/// <param name="RequestSequence">Number of the input that asked for it; 0 when it is not in the journal.</param>
/// <param name="DecisionSequence">Number of the commit or refusal; 0 while there is none.</param>
/// <param name="ElapsedMs">From the request here until now or the end, ms.</param>
/// <param name="Rehearsal">How the rehearsal went; none while or when it is not rehearsed.</param>
/// <param name="Incidents">
/// What happened to the cell's processes from the request until the end: a silence, a block, a kill; none before the end.
/// </param>
public sealed record DeploymentView(
    string Id,
    string Slot,
    string Kind,
    string PackageHash,
    bool Fresh,
    string Who,
    string Reason,
    string State,
    string Detail,
    string Hint,
    ulong RequestSequence,
    ulong DecisionSequence,
    double ElapsedMs,
    RehearsalView? Rehearsal,
    IReadOnlyList<string> Incidents);
