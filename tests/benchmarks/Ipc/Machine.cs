using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Strategies.Benchmarks.Ipc;

/// <summary>Where a figure was measured.</summary>
internal sealed record Machine(string Cpu, int Cpus, string Kernel, string Runtime, string Commit, double ClockNs)
{
    private const int ClockReads = 1_000_000;

    internal static Machine Here() => new(
        CpuModel(), Environment.ProcessorCount, RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription, CommitId(), ReadClock());

    private static string CpuModel() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string CommitId()
    {
        ProcessStartInfo start = new("git", ["describe", "--always", "--dirty", "--abbrev=12"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        using Process process = Process.Start(start)!;
        string commit = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? commit : "unknown";
    }

    private static double ReadClock()
    {
        long start = Stopwatch.GetTimestamp();
        for (int read = 0; read < ClockReads; read++)
        {
            _ = Stopwatch.GetTimestamp();
        }

        return Math.Round(Stopwatch.GetElapsedTime(start).TotalNanoseconds / ClockReads, 1);
    }
}
