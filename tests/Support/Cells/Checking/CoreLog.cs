using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;

namespace Strategies.Cells.Checking;

/// <summary>What a cell's logs say.</summary>
internal static class CoreLog
{
    /// <summary>All entries of a process's log whose text begins in a certain way.</summary>
    /// <param name="paths">The cell's paths.</param>
    /// <param name="role">The process.</param>
    /// <param name="begins">How the template begins.</param>
    internal static List<JsonElement> Entries(CellPaths paths, ProcessRole role, string begins)
    {
        List<JsonElement> entries = [];
        string name = ProcessRoles.NameOf(role);
        foreach (string file in Directory.EnumerateFiles(paths.Logs, $"{name}*.log").Order(StringComparer.Ordinal))
        {
            foreach (string line in File.ReadLines(file))
            {
                if (TryParse(line) is { } entry && entry.TryGetProperty("@mt", out JsonElement template)
                    && template.GetString()!.StartsWith(begins, StringComparison.Ordinal))
                {
                    entries.Add(entry);
                }
            }
        }

        return entries;
    }

    /// <summary>A line that a killed process could not finish is none.</summary>
    private static JsonElement? TryParse(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
