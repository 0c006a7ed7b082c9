using System.CommandLine;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Program;
using Strategies.Supervisor;

namespace Strategies.Cli.Commands;

/// <summary><c>strat down</c>: ends a cell in order.</summary>
internal static class DownCommand
{
    internal static Command Make()
    {
        Command command =
            new("down", "Ends all processes of a cell in order, the core first and the archiver last, and waits for it; then "
            + "gives their memory back. Works when the supervisor is dead too. Exit 1 when one had to be killed.")
        {
            CellOptions.Cell, CellOptions.Json,
        };
        command.SetAction(parsed => CommandRunner.Run(
            parsed.GetValue(CellOptions.Json), terminal => Run(terminal, CellOptions.LoadInMemory(parsed))));
        return command;
    }

    private static int Run(Terminal terminal, CellSetup setup)
    {
        IReadOnlyList<StoppedProcess> stopped = new CellShutdown(setup, () => { }).Run();
        foreach (StoppedProcess process in stopped)
        {
            terminal.Say($"{process.Process.Name}: process {process.Pid} {Words(process.Outcome)}");
        }

        if (stopped.Count == 0)
        {
            terminal.Say($"nothing of cell {setup.Cell} was running");
        }

        string kept = MemoryReturn.TryGiveBack(setup, out long bytes);
        terminal.Say(kept.Length > 0 ? $"its memory stays: {kept}" : $"{bytes >> 20} MiB of memory were given back");
        bool isInOrder = stopped.All(process => process.Outcome != StopOutcome.Killed);
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new
            {
                cell = setup.Cell,
                inOrder = isInOrder,
                memoryKept = kept.Length > 0 ? kept : null,
                bytesGivenBack = bytes,
                ended = stopped.Select(process => new
                {
                    process = process.Process.Name,
                    pid = process.Pid,
                    inOrder = process.Outcome != StopOutcome.Killed,
                }),
            });
        }

        return isInOrder ? ExitCode.Success : ExitCode.Difference;
    }

    private static string Words(StopOutcome outcome) =>
        outcome == StopOutcome.Killed ? "did not end when asked to and was killed" : "ended in order";
}
