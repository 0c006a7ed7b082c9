using System.CommandLine;
using System.CommandLine.Parsing;
using Strategies.Cell.Config;
using Strategies.Cli.Cells;
using Strategies.Journal;

namespace Strategies.Cli.Commands;

/// <summary>Which day a command reads: a journal's folder, or the one that a cell trades.</summary>
internal sealed class DayFolder
{
    /// <summary>The folder, as an argument.</summary>
    internal Argument<string?> Folder { get; } = new("dir") { Description = "Folder of a journal.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The cell.</summary>
    internal Option<string?> Cell { get; } =
        new("--cell") { Description = "The cell's configuration, for the day that it trades." };

    /// <summary>Says of a command line without either, or with both, what is wrong with it.</summary>
    internal void Validate(CommandResult result)
    {
        bool isFolder = result.GetValue(Folder) is not null;
        if (isFolder ? result.GetValue(Cell) is not null : CellOf(result.GetValue(Cell)) is null)
        {
            result.AddError("give either the folder of a journal or --cell FILE");
        }
    }

    /// <summary>The journal's folder, and whether somebody may be writing there.</summary>
    internal (string Folder, JournalReadMode Mode) Of(ParseResult parsed) => parsed.GetValue(Folder) is { } folder
        ? (folder, JournalReadMode.AtRest)
        : (OfCell(CellConfigFile.Load(CellOf(parsed.GetValue(Cell))!)), JournalReadMode.Follow);

    private static string? CellOf(string? given) => given ?? CellOptions.FromEnvironment;

    /// <summary>The journal in memory while the cell is up, the one on disk after it has come down.</summary>
    private static string OfCell(CellSetup setup) => Directory.Exists(new JournalLayout(setup.Paths.Journal).InputFolder)
        ? setup.Paths.Journal
        : setup.Paths.Archive;
}
