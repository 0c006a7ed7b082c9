using Strategies.Soak.Runs;

namespace Strategies.Soak.Swaps;

/// <summary>What came of playing the day with swaps.</summary>
/// <param name="Figures">Figures.</param>
/// <param name="Wrong">What is wrong.</param>
/// <param name="Unjudged">What could not be judged.</param>
internal sealed record SwapFindings(
    IReadOnlyList<SoakFigure> Figures, IReadOnlyList<string> Wrong, IReadOnlyList<string> Unjudged);
