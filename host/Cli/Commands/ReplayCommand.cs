using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Driver.Replay;
using Strategies.Journal;
using Strategies.Journal.Describe;
using Strategies.Journal.Replay;
using Strategies.Program;
using Strategies.Session;
using Strategies.Session.Versions;

namespace Strategies.Cli.Commands;

/// <summary><c>strat replay</c>: proves a journal.</summary>
internal static class ReplayCommand
{
    internal static Command Make()
    {
        Argument<string> folder = new("dir") { Description = "Folder of a journal." };
        StateOptions states = new();
        Option<bool> json = new("--json") { Description = "One JSON line last on standard output." };
        Command replay =
            new("replay", "Runs a journal's inputs through a fresh engine, with the versions from the journal's own store, and compares "
            + "every output byte for byte. Beside it states of the strategies are saved in the middle of the day, restored into fresh "
            + "instances and compared where the next ones are saved. Exit 1 and the first difference named when one differs.")
        {
            folder, states.Seed, states.Points, json,
        };
        replay.SetAction(parsed => CommandRunner.Run(parsed.GetValue(json), terminal =>
            Replay(terminal, parsed.GetValue(folder)!, (journal, versions) => states.NewCheck(parsed, journal, versions))));
        return replay;
    }

    private static int Replay(Terminal terminal, string folder, Func<string, StoredVersions, StateCheck> newCheck)
    {
        if (!Directory.Exists(folder))
        {
            throw new JournalException(
                JournalFault.NotAJournal,
                "there is no such folder",
                "give the folder that backtest --journal made",
                folder);
        }

        JournalSession session = new(folder);
        StoredVersions versions = session.NewVersions();
        StateCheck states = newCheck(folder, versions);
        ulong last = 0;
        ReplayResult result = ProgressBar.Run(
            terminal,
            () => ($"replaying, input {last:N0}", 0),
            () => ReplayRunner.Run(folder, session.OptionsOf, versions, input => last = input, states));
        foreach (string difference in result.EnvironmentDifferences)
        {
            terminal.Warn($"this machine is not the one that wrote the journal: {difference}");
        }

        if (result.TornTail is { } torn)
        {
            terminal.Warn($"the journal's end was cut: {torn}");
        }

        if (terminal.IsJson)
        {
            Terminal.WriteJson(Json(result, states));
        }
        else
        {
            Show(terminal, result, states);
        }

        if (!result.IsMatch)
        {
            Console.Error.WriteLine($"difference: {result.Difference}");
        }

        return StateOptions.Tell(states) && result.IsMatch ? ExitCode.Success : ExitCode.Difference;
    }

    private static Dictionary<string, object?> Json(ReplayResult result, StateCheck states) => new()
    {
        ["match"] = result.IsMatch,
        ["inputs"] = result.Inputs,
        ["behaviours"] = result.Behaviours,
        ["outputs"] = result.Outputs,
        ["events"] = result.MarketMessages,
        ["digest"] = result.Digest.ToString("x16", CultureInfo.InvariantCulture),
        ["closedCleanly"] = result.IsClosedCleanly,
        ["tornTail"] = result.TornTail?.ToString(),
        ["environmentDifferences"] = result.EnvironmentDifferences,
        ["difference"] = result.Difference is { } difference ? Json(difference) : null,
        ["states"] = StateOptions.Json(states),
    };

    private static Dictionary<string, object> Json(OutputDifference difference) => new()
    {
        ["kind"] = difference.Kind.ToString(),
        ["cause"] = difference.Cause,
        ["index"] = difference.Index,
        ["type"] = RecordNames.Of(difference.Type),
        ["field"] = difference.Field,
        ["recorded"] = difference.Recorded,
        ["replayed"] = difference.Replayed,
    };

    private static void Show(Terminal terminal, ReplayResult result, StateCheck states)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("replay").AddColumn(
            new TableColumn("value").RightAligned());
        table.AddRow("inputs run", Words.Count((long)result.Inputs));
        table.AddRow("market messages in them", Words.Count(result.MarketMessages));
        table.AddRow("behaviour of the engine", string.Join(", then ", result.Behaviours));
        table.AddRow("outputs compared", Words.Count(result.Outputs));
        table.AddRow("digest", result.Digest.ToString("x16", CultureInfo.InvariantCulture));
        table.AddRow("verdict", result.IsMatch ? "[green]every output equal[/]" : "[red]differs[/]");
        table.AddRow("states restored in the middle", StateOptions.Words(states));
        terminal.Results.Write(table);
    }
}
