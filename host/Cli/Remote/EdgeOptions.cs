using System.CommandLine;
using Strategies.Cli.Cells;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Remote;

/// <summary>The options that every command to a cell's edge has.</summary>
internal static class EdgeOptions
{
    private const string TokenVariable = "STRATEGIES_TOKEN";

    internal static Option<string?> Token { get; } = new("--token")
    {
        Description = $"In whose name it is asked; {TokenVariable} if not given, else the local operator's of the cell.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(TokenVariable),
    };

    internal static Option<string> Slot { get; } =
        new Option<string>("--slot") { Description = "Name of the slot.", Required = true }.Naming(NameKind.Slot);

    internal static Option<string> Reason { get; } =
        new("--reason") { Description = "Why: it stands in the journal.", Required = true };

    internal static Option<string> ReasonOrNone { get; } = new("--reason")
    {
        Description = "Why: it stands in the journal.",
        DefaultValueFactory = _ => "by hand",
    };

    /// <summary>Adds what a command to the edge needs to what it has of its own.</summary>
    internal static Command WithEdge(this Command command)
    {
        command.Add(CellOptions.Cell);
        command.Add(Token);
        command.Add(CellOptions.Json);
        return command;
    }
}
