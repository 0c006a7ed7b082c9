using System.CommandLine;
using Strategies.Cell.Running;
using Strategies.Cli.Output;
using Strategies.Edge;
using Strategies.Processes;

namespace Strategies.Cli.Commands;

/// <summary><c>strat process NAME --cell FILE</c>: what the supervisor starts; by hand only for looking closely.</summary>
internal static class ProcessCommand
{
    internal static Command Make()
    {
        Argument<string> name = new("name") { Description = "core, core-next, venue, archiver, follower, edge or supervisor." };
        Option<string> cell = new("--cell") { Description = "The cell's configuration.", Required = true };
        name.Validators.Add(result =>
        {
            if (!ProcessRoles.TryParse(result.GetValueOrDefault<string>() ?? "", out _))
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is not a process of a cell");
            }
        });
        Command command = new("process", "Runs one process of a cell in the foreground; the supervisor does this for all.")
        {
            name, cell,
        };
        command.SetAction(parsed =>
        {
            ProcessRoles.TryParse(parsed.GetRequiredValue(name), out ProcessRole role);
            return Run(role, parsed.GetRequiredValue(cell));
        });
        return command;
    }

    /// <summary>Is a process of a cell, to its end.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run(ProcessRole role, string cell) => Guarded.Run(isJson: false, _ =>
    {
        ProcessEntry.Run(cell, role, EdgeProcess.Run);
        return ExitCode.Success;
    });
}
