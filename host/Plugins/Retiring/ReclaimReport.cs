namespace Strategies.Plugins.Retiring;

/// <summary>What reclaiming proved.</summary>
/// <param name="CollectedCount">Contexts that are gone from memory.</param>
/// <param name="Alive">Contexts that were unloaded and are still there: something holds an object of theirs.</param>
/// <param name="Rounds">Rounds of collection it took, at most <see cref="RetiredList.MaxRounds"/>.</param>
/// <param name="ElapsedNs">Time it took, ns; the process stood still for a part of it.</param>
public sealed record ReclaimReport(int CollectedCount, IReadOnlyList<RetiredContext> Alive, int Rounds, long ElapsedNs)
{
    /// <summary>True when everything that was retired is gone.</summary>
    public bool IsClean => Alive.Count == 0;

    /// <summary>One line.</summary>
    public override string ToString() => IsClean
        ? $"{CollectedCount} contexts collected in {Rounds} rounds"
        : $"{CollectedCount} contexts collected, {Alive.Count} still alive after {Rounds} rounds: "
            + string.Join(", ", Alive);
}
