using System.Diagnostics;

namespace Strategies.Ipc.Tests.Support;

/// <summary>This executable as another process, killed at the latest at the end.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    internal int Id => _process.Id;

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    internal static ChildProcess Start(params string[] arguments) => new(Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            Environment = { ["DOTNET_TieredCompilation"] = "0" },
        })!);

    /// <summary>Waits for the process's first line: it is at work.</summary>
    internal string Ready() =>
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the process ended before its work");

    /// <summary>Signal 9, unless it has ended. Its exit code: 137 when the signal ended it.</summary>
    internal int Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        return _process.ExitCode;
    }
}
