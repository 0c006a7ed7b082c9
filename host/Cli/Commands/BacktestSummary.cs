using Spectre.Console;
using Spectre.Console.Rendering;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Session.Results;

namespace Strategies.Cli.Commands;

/// <summary>A session's result for people: what went wrong first, tables, and where the journal is.</summary>
internal static class BacktestSummary
{
    internal static void Show(Terminal terminal, string name, SessionResult result, ReplayVerdict? replayed, bool isKept = true)
    {
        ShowFindings(terminal, result.Findings);
        foreach (IRenderable table in DayTables.Of(name, result, replayed))
        {
            terminal.Results.Write(table);
        }

        if (isKept)
        {
            Terminal.Line($"journal: {result.JournalDir}");
            Terminal.Line($"prove it again: artifacts/strat replay {ShellWord.Quote(result.JournalDir)}");
        }
        else
        {
            Terminal.Line("no journal was kept; --journal DIR keeps it");
        }

        if (result.PinnedCpu < 0)
        {
            terminal.Warn("the hot thread could not be pinned to a CPU: latencies are inconclusive");
        }
    }

    /// <summary>A difference or a loss before what did not go as planned.</summary>
    internal static int ExitCodeOf(SessionResult result, ReplayVerdict? replayed) =>
        result.EventsLost != 0 || replayed is { IsGood: false } ? ExitCode.Difference
        : result.Findings.Count > 0 ? ExitCode.NotAsPlanned
        : ExitCode.Success;

    private static void ShowFindings(Terminal terminal, IReadOnlyList<SessionFinding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        terminal.Results.MarkupLine("[red]not as planned:[/]");
        foreach (SessionFinding finding in findings)
        {
            string slot = finding.Slot.Length > 0 ? $"slot '{finding.Slot}' " : "";
            string happened = finding.Kind == FindingKind.Quarantine
                ? $"was quarantined at record {Words.Count((long)finding.AtSequence)}: {finding.Text}"
                : finding.Text;
            terminal.Results.MarkupLineInterpolated($"- {slot}{happened}");
            if (finding.Method.Length > 0)
            {
                terminal.Results.MarkupLineInterpolated($"  in {finding.Method}{(finding.Source.IsKnown ? $", {finding.Source}" : "")}");
            }
        }
    }
}
