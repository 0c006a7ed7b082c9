using System.Diagnostics;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;

namespace Strategies.Archiver.Tests;

/// <summary>The archiver as a process of its own, killed at the latest at the end.</summary>
internal sealed class ArchiverChild : IDisposable
{
    /// <summary>How this executable is told to be one.</summary>
    internal const string Command = "archiver";

    internal const int BadInput = 3;

    private readonly Process _process;

    internal ArchiverChild(string cellFile) => _process =
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["child", Command, cellFile])
        {
            RedirectStandardError = true,
        })!;

    /// <summary>Is the process until it is to stop.</summary>
    internal static int Run(string cellFile)
    {
        try
        {
            ProcessContext.Run(CellConfigFile.Load(cellFile), ProcessRole.Archiver, ArchiverProcess.Run);
            return 0;
        }
        catch (CellException exception)
        {
            Console.Error.WriteLine($"error: {exception.Message}. Hint: {exception.Hint}");
            return BadInput;
        }
    }

    /// <summary>Signal 9.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Signal 15. Its exit code and what it said.</summary>
    internal (int ExitCode, string Error) Stop()
    {
        Signal("-TERM");
        string error = _process.StandardError.ReadToEnd();
        _process.WaitForExit();
        return (_process.ExitCode, error);
    }

    /// <summary>Stops it as a process that hangs, or lets it go on.</summary>
    internal void Signal(string name)
    {
        using Process kill = Process.Start("kill", [name, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
