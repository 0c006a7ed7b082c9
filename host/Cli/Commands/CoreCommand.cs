using System.CommandLine;
using System.Globalization;
using Strategies.Cell.Clients;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary><c>strat core</c>: what is done to the core of a running cell.</summary>
internal static class CoreCommand
{
    internal static Command Make() => new("core", "Works on the core of a running cell.") { MakeHandover() };

    private static Command MakeHandover()
    {
        Command command =
            new("handover", "Starts a fresh core beside the running one, lets it catch up from the journal and take over at a record "
            + "boundary: no order is lost or sent twice. Memory of retired versions is reclaimed so, and a new build put in.")
        {
            CellOptions.Cell, CellOptions.Json,
        };
        command.SetAction(parsed => CommandRunner.Run(
            parsed.GetValue(CellOptions.Json), terminal => Handover(terminal, CellOptions.LoadInMemory(parsed))));
        return command;
    }

    private static int Handover(Terminal terminal, CellSetup setup)
    {
        ControlAnswer answer = SupervisorClient.Ask(setup, new ControlRequest { Request = ControlRequest.Handover });
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"process {answer.NewPid} is the core in place of {answer.OldPid}: {answer.Seconds:F2} s from the request on, "
            + $"a pause of {answer.PauseNs / 1e6:F3} ms between the last record and the first"));
        foreach (string incident in answer.Incidents)
        {
            terminal.Say($"meanwhile {incident}");
        }

        if (terminal.IsJson)
        {
            Terminal.WriteJson(new
            {
                cell = setup.Cell,
                oldPid = answer.OldPid,
                newPid = answer.NewPid,
                pauseNs = answer.PauseNs,
                seconds = answer.Seconds,
                incidents = answer.Incidents,
            });
        }

        return ExitCode.Success;
    }
}
