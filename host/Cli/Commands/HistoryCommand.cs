using System.CommandLine;
using Spectre.Console;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Journal;
using Strategies.Journal.Describe;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary>
/// <c>strat limits history</c> and <c>strat parameters history</c>: who changed what during a day, when and why. Read from
/// a journal, also from one that is being written.
/// </summary>
internal static class HistoryCommand
{
    internal static Command MakeLimits() => Make(
        "Lists the limits that were changed during a day: when, by whom, from what to what, why. The day's first table "
        + "of limits is not in it; strat journal cat --type LimitsPart shows that.",
        "scope",
        "none",
        ChangeHistory.OfLimits);

    internal static Command MakeParameters() => Make(
        "Lists the parameters that were set, those at the start of the day included: when, by whom, from what to what, "
        + "why.",
        "slot",
        "default",
        ChangeHistory.OfParameters);

    private static Command Make(
        string description, string scope, string noValue, Func<string, JournalReadMode, IReadOnlyList<ChangeLine>> read)
    {
        DayFolder day = new();
        Option<bool> json = new("--json") { Description = "One JSON line last on standard output." };
        Command history = new("history", description) { day.Folder, day.Cell, json };
        history.Validators.Add(day.Validate);
        history.SetAction(parsed => CommandRunner.Run(parsed.GetValue(json), terminal =>
        {
            (string folder, JournalReadMode mode) = day.Of(parsed);
            Show(terminal, scope, noValue, read(folder, mode));
            return ExitCode.Success;
        }));
        return history;
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
