using System.Globalization;
using System.Text.Json;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Follower.Rehearsing;
using Strategies.Records;

namespace Strategies.Program;

/// <summary>
/// <c>rehearse --cell FILE --slot N --hash H --action A --seconds S</c>: what the follower starts for every rehearsal, so that a
/// version that hangs or ends its process does so alone. The result is the last line of standard output, as JSON.
/// </summary>
internal static class RehearseEntry
{
    /// <summary>The word by which the program is told to rehearse.</summary>
    internal const string Command = RehearsalProgram.Command;

    /// <summary>Rehearses.</summary>
    /// <param name="arguments">What stands behind the word.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CellException">The words are not understood, or the cell's configuration cannot be used.</exception>
    internal static int Run(string[] arguments)
    {
        if (arguments is not
            [
                "--cell", var cell, "--slot", var slot, "--hash", var hash,
                "--action", var word, "--seconds", var seconds,
            ]
            || !Enum.TryParse(word, out RehearsalAction action))
        {
            throw new CellException(Command, "the words are not understood", "the follower starts this");
        }

        ProcessEntry.Close(CellConfigFile.Load(cell), ProcessRole.Follower);
        Rehearsal rehearsal = new(cell, int.Parse(slot, CultureInfo.InvariantCulture), Hash256.Parse(hash), action);
        TimeSpan limit = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
        using Timer end = new(
            _ => Environment.Exit(Write(rehearsal.StillRunning(limit))), null, limit, Timeout.InfiniteTimeSpan);
        return Write(rehearsal.Run());
    }

    /// <summary>Writes the reason for which nothing could be rehearsed, where its result would be.</summary>
    internal static void WriteProblem(string problem, string hint) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(new { error = problem, hint }, RehearsalOutput.Options));

    private static int Write(RehearsalResult result)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(result, RehearsalOutput.Options));
        return result.IsGood ? ExitCode.Success : ExitCode.Difference;
    }
}
