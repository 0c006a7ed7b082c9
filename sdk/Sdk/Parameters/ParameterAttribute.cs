namespace Strategies.Sdk;

/// <summary>
/// Marks a settable property of a strategy as a parameter that operators may change while it runs. Allowed types:
/// <c>long</c>, <c>int</c>, <c>double</c>, <c>bool</c>, <see cref="Price"/> and <see cref="Quantity"/>.
/// </summary>
/// <param name="name">The name in plans, commands and reports, for example <c>quoteSize</c>.</param>
/// <remarks>
/// The default is the property's own initial value; a value outside the range is refused and changes nothing.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute(string name) : Attribute
{
    /// <summary>The name in plans, commands and reports.</summary>
    public string Name { get; } = name;

    /// <summary>What the number counts, for example <c>shares</c>, <c>ns</c> or <c>ticks</c>.</summary>
    public string Unit { get; init; } = "";

    /// <summary>One sentence for the person who sets it.</summary>
    public string Description { get; init; } = "";

    /// <summary>Smallest value allowed, in the parameter's unit (prices in currency units).</summary>
    public double Min { get; init; } = double.MinValue;

    /// <summary>Largest value allowed, in the parameter's unit (prices in currency units).</summary>
    public double Max { get; init; } = double.MaxValue;
}
