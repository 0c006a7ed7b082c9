using System.Text.Json;

namespace Strategies.Follower.Rehearsing;

/// <summary>Makes a result out of what a rehearsal's process has said and how it ended.</summary>
public static class RehearsalOutput
{
    /// <summary>How a result is written.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static readonly Dictionary<int, string> Signals = new()
    {
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [15] = "SIGTERM",
    };

    /// <summary>The result: the process's own, or what its end means.</summary>
    /// <param name="signal">The signal that ended it; 0 or below when it ended by itself.</param>
    /// <param name="output">Its standard output: the last line is the result.</param>
    /// <param name="error">Its standard error.</param>
    internal static RehearsalResult ResultOf(int signal, string output, string error) => signal > 0
        ? RehearsalResult.Bad($"the process ended by {NameOf(signal)}{CauseIn(error)}")
        : Read(output.TrimEnd().Split('\n')[^1])
            ?? RehearsalResult.Bad($"the process ended without a result: {FirstLineOf(error)}");

    private static RehearsalResult? Read(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty("error", out JsonElement problem)
                ? RehearsalResult.Bad($"it cannot be rehearsed: {problem.GetString()}")
                : document.RootElement.Deserialize<RehearsalResult>(Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string NameOf(int signal) =>
        Signals.TryGetValue(signal, out string? name) ? name : $"signal {signal}";

    /// <summary>What the runtime said when it ended the process, and the innermost frame that it names.</summary>
    private static string CauseIn(string error)
    {
        string[] lines = error.Split('\n', StringSplitOptions.TrimEntries);
        int index = Array.FindIndex(lines, line =>
            line.StartsWith("Stack overflow", StringComparison.Ordinal)
            || line.StartsWith("Out of memory", StringComparison.Ordinal)
            || line.StartsWith("Fatal error", StringComparison.Ordinal)
            || line.StartsWith("Unhandled exception", StringComparison.Ordinal));
        if (index < 0)
        {
            return "";
        }

        string? frame = Array.Find(lines[index..], line => line.StartsWith("at ", StringComparison.Ordinal));
        string what = lines[index].TrimEnd('.');
        return $": {char.ToLowerInvariant(what[0])}{what[1..]}{(frame is null ? "" : $" {frame}")}";
    }

    private static string FirstLineOf(string error) => error.TrimStart().Split('\n')[0].Trim();
}
