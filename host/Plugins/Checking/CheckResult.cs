namespace Strategies.Plugins.Checking;

/// <summary>What the check of a package found.</summary>
/// <param name="StrategyTypeName">
/// Full name of the one strategy class; null when there is none or more than one.
/// </param>
/// <param name="Violations">What is refused, at most <see cref="MaxListed"/>.</param>
/// <param name="TotalCount">How many things are refused, also those that are not listed.</param>
public sealed record CheckResult(string? StrategyTypeName, IReadOnlyList<Violation> Violations, int TotalCount)
{
    /// <summary>Most violations that are listed.</summary>
    public const int MaxListed = 20;

    /// <summary>True when the package may be loaded.</summary>
    public bool IsAccepted => TotalCount == 0;
}
