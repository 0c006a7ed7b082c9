using Strategies.Plans;
using Strategies.Records;
using Strategies.Session.Results;

namespace Strategies.Session.Historical;

/// <summary>
/// An action of the plan with everything worked out beforehand, so that the hot thread only copies it into a record.
/// </summary>
public sealed class ScheduledAction
{
    private volatile bool _isPrepared;

    public required ActionPlan Plan { get; init; }

    /// <summary>Number of the slot; 0 for kill, release, limit and a venue's session.</summary>
    public required int Slot { get; init; }

    public SwapRequestedPayload Swap;
    public KillSwitchPayload Kill;
    public ParameterSetPayload Parameter;
    public LimitSetPayload Limit;
    public SlotControlPayload Control;
    public SessionStatusPayload Session;

    public SwapReport? Report { get; init; }

    public bool IsDone { get; set; }

    /// <summary>The version could not be prepared: the swap is refused before a record is made.</summary>
    public bool IsRefused { get; set; }

    /// <summary>What is to be said of it when the day is over and it did not run; null when it did.</summary>
    public SessionFinding? NotRun => !IsDone ? DayFindings.NeverDue(Plan)
        : Report is { AtSequence: 0 } swap ? DayFindings.Refused(Plan, swap.Reason)
        : null;

    /// <summary>False while a version that it needs is still being prepared.</summary>
    public bool IsPrepared
    {
        get => _isPrepared;
        set => _isPrepared = value;
    }
}
