using System.CommandLine;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Cli.Remote;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary><c>strat status</c>: what runs in a cell and how it does.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A live view is not held up for long by an edge that hangs.</summary>
    private static readonly TimeSpan LivePatience = TimeSpan.FromSeconds(1);

    internal static Command Make()
    {
        Command command =
            new("status", "Shows a cell's processes, latencies, counters, lags and flags, live until q or Ctrl-C; once where there "
            + "is no terminal. Reads them in shared memory only: it works whatever process is dead, and costs the core nothing. "
            + "Slots, positions, orders, kill switches and alerts are asked of the edge, and left out where it does not answer.");
        command.WithEdge().SetAction(parsed => CommandRunner.Run(
            parsed.GetValue(CellOptions.Json),
            terminal => Run(terminal, CellOptions.LoadInMemory(parsed), parsed.GetValue(EdgeOptions.Token))));
        return command;
    }

    private static int Run(Terminal terminal, CellSetup setup, string? token)
    {
        StatusReader memory = new(setup);
        bool isLive = !terminal.IsJson && LiveView.IsPossible(terminal);
        EdgeStatusReader edge = new(setup, token, isLive ? LivePatience : Patience);
        if (terminal.IsJson)
        {
            Terminal.WriteJson(memory.Read().With(edge.Read()));
        }
        else if (isLive)
        {
            LiveView.Run(terminal, () => StatusView.Make(memory.Read().With(edge.Read())));
        }
        else
        {
            terminal.Results.Write(StatusView.Make(memory.Read().With(edge.Read())));
        }

        return ExitCode.Success;
    }
}
