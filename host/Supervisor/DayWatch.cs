using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;

namespace Strategies.Supervisor;

/// <summary>Whether a core that ended in order has ended its day: by its counters, or by its report.</summary>
/// <param name="regions">The cell's regions.</param>
/// <param name="paths">The cell's paths.</param>
internal sealed class DayWatch(CellRegions regions, CellPaths paths)
{
    private bool _wasEnded;

    /// <summary>A core is about to start: what an earlier one left in the counters is not its own.</summary>
    internal void CoreStarts() => _wasEnded = IsCounted();

    /// <summary>True when a core, which has ended in order, has ended its day.</summary>
    /// <param name="core">The core.</param>
    internal bool IsOver(WatchedProcess core) =>
        // A mark that was there before the core started counts only if the core has worked, and so set it itself.
        (IsCounted() && (core.HasWorked || !_wasEnded)) || IsReported(core.Pid);

    private bool IsCounted() => CounterReader.Read(regions, ProcessRole.Core, (int)CoreCounter.IsDayEnded) == 1;

    private bool IsReported(int pid)
    {
        try
        {
            return CoreReport.Read(paths) is { IsDayEnded: true } report && report.Pid == pid;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }
}
