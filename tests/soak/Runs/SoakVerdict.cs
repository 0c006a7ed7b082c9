namespace Strategies.Soak.Runs;

/// <summary>How a long run ended, with its figures.</summary>
/// <param name="Outcome">Passed, failed or inconclusive.</param>
/// <param name="Figures">What was measured and checked, in the order to show it.</param>
/// <param name="Reasons">Why it did not pass; empty when it did.</param>
public sealed record SoakVerdict(
    SoakOutcome Outcome, IReadOnlyList<SoakFigure> Figures, IReadOnlyList<string> Reasons)
{
    /// <summary>Failed when something is wrong, else inconclusive when something could not be judged.</summary>
    /// <param name="figures">The figures.</param>
    /// <param name="wrong">What is wrong.</param>
    /// <param name="unjudged">What could not be judged.</param>
    public static SoakVerdict Of(
        IReadOnlyList<SoakFigure> figures, IReadOnlyList<string> wrong, IReadOnlyList<string> unjudged) =>
        new(
            wrong.Count > 0 ? SoakOutcome.Failed : unjudged.Count > 0 ? SoakOutcome.Inconclusive : SoakOutcome.Passed,
            figures, [.. wrong, .. unjudged]);
}
