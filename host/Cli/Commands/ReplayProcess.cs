using System.Diagnostics;
using System.Text.Json;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;

namespace Strategies.Cli.Commands;

/// <summary>Replays a journal in a process of its own: nothing of the one that wrote it can help.</summary>
internal static class ReplayProcess
{
    internal static ReplayVerdict Run(Terminal terminal, string journalDir, IEnumerable<string> stateOptions)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            ArgumentList = { "replay", journalDir, "--json" },
        };
        foreach (string word in stateOptions)
        {
            start.ArgumentList.Add(word);
        }

        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Insert(0, Path.Combine(AppContext.BaseDirectory, "strat.dll"));
        }

        terminal.Say("replaying the journal in a process of its own");
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode is not ExitCode.Success and not ExitCode.Difference)
        {
            terminal.Warn($"the replay failed with exit code {process.ExitCode}: {output.Trim()}");
            return new ReplayVerdict(IsMatch: false, AreStatesEqual: null, StateSeed: null);
        }

        using JsonDocument result = JsonDocument.Parse(output);
        JsonElement states = result.RootElement.GetProperty("states");
        bool isDifferent = states.GetProperty("difference").ValueKind != JsonValueKind.Null;
        return new ReplayVerdict(
            result.RootElement.GetProperty("match").GetBoolean(),
            isDifferent ? false : states.GetProperty("restored").GetInt32() > 0 ? true : null,
            states.GetProperty("seed").GetInt32());
    }
}
