using System.Diagnostics;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;

namespace Strategies.Cli.Commands;

/// <summary>Replays a journal in a process of its own: nothing of the one that wrote it can help.</summary>
internal static class ReplayProcess
{
    internal static bool Run(Terminal terminal, string journalDir)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            ArgumentList = { "replay", journalDir, "--json" },
        };
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
        }

        return process.ExitCode == ExitCode.Success;
    }
}
