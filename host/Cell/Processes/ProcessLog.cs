using Serilog;
using Serilog.Formatting.Compact;
using Strategies.Cell.Config;

namespace Strategies.Cell.Processes;

/// <summary>A process's log: one JSON line an event, in the cell's folder. Never for a hot thread.</summary>
public static class ProcessLog
{
    private const long BytesMax = 64L << 20;

    /// <summary>Opens a process's log and adds to it.</summary>
    /// <param name="paths">The cell's paths.</param>
    /// <param name="process">The process.</param>
    public static Serilog.Core.Logger Open(CellPaths paths, CellProcess process) => new LoggerConfiguration()
        .Enrich.WithProperty("process", process.Name)
        .Enrich.WithProperty("pid", Environment.ProcessId)
        .WriteTo.File(
            new CompactJsonFormatter(),
            paths.LogOf(process),
            fileSizeLimitBytes: BytesMax,
            rollOnFileSizeLimit: true,
            retainedFileCountLimit: 8,
            shared: true)
        .CreateLogger();
}
