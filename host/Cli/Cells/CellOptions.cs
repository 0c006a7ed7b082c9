using System.CommandLine;
using Strategies.Cell.Config;
using Strategies.Cell.Regions;

namespace Strategies.Cli.Cells;

/// <summary>Which cell a command is about, said in the same way to all of them: an option, or a variable.</summary>
internal static class CellOptions
{
    private const string Variable = "STRATEGIES_CELL";

    /// <summary>The cell's configuration; must be given by one of the two ways.</summary>
    internal static Option<string> Cell { get; } = Make();

    /// <summary>A result for a program.</summary>
    internal static Option<bool> Json { get; } = new("--json") { Description = "One JSON line last on standard output." };

    /// <summary>What the variable says; null when it is not set.</summary>
    internal static string? FromEnvironment => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Reads the cell's configuration.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="Cell.CellException">The configuration cannot be used.</exception>
    internal static CellSetup Load(ParseResult parsed) => CellConfigFile.Load(parsed.GetRequiredValue(Cell));

    /// <summary>Reads the cell's configuration for a command that looks at the cell's memory.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="Cell.CellException">The configuration cannot be used, or another folder has the cell's number.</exception>
    internal static CellSetup LoadInMemory(ParseResult parsed)
    {
        CellSetup setup = Load(parsed);
        CellMemory.Require(setup);
        return setup;
    }

    private static Option<string> Make()
    {
        Option<string> option = new("--cell")
        {
            Description = $"The cell's configuration; {Variable} if not given.",
            Required = FromEnvironment is null,
        };
        if (FromEnvironment is { } given)
        {
            option.DefaultValueFactory = _ => given;
        }

        return option;
    }
}
