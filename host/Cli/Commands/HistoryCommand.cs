using System.CommandLine;
using Spectre.Console;
using Strategies.Cli.Output;
using Strategies.Journal.Describe;

namespace Strategies.Cli.Commands;

/// <summary>
/// <c>strat limits history</c> and <c>strat parameters history</c>: who changed what during a day, when and why.
/// </summary>
internal static class HistoryCommand
{
    internal static Command MakeLimits() => Make(
        "limits",
        "Limits of a day.",
        "Lists the limits that were changed during a day: when, by whom, from what to what, why. The day's first table "
        + "of limits is not in it; strat journal cat --type LimitsPart shows that.",
        "scope",
        "none",
        folder => ChangeHistory.OfLimits(folder));

    internal static Command MakeParameters() => Make(
        "parameters",
        "Parameters of a day's strategies.",
        "Lists the parameters that were set, those at the start of the day included: when, by whom, from what to what, "
        + "why.",
        "slot",
        "default",
        folder => ChangeHistory.OfParameters(folder));

    private static Command Make(
        string name,
        string summary,
        string description,
        string scope,
        string noValue,
        Func<string, IReadOnlyList<ChangeLine>> read)
    {
        Argument<string> folder = new("dir") { Description = "Folder of a journal." };
        Option<bool> json = new("--json") { Description = "One JSON line last on standard output." };
        Command history = new("history", description) { folder, json };
        history.SetAction(parsed => Guarded.Run(parsed.GetValue(json), terminal =>
        {
            Show(terminal, scope, noValue, read(parsed.GetValue(folder)!));
            return ExitCode.Success;
        }));
        return new Command(name, summary) { history };
    }

    private static void Show(Terminal terminal, string scope, string noValue, IReadOnlyList<ChangeLine> changes)
    {
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new { changes });
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("time", "record", "who", scope, "name", "old", "new", "reason");
        foreach (ChangeLine change in changes)
        {
            table.AddRow(
                change.Time,
                Words.Count((long)change.Sequence),
                Markup.Escape(change.Who),
                Markup.Escape(change.Scope),
                Markup.Escape(change.Name),
                Markup.Escape(change.Old ?? noValue),
                Markup.Escape(change.New),
                Markup.Escape(change.Reason));
        }

        terminal.Results.Write(table);
    }
}
