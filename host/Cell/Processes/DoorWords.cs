using Strategies.Ipc.Metrics;

namespace Strategies.Cell.Processes;

/// <summary>What is open of a process, in words.</summary>
public static class DoorWords
{
    /// <summary>As in <c>closed</c>, <c>open: diagnostics port, debugger</c>, or <c>not told</c>.</summary>
    /// <param name="doors">What it found.</param>
    public static string Of(ProcessDoors doors) => doors switch
    {
        ProcessDoors.NotTold => "not told",
        ProcessDoors.Looked => "closed",
        _ => $"open: {string.Join(", ", Names(doors))}",
    };

    private static IEnumerable<string> Names(ProcessDoors doors)
    {
        foreach (ProcessDoors door in Enum.GetValues<ProcessDoors>())
        {
            string name = door switch
            {
                ProcessDoors.DiagnosticsPort => "diagnostics port",
                ProcessDoors.Debugger => "debugger",
                ProcessDoors.Profiler => "profiler",
                ProcessDoors.StartupHooks => "startup hooks",
                ProcessDoors.Memory => "ptrace and core dumps",
                _ => "",
            };
            if (name.Length > 0 && doors.HasFlag(door))
            {
                yield return name;
            }
        }
    }
}
