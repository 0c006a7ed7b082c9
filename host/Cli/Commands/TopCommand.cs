using System.CommandLine;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary><c>strat top</c>: where a cell's CPU time goes.</summary>
internal static class TopCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    internal static Command Make()
    {
        Option<bool> once = new("--once") { Description = "Measures one second and shows all threads." };
        Command command =
            new("top", "Shows the threads of a cell's processes with their CPUs, the core's duty cycle and the rings, live until q or "
            + "Ctrl-C; one second where there is no terminal. Threads lose their CPU where the machine has too few.")
        {
            CellOptions.Cell, CellOptions.Json, once,
        };
        command.SetAction(parsed => CommandRunner.Run(parsed.GetValue(CellOptions.Json), terminal =>
            Run(terminal, CellOptions.LoadInMemory(parsed), parsed.GetValue(once))));
        return command;
    }

    private static int Run(Terminal terminal, CellSetup setup, bool isOnce)
    {
        using TopReader reader = new(setup);
        if (!isOnce && !terminal.IsJson && LiveView.IsPossible(terminal))
        {
            LiveView.Run(terminal, () => TopView.Make(reader.Read(), isWhole: false));
            return ExitCode.Success;
        }

        Thread.Sleep(Interval);
        TopReading reading = reader.Read();
        if (terminal.IsJson)
        {
            Terminal.WriteJson(reading);
        }
        else
        {
            terminal.Results.Write(TopView.Make(reading, isWhole: true));
        }

        return ExitCode.Success;
    }
}
