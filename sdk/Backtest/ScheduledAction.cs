using Strategies.Backtest.Plans;
using Strategies.Engine.Records;

namespace Strategies.Backtest;

/// <summary>
/// An action of the plan with everything worked out beforehand, so that the hot thread only copies it into a record.
/// </summary>
internal sealed class ScheduledAction
{
    private volatile bool _isPrepared;

    internal required ActionPlan Plan { get; init; }

    /// <summary>Number of the slot; 0 for kill, release and limit.</summary>
    internal required int Slot { get; init; }

    internal SwapRequestedPayload Swap;
    internal KillSwitchPayload Kill;
    internal ParameterSetPayload Parameter;
    internal LimitSetPayload Limit;
    internal SlotControlPayload Control;

    internal SwapReport? Report { get; init; }

    internal bool IsDone { get; set; }

    /// <summary>The version could not be prepared: the swap is refused before a record is made.</summary>
    internal bool IsRefused { get; set; }

    /// <summary>False while a version that it needs is still being prepared.</summary>
    internal bool IsPrepared
    {
        get => _isPrepared;
        set => _isPrepared = value;
    }
}
