using System.CommandLine;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary><c>strat status</c>: what runs in a cell and how it does.</summary>
internal static class StatusCommand
{
    internal static Command Make()
    {
        Command command =
            new("status", "Shows a cell's processes, counters, lags and flags, live until q or Ctrl-C; once where there is no "
            + "terminal. Reads shared memory only: it works whatever process is dead, and costs the core nothing.")
        {
            CellOptions.Cell, CellOptions.Json,
        };
        command.SetAction(parsed => CommandRunner.Run(
            parsed.GetValue(CellOptions.Json), terminal => Run(terminal, CellOptions.LoadInMemory(parsed))));
        return command;
    }

    private static int Run(Terminal terminal, CellSetup setup)
    {
        StatusReader reader = new(setup);
        if (terminal.IsJson)
        {
            Terminal.WriteJson(reader.Read());
        }
        else if (LiveView.IsPossible(terminal))
        {
            LiveView.Run(terminal, () => StatusView.Make(reader.Read()));
        }
        else
        {
            terminal.Results.Write(StatusView.Make(reader.Read()));
        }

        return ExitCode.Success;
    }
}
