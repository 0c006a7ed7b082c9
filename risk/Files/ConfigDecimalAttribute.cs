namespace Strategies.Risk.Files;

/// <summary>The range of a key that is a number with decimals.</summary>
/// <param name="min">The least.</param>
/// <param name="max">The largest.</param>
/// <param name="decimals">Most decimals that it may have.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConfigDecimalAttribute(long min, long max, int decimals) : Attribute
{
    /// <summary>The least.</summary>
    public long Min { get; } = min;

    /// <summary>The largest.</summary>
    public long Max { get; } = max;

    /// <summary>Most decimals that it may have.</summary>
    public int Decimals { get; } = decimals;
}
