using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cell.Running;

namespace Strategies.Processes.Supervisor;

/// <summary>What the core wrote of its session when it ended.</summary>
internal static class DayReports
{
    /// <summary>True when a core says that the day has ended; a report of another process, or none, says nothing.</summary>
    /// <param name="paths">The cell's paths.</param>
    /// <param name="pid">The core's process number.</param>
    internal static bool SaysDayEnded(CellPaths paths, int pid)
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
