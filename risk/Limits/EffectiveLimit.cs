namespace Strategies.Risk;

/// <summary>The limit that holds, and the scope that set it.</summary>
/// <param name="Value">The limit in the control's unit; meaningless when it is not set.</param>
/// <param name="Scope">The scope; none when no scope sets the limit.</param>
public readonly record struct EffectiveLimit(long Value, RiskScope Scope)
{
    /// <summary>True when some scope sets the limit.</summary>
    public bool IsSet => Scope != RiskScope.None;
}
