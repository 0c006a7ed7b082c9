namespace Strategies.Risk.Files;

/// <summary>The range of a key that is a whole number.</summary>
/// <param name="min">The least.</param>
/// <param name="max">The largest.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConfigWholeAttribute(long min, long max) : Attribute
{
    /// <summary>The least.</summary>
    public long Min { get; } = min;

    /// <summary>The largest.</summary>
    public long Max { get; } = max;
}
