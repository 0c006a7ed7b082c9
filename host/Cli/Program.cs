using System.CommandLine;
using System.CommandLine.Parsing;
using Strategies.Cell.Processes;
using Strategies.Cli.Commands;
using Strategies.Cli.Play;

namespace Strategies.Cli;

/// <summary>The entry of <c>strat</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        RootCommand root =
            new("Runs, replays and checks trading strategies. Exit codes: 0 good, 1 a difference or a loss was found, "
            + "2 wrong command line, 3 an input cannot be used, 4 a backtest did not go as its plan has it, 70 a defect of strat, "
            + "130 interrupted.");
        root.Subcommands.Add(BacktestCommand.Make());
        root.Subcommands.Add(ReplayCommand.Make());
        root.Subcommands.Add(RecoverCommand.Make());
        root.Subcommands.Add(BenchCommand.Make());
        root.Subcommands.Add(DataCommand.Make());
        root.Subcommands.Add(JournalCommand.Make());
        root.Subcommands.Add(UpCommand.Make());
        root.Subcommands.Add(DownCommand.Make());
        root.Subcommands.Add(StatusCommand.Make());
        root.Subcommands.Add(TopCommand.Make());
        root.Subcommands.Add(CoreCommand.Make());
        root.Subcommands.Add(new Command("limits", "Limits of a cell, or of a day that is over.")
        {
            LimitCommand.MakeShow(), LimitCommand.MakeSet(), HistoryCommand.MakeLimits(),
        });
        root.Subcommands.Add(new Command("parameters", "Parameters of strategies, in a cell or on a day that is over.")
        {
            ParameterCommand.MakeShow(), ParameterCommand.MakeSet(), HistoryCommand.MakeParameters(),
        });
        root.Subcommands.Add(StoreCommand.Make());
        root.Subcommands.Add(DeployCommand.MakeDeploy());
        root.Subcommands.Add(DeployCommand.MakeRollback());
        root.Subcommands.Add(DeployCommand.MakeShadow());
        root.Subcommands.Add(SlotCommand.MakeStart());
        root.Subcommands.Add(SlotCommand.MakeStop());
        root.Subcommands.Add(KillCommand.MakeKill());
        root.Subcommands.Add(KillCommand.MakeRelease());
        root.Subcommands.Add(DayCommand.Make());
        root.Subcommands.Add(TokenCommand.Make());
        root.Subcommands.Add(PlayCommand.Make());
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
