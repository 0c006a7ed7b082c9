using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Checking;

/// <summary>What the check of a package found.</summary>
public sealed record CheckResult
{
    /// <summary>Most violations that are listed.</summary>
    public const int MaxListed = 20;

    internal CheckResult(string? strategyTypeName, IReadOnlyList<Violation> violations, int totalCount, ClosedPackage closed)
    {
        StrategyTypeName = strategyTypeName;
        Violations = violations;
        TotalCount = totalCount;
        Closed = closed;
    }

    /// <summary>Full name of the one strategy class; null when there is none or more than one.</summary>
    public string? StrategyTypeName { get; }

    /// <summary>What is refused, at most <see cref="MaxListed"/>.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    /// <summary>How many things are refused, also those that are not listed.</summary>
    public int TotalCount { get; }

    /// <summary>True when the package may be loaded.</summary>
    public bool IsAccepted => TotalCount == 0;

    /// <summary>How many methods were judged: all of the strategy's own, and what they can reach of its private dependencies.</summary>
    public required int JudgedCount { get; init; }

    /// <summary>How many methods of private dependencies cannot be reached; they are closed, and throw should anybody call them.</summary>
    public int ClosedCount => Closed.ClosedCount;

    /// <summary>What was judged, and what may be loaded.</summary>
    internal ClosedPackage Closed { get; }
}
