using System.Globalization;
using Strategies.Driver;
using Strategies.Plans;
using Strategies.Records;

namespace Strategies.Session.Results;

/// <summary>Puts together what did not go as the plan has it, when a day has ended: of a backtest and of a cell's day alike.</summary>
public static class DayFindings
{
    /// <summary>All of them: quarantines first, then strategies without a subscription, then actions.</summary>
    /// <param name="setup">The session.</param>
    /// <param name="quarantines">Slots that were put into quarantine, with the number of the input.</param>
    /// <param name="faults">Where exceptions left strategies' code, as far as that is known.</param>
    /// <param name="isSubscribed">Whether a slot, by its number, was subscribed to anything when the day ended.</param>
    /// <param name="notRun">The actions that did not run; see <see cref="NeverDue"/> and <see cref="Refused"/>.</param>
    public static IReadOnlyList<SessionFinding> Of(
        SessionSetup setup,
        IReadOnlyList<(ulong Sequence, SlotStatePayload State)> quarantines,
        IReadOnlyList<FaultPlace> faults,
        Func<int, bool> isSubscribed,
        IEnumerable<SessionFinding> notRun)
    {
        List<SessionFinding> findings = [.. quarantines.Select(quarantine => Quarantine(setup.Plan, quarantine, faults))];
        HashSet<string> quarantined = [.. findings.Select(finding => finding.Slot)];
        findings.AddRange(setup.Plan.Slots
            .Where(slot => !quarantined.Contains(slot.Name) && !isSubscribed(setup.SlotNumber(slot.Name)))
            .Select(slot => new SessionFinding(
                FindingKind.NeverSubscribed, slot.Name, "never subscribed to an instrument: it was told of no market message")));
        return [.. findings, .. notRun];
    }

    /// <summary>An action whose event, or whose working orders, never came.</summary>
    /// <param name="action">The action.</param>
    public static SessionFinding NeverDue(ActionPlan action) => NotRun(
        action,
        "never came due" + (action.MinWorkingOrders > 0 ? $", or {action.MinWorkingOrders} working orders never were there" : ""));

    /// <summary>An action that was asked for and not carried out.</summary>
    /// <param name="action">The action.</param>
    /// <param name="reason">Why.</param>
    public static SessionFinding Refused(ActionPlan action, string reason) => NotRun(action, $"was refused: {reason}");

    private static SessionFinding NotRun(ActionPlan action, string what) => new(
        FindingKind.ActionNotRun,
        action.Slot,
        string.Create(CultureInfo.InvariantCulture, $"{action.Action.ToString().ToLowerInvariant()} at event {action.AtEvent} {what}"));

    private static SessionFinding Quarantine(
        SessionPlan plan, (ulong Sequence, SlotStatePayload State) quarantine, IReadOnlyList<FaultPlace> faults)
    {
        FaultPlace? fault = faults.FirstOrDefault(place =>
            place.Slot == quarantine.State.Slot && place.Sequence == quarantine.Sequence);
        return new SessionFinding(FindingKind.Quarantine, plan.Slots[quarantine.State.Slot - 1].Name, quarantine.State.Reason.ToString())
        {
            AtSequence = quarantine.Sequence,
            Method = fault?.Method ?? "",
            Source = fault is null ? default : SourceLines.Find(fault, BuildsOf(plan)),
        };
    }

    /// <summary>The builds that the plan names.</summary>
    private static IEnumerable<string> BuildsOf(SessionPlan plan) => plan.Slots.Select(slot => slot.Strategy)
        .Concat(plan.Actions.Select(action => action.Strategy).Where(path => path.Length > 0));
}
