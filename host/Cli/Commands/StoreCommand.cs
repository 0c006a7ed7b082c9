using System.CommandLine;
using Spectre.Console;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Cli.Remote;
using Strategies.Journal.Store;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;
using Strategies.Program;
using Strategies.Records;

namespace Strategies.Cli.Commands;

/// <summary><c>strat store</c>: the packages that a cell can run. Works with the cell up or down.</summary>
internal static class StoreCommand
{
    internal static Command Make()
    {
        Argument<string> path = new("dir") { Description = "The strategy's build: its .dll, or the folder with it." };
        Command add =
            new("add", "Checks a strategy's build, puts it into the cell's store, and prints the SHA-256 to deploy it by.")
        {
            path, CellOptions.Cell, CellOptions.Json,
        };
        add.SetAction(parsed => CommandRunner.Run(
            parsed.GetValue(CellOptions.Json), terminal => Add(terminal, parsed, parsed.GetRequiredValue(path))));
        Command list = new("list", "Lists the packages in the cell's store.") { CellOptions.Cell, CellOptions.Json };
        list.SetAction(parsed => CommandRunner.Run(parsed.GetValue(CellOptions.Json), terminal => List(terminal, parsed)));
        return new Command("store", "The packages that a cell can run.") { add, list };
    }

    private static int Add(Terminal terminal, ParseResult parsed, string path)
    {
        ContentStore store = StoreOf(parsed);
        int before = new StorePackages(store).Hashes.Count;
        Hash256 hash = PackageIntake.Add(path, store, out CheckResult check);
        StorePackages packages = new(store);
        StorePackageView package = packages.List().Single(one => one.Hash == hash.ToString());
        bool isNew = packages.Hashes.Count > before;
        string how = isNew ? "added" : "was there already";
        string closed = check.ClosedCount == 0 ? "" : $", {check.ClosedCount:N0} of its libraries closed: nothing reaches them";
        terminal.Say($"{package.Name}: {how}, {package.Files} files, {package.Bytes:N0} bytes");
        terminal.Say($"{check.JudgedCount:N0} methods judged{closed}");
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new
            {
                hash = package.Hash,
                name = package.Name,
                bytes = package.Bytes,
                added = isNew,
                judgedMethods = check.JudgedCount,
                closedMethods = check.ClosedCount,
            });
        }
        else
        {
            Console.Out.WriteLine(hash);
        }

        return ExitCode.Success;
    }

    private static int List(Terminal terminal, ParseResult parsed)
    {
        IReadOnlyList<StorePackageView> packages = new StorePackages(StoreOf(parsed)).List();
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new { packages });
            return ExitCode.Success;
        }

        Table table = new Table().Border(TableBorder.Rounded).AddColumns("hash", "name", "files", "bytes", "added");
        foreach (StorePackageView package in packages)
        {
            table.AddRow(
                package.Hash,
                Markup.Escape(package.Name),
                Words.Count(package.Files),
                Words.Count(package.Bytes),
                package.Added);
        }

        terminal.Results.Write(table);
        return ExitCode.Success;
    }

    private static ContentStore StoreOf(ParseResult parsed)
    {
        CellSetup setup = CellOptions.Load(parsed);
        setup.Paths.CreateFolders();
        return new ContentStore(setup.Paths.Store);
    }
}
