using Strategies.Cell.Config;
using Strategies.Cell.Processes;

namespace Strategies.Cli.Cells;

/// <summary>Whether others can get into the processes of a cell, in a line: as they found themselves, not as it was meant.</summary>
internal static class DiagnosticsLine
{
    /// <summary>What is said when nothing is open.</summary>
    internal const string Closed = "closed";

    /// <summary>The line.</summary>
    /// <param name="setup">The cell.</param>
    /// <param name="rows">Its processes.</param>
    internal static string Of(CellSetup setup, IReadOnlyList<ProcessRow> rows)
    {
        ProcessRow[] alive = [.. rows.Where(row => row.Alive)];
        string[] open = [.. alive.Where(row => row.Diagnostics != Closed).Select(row => $"{row.Process} {Why(setup, row)}")];
        return alive.Length == 0 ? "-" : open.Length == 0 ? Closed : string.Join("; ", open);
    }

    /// <summary>The keys of a configuration that open processes, each with the process's role.</summary>
    /// <param name="setup">The cell.</param>
    internal static IEnumerable<string> OpeningKeys(CellSetup setup) => ProcessRoles.All
        .Where(role => role != ProcessRole.NextCore && setup.SettingsOf(role).Diagnostics).Select(KeyOf);

    private static string Why(CellSetup setup, ProcessRow row)
    {
        bool isKnown = CellProcess.TryParse(row.Process, out CellProcess process);
        return isKnown && setup.SettingsOf(process.Role).Diagnostics
            ? $"{row.Diagnostics} ({KeyOf(process.Role)})"
            : $"{row.Diagnostics}, which the configuration does not open";
    }

    private static string KeyOf(ProcessRole role) =>
        $"{ProcessRoles.NameOf(role == ProcessRole.NextCore ? ProcessRole.Core : role)}.diagnostics";
}
