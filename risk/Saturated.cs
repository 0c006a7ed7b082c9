namespace Strategies.Risk;

/// <summary>
/// Narrowing that stops at the ends of the range: the numbers in a decision are for people and never wrap.
/// </summary>
internal static class Saturated
{
    /// <summary>The nearest 64-bit number.</summary>
    /// <param name="value">Any number.</param>
    public static long ToInt64(Int128 value) =>
        value > long.MaxValue ? long.MaxValue : value < long.MinValue ? long.MinValue : (long)value;
}
