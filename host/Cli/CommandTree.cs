using System.CommandLine;
using Strategies.Cli.Commands;
using Strategies.Cli.Play;

namespace Strategies.Cli;

/// <summary>Every command that <c>strat</c> has.</summary>
internal static class CommandTree
{
    /// <summary>Makes the root with all commands below it.</summary>
    internal static RootCommand Make() =>
        new("Runs, replays and checks trading strategies. Exit codes: 0 good, 1 a difference or a loss was found, "
            + "2 wrong command line, 3 an input cannot be used, 4 a backtest or a played day did not go as its plan has it, "
            + "70 a defect of strat, 130 interrupted.")
        {
            NewCommand.Make(),
            BacktestCommand.Make(),
            ReplayCommand.Make(),
            RecoverCommand.Make(),
            BenchCommand.Make(),
            DataCommand.Make(),
            JournalCommand.Make(),
            LogCommand.Make(),
            UpCommand.Make(),
            DownCommand.Make(),
            StatusCommand.Make(),
            TopCommand.Make(),
            CoreCommand.Make(),
            new Command("limits", "Limits of a cell, or of a day that is over.")
            {
                LimitCommand.MakeShow(), LimitCommand.MakeSet(), HistoryCommand.MakeLimits(),
            },
            new Command("parameters", "Parameters of strategies, in a cell or on a day that is over.")
            {
                ParameterCommand.MakeShow(), ParameterCommand.MakeSet(), HistoryCommand.MakeParameters(),
            },
            StoreCommand.Make(),
            DeployCommand.MakeDeploy(),
            DeployCommand.MakeRollback(),
            DeployCommand.MakeShadow(),
            SlotCommand.MakeStart(),
            SlotCommand.MakeStop(),
            QuarantineCommand.Make(),
            FlattenCommand.Make(),
            KillCommand.MakeKill(),
            KillCommand.MakeRelease(),
            DayCommand.Make(),
            TokenCommand.Make(),
            PlayCommand.Make(),
        };
}
