namespace Strategies.Soak.Runs;

/// <summary>Shows what is known of the runs.</summary>
internal static class SoakTable
{
    internal static void List(IEnumerable<SoakRun> runs, SoakState state)
    {
        foreach (SoakRun run in runs)
        {
            string known = state.VerdictOf(run.Name)?.Outcome.ToString().ToLowerInvariant() ?? "not ended";
            Console.Out.WriteLine($"{run.Name,-22} {known,-14} {run.Summary}");
        }
    }

    /// <summary>Figures of each run, then one line each, then the counts.</summary>
    /// <returns>True when none failed.</returns>
    internal static bool Summarise(IReadOnlyList<SoakRun> runs, SoakState state)
    {
        foreach (SoakRun run in runs)
        {
            Show(run, state.VerdictOf(run.Name)!);
        }

        Console.Out.WriteLine();
        foreach (SoakRun run in runs)
        {
            SoakVerdict verdict = state.VerdictOf(run.Name)!;
            string outcome = verdict.Outcome.ToString().ToLowerInvariant();
            Console.Out.WriteLine($"{run.Name,-22} {outcome,-14} {verdict.Reasons.FirstOrDefault()?.Split('\n')[0]}");
        }

        int Count(SoakOutcome outcome) => runs.Count(run => state.VerdictOf(run.Name)!.Outcome == outcome);
        int failed = Count(SoakOutcome.Failed);
        int inconclusive = Count(SoakOutcome.Inconclusive);
        Console.Out.WriteLine(
            $"{Count(SoakOutcome.Passed)} passed, {failed} failed{(inconclusive > 0 ? $", {inconclusive} inconclusive" : "")}");
        return failed == 0;
    }

    private static void Show(SoakRun run, SoakVerdict verdict)
    {
        Console.Out.WriteLine();
        Console.Out.WriteLine($"{run.Name}: {run.Summary}");
        foreach (SoakFigure figure in verdict.Figures)
        {
            Console.Out.WriteLine($"  {figure.Name,-44} {figure.Value}");
        }

        foreach (string reason in verdict.Reasons)
        {
            Console.Out.WriteLine($"  {verdict.Outcome.ToString().ToUpperInvariant()}: {reason}");
        }
    }
}
