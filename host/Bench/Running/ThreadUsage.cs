using System.Runtime.InteropServices;

namespace Strategies.Bench.Running;

/// <summary>What Linux counts for the calling thread.</summary>
/// <param name="Voluntary">Times that it waited of its own; -1 elsewhere.</param>
/// <param name="Involuntary">Times that the scheduler took the CPU away; -1 elsewhere.</param>
/// <param name="PageFaults">Page faults without reading from the disk; -1 elsewhere.</param>
/// <param name="CpuNs">Time on a CPU, ns; -1 elsewhere.</param>
internal readonly partial record struct ThreadUsage(long Voluntary, long Involuntary, long PageFaults, long CpuNs)
{
    private const int CallingThread = 1;
    private const int Fields = 18;
    private const int MinorFaults = 8;
    private const int VoluntarySwitches = 16;
    private const int InvoluntarySwitches = 17;

    /// <summary>Asks now.</summary>
    internal static unsafe ThreadUsage Now()
    {
        long* usage = stackalloc long[Fields];
        return OperatingSystem.IsLinux() && GetUsage(CallingThread, usage) == 0
            ? new ThreadUsage(
                usage[VoluntarySwitches], usage[InvoluntarySwitches], usage[MinorFaults], CpuNsOf(usage))
            : new ThreadUsage(-1, -1, -1, -1);
    }

    /// <summary>What was added since an earlier time; -1 stays -1.</summary>
    internal ThreadUsage Since(ThreadUsage earlier) => Voluntary < 0
        ? this
        : new ThreadUsage(
            Voluntary - earlier.Voluntary,
            Involuntary - earlier.Involuntary,
            PageFaults - earlier.PageFaults,
            CpuNs - earlier.CpuNs);

    /// <summary>User and system time, each in seconds and microseconds.</summary>
    private static unsafe long CpuNsOf(long* usage) =>
        (usage[0] + usage[2]) * 1_000_000_000 + (usage[1] + usage[3]) * 1_000;

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static unsafe partial int GetUsage(int who, long* usage);
}
