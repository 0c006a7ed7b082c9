using System.CommandLine;
using Spectre.Console;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Cli.Remote;
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
    private static readonly Option<string?> Cell =
        new("--cell") { Description = "The cell's configuration, for the day that it trades." };

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
        Argument<string?> folder = new("dir") { Description = "Folder of a journal.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = new("--json") { Description = "One JSON line last on standard output." };
        Command history = new("history", description) { folder, Cell, json };
        history.Validators.Add(result =>
        {
            bool isFolder = result.GetValue(folder) is not null;
            if (isFolder ? result.GetValue(Cell) is not null : CellOf(result.GetValue(Cell)) is null)
            {
                result.AddError("give either the folder of a journal or --cell FILE");
            }
        });
        history.SetAction(parsed => CommandRunner.Run(parsed.GetValue(json), terminal =>
        {
            Show(terminal, scope, noValue, parsed.GetValue(folder) is { } dir
                ? read(dir, JournalReadMode.AtRest)
                : OfCell(CellConfigFile.Load(CellOf(parsed.GetValue(Cell))!), read));
            return ExitCode.Success;
        }));
        return history;
    }

    private static string? CellOf(string? given) => given ?? CellOptions.FromEnvironment;

    /// <summary>The journal in memory while the cell is up, the one on disk after it has come down.</summary>
    private static IReadOnlyList<ChangeLine> OfCell(
        CellSetup setup, Func<string, JournalReadMode, IReadOnlyList<ChangeLine>> read) =>
        Directory.Exists(new JournalLayout(setup.Paths.Journal).InputFolder)
            ? read(setup.Paths.Journal, JournalReadMode.Follow)
            : read(setup.Paths.Archive, JournalReadMode.Follow);

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
