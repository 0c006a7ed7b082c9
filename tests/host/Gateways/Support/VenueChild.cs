using System.Diagnostics;
using System.Globalization;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;

namespace Strategies.Gateways.Tests.Support;

/// <summary>The venue process as a process of its own, killed at the latest at the end.</summary>
internal sealed class VenueChild : IDisposable
{
    /// <summary>How this executable is told to be one.</summary>
    internal const string Command = "venue";

    private readonly Process _process;

    private VenueChild(Process process) => _process = process;

    /// <summary>How often its first thread, which is the venue's, has given its CPU away to wait.</summary>
    internal long Sleeps => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status")
            .Single(line => line.StartsWith("voluntary_ctxt_switches:", StringComparison.Ordinal)).Split(':')[1],
        CultureInfo.InvariantCulture);

    /// <summary>Is the process until it is to stop.</summary>
    internal static int Run(string cellFile)
    {
        ProcessContext.Run(CellConfigFile.Load(cellFile), ProcessRole.Venue, VenueProcess.Run);
        return 0;
    }

    /// <summary>Starts it.</summary>
    internal static VenueChild Start(string cellFile) =>
        new(Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["child", Command, cellFile]))!);

    /// <summary>Signal 9. Its exit code: 137 when the signal ended it.</summary>
    internal int Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Signal 15. Its exit code.</summary>
    internal int Stop()
    {
        using (Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            kill.WaitForExit();
        }

        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
