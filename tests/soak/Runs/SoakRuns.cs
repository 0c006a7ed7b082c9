using Strategies.Soak.Swaps;

namespace Strategies.Soak.Runs;

/// <summary>All long runs.</summary>
public static class SoakRuns
{
    /// <summary>In the order in which they run.</summary>
    public static IReadOnlyList<SoakRun> All { get; } =
    [
        new SwapSoak("swaps-64b", 64),
        new SwapSoak("swaps-4k", 4_096),
        new SwapSoak("swaps-256k", 262_144),
    ];
}
