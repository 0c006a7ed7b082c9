using Strategies.Driver;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session.Historical;
using Strategies.Session.Results;

namespace Strategies.Backtest;

/// <summary>Puts together what did not go as the plan has it, when a session has ended.</summary>
internal sealed class FindingBuilder(
    SessionSetup setup, EngineDriver driver, DayReport report, FaultLog faults, IReadOnlyList<ScheduledAction> scheduled)
{
    internal List<SessionFinding> Build()
    {
        List<SessionFinding> findings = Quarantines();
        HashSet<string> quarantined = [.. findings.Select(finding => finding.Slot)];
        foreach (SlotPlan slot in setup.Plan.Slots.Where(slot => !quarantined.Contains(slot.Name)))
        {
            if (!report.Subscribed[setup.SlotNumber(slot.Name) - 1])
            {
                findings.Add(new SessionFinding(
                    FindingKind.NeverSubscribed, slot.Name, "never subscribed to an instrument: it was told of no market message"));
            }
        }

        findings.AddRange(scheduled.Select(NotRun).OfType<SessionFinding>());
        return findings;
    }

    private List<SessionFinding> Quarantines()
    {
        List<SessionFinding> findings = [];
        for (int index = 0; index < driver.Metrics.Quarantines.Length; index++)
        {
            SlotStatePayload state = driver.Metrics.Quarantines[index];
            ulong sequence = driver.Metrics.QuarantinedAt[index];
            FaultPlace? fault = faults.Faults.FirstOrDefault(place => place.Slot == state.Slot && place.Sequence == sequence);
            findings.Add(new SessionFinding(FindingKind.Quarantine, setup.Plan.Slots[state.Slot - 1].Name, state.Reason.ToString())
            {
                AtSequence = sequence,
                Method = fault?.Method ?? "",
                Source = fault is null ? default : SourceLines.Find(fault, Strategies()),
            });
        }

        return findings;
    }

    /// <summary>The builds that the plan names.</summary>
    private IEnumerable<string> Strategies() => setup.Plan.Slots.Select(slot => slot.Strategy)
        .Concat(setup.Plan.Actions.Select(action => action.Strategy).Where(path => path.Length > 0));

    private static SessionFinding? NotRun(ScheduledAction action)
    {
        string what = $"{action.Plan.Action.ToString().ToLowerInvariant()} at event {action.Plan.AtEvent}";
        if (!action.IsDone)
        {
            string waited = action.Plan.MinWorkingOrders > 0 ? $", or {action.Plan.MinWorkingOrders} working orders never were there" : "";
            return new SessionFinding(FindingKind.ActionNotRun, action.Plan.Slot, $"{what} never came due{waited}");
        }

        return action.Report is { AtSequence: 0 } swap
            ? new SessionFinding(FindingKind.ActionNotRun, action.Plan.Slot, $"{what} was refused: {swap.Reason}")
            : null;
    }
}
