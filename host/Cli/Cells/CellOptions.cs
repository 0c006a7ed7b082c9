using System.CommandLine;

namespace Strategies.Cli.Cells;

/// <summary>Options that the commands of a cell share.</summary>
internal static class CellOptions
{
    internal static Option<string> Cell() =>
        new("--cell") { Description = "The cell's configuration.", Required = true };

    internal static Option<bool> Json() => new("--json") { Description = "One JSON line last on standard output." };
}
