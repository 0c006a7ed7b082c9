using System.CommandLine;
using Strategies.Cell.Config;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Remote;

/// <summary>The options that every command to a cell's edge has.</summary>
internal static class EdgeOptions
{
    private const string CellVariable = "STRATEGIES_CELL";
    private const string TokenVariable = "STRATEGIES_TOKEN";

    internal static Option<string> Cell { get; } = Named("--cell", CellVariable, "The cell's configuration");

    internal static Option<string?> Token { get; } = new("--token")
    {
        Description = $"In whose name it is asked; {TokenVariable} if not given, else the local operator's of the cell.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(TokenVariable),
    };

    internal static Option<bool> Json { get; } = new("--json") { Description = "One JSON line last on standard output." };

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
        command.Add(Cell);
        command.Add(Token);
        command.Add(Json);
        return command;
    }

    /// <exception cref="Cell.CellException">The configuration cannot be used.</exception>
    internal static CellSetup LoadCell(ParseResult parsed) => CellConfigFile.Load(parsed.GetRequiredValue(Cell));

    private static Option<string> Named(string name, string variable, string what)
    {
        string? given = Environment.GetEnvironmentVariable(variable);
        Option<string> option = new(name) { Description = $"{what}; {variable} if not given.", Required = given is null };
        if (given is not null)
        {
            option.DefaultValueFactory = _ => given;
        }

        return option;
    }
}
