using System.CommandLine;
using System.CommandLine.Parsing;
using Strategies.Cli.Commands;

namespace Strategies.Cli;

/// <summary>The entry of <c>strat</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        RootCommand root =
            new("Runs, replays and checks trading strategies. Exit codes: 0 good, 1 a difference or a loss was found, "
            + "2 wrong command line, 3 an input cannot be used, 70 a defect of strat.");
        root.Subcommands.Add(BacktestCommand.Make());
        root.Subcommands.Add(ReplayCommand.Make());
        root.Subcommands.Add(RecoverCommand.Make());
        root.Subcommands.Add(BenchCommand.Make());
        root.Subcommands.Add(DataCommand.Make());
        root.Subcommands.Add(JournalCommand.Make());
        root.Subcommands.Add(HistoryCommand.MakeLimits());
        root.Subcommands.Add(HistoryCommand.MakeParameters());
        root.Subcommands.Add(UpCommand.Make());
        root.Subcommands.Add(DownCommand.Make());
        root.Subcommands.Add(StatusCommand.Make());
        root.Subcommands.Add(TopCommand.Make());
        root.Subcommands.Add(CoreCommand.Make());
        root.Subcommands.Add(ProcessCommand.Make());
        root.Subcommands.Add(RehearseCommand.Make());
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                Console.Error.WriteLine($"error: {error.Message}");
            }

            Console.Error.WriteLine($"hint: {PathOf(parsed.CommandResult)} --help shows what it takes");
            return ExitCode.Usage;
        }

        return parsed.Invoke();
    }

    /// <summary>The command as a person types it: every name from the root on.</summary>
    private static string PathOf(CommandResult command) => command.Parent is CommandResult parent
        ? $"{PathOf(parent)} {command.Command.Name}"
        : "strat";
}
