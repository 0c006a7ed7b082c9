using System.Globalization;
using System.Runtime;
using Serilog;
using Strategies.Cell;
using Strategies.Cell.Config;

namespace Strategies.Core;

/// <summary>What a core needs of its machine and its runtime, looked at before anything is touched.</summary>
public static class CoreChecks
{
    /// <summary>Smallest first generation with which a session is over before housekeeping causes a collection.</summary>
    public const long Gen0BytesMin = 256L << 20;

    private const string Gen0Setting = "GCgen0size";

    /// <summary>Checks the CPU and the runtime's settings.</summary>
    /// <exception cref="CellException">The hot thread cannot have its CPU, or collections would not be shut off.</exception>
    public static void Require(CellSetup setup, ILogger log)
    {
        if (!File.Exists($"/sys/devices/system/cpu/cpu{setup.HotCpu.ToString(CultureInfo.InvariantCulture)}/topology/core_id")
            && setup.HotCpu >= Environment.ProcessorCount)
        {
            throw new CellException(
                setup.File,
                $"core.cpu {setup.HotCpu} is not on this machine, which has {Environment.ProcessorCount}",
                "name a CPU that is there, best one that the kernel keeps free (isolcpus)");
        }

        long gen0 = Gen0Bytes();
        if (GCSettings.IsServerGC || gen0 < Gen0BytesMin)
        {
            throw new CellException(
                "core",
                GCSettings.IsServerGC
                    ? "the runtime collects with threads on every CPU (server collector)"
                    : $"the first generation has {gen0 >> 20} MiB, {Gen0BytesMin >> 20} are needed",
                "start the core with 'strat up', or with DOTNET_gcServer=0 and DOTNET_GCgen0size=0x40000000");
        }

        log.Information(
            "collector: workstation, first generation {Gen0MiB} MiB, latency mode {Mode}", gen0 >> 20, GCSettings.LatencyMode);
    }

    /// <summary>The size of the first generation that the environment asks for, in bytes; it is read as hexadecimal.</summary>
    private static long Gen0Bytes()
    {
        string text = Environment.GetEnvironmentVariable($"DOTNET_{Gen0Setting}") ?? "";
        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        return long.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long bytes) ? bytes : 0;
    }
}
