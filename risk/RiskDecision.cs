using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>What the gate decided, and by which limit. The default value is an accepted order.</summary>
/// <remarks>
/// <see cref="Limit"/> and <see cref="Value"/> are in the unit of the control that refused (see
/// <see cref="RiskControl"/>) and are saturated to 64 bits. Where no limit was compared:
/// <see cref="RejectReason.LimitNotSet"/> has the number of the missing <see cref="RiskControl"/> as its value;
/// <see cref="RejectReason.StaleReference"/> has the age in ns as its value, or <see cref="long.MaxValue"/> when there
/// is no usable reference of any age; <see cref="RejectReason.CapacityExceeded"/> has the table's size as its limit;
/// the reasons that are about the order itself, and <see cref="RejectReason.KillSwitch"/> (which names its scope), have
/// zeros.
/// </remarks>
/// <param name="Reason">None when the order may leave.</param>
/// <param name="Scope">The scope whose limit or kill switch refused it; none where no scope is concerned.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Value">The value that was compared with it.</param>
public readonly record struct RiskDecision(RejectReason Reason, RiskScope Scope, long Limit, long Value)
{
    /// <summary>True when the order may leave.</summary>
    public bool IsAccepted => Reason == RejectReason.None;

    /// <summary>A refusal for what the order itself is.</summary>
    /// <param name="reason">Why.</param>
    internal static RiskDecision Reject(RejectReason reason) => new(reason, RiskScope.None, 0, 0);

    /// <summary>A refusal by a limit.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="limit">The limit and its scope.</param>
    /// <param name="value">The value, saturated.</param>
    internal static RiskDecision Reject(RejectReason reason, EffectiveLimit limit, long value) =>
        new(reason, limit.Scope, limit.Value, value);

    /// <summary>A refusal because nobody has set a limit that must be set.</summary>
    /// <param name="control">The control without a limit.</param>
    internal static RiskDecision NotSet(RiskControl control) =>
        new(RejectReason.LimitNotSet, RiskScope.None, 0, (long)control);
}
