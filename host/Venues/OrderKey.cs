namespace Strategies.Venues;

/// <summary>What names an output of the engine for good: the input that caused it, and its index there.</summary>
/// <param name="Cause">Number of the input; 0 for none.</param>
/// <param name="Index">Index among its outputs.</param>
public readonly record struct OrderKey(ulong Cause, uint Index)
{
    /// <summary>True when this output comes behind another.</summary>
    /// <param name="other">The other one.</param>
    public bool IsBehind(OrderKey other) => (Cause, Index).CompareTo((other.Cause, other.Index)) > 0;
}
