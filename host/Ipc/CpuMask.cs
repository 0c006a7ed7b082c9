using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Strategies.Ipc;

/// <summary>
/// The CPUs that a thread may run on. Processes and threads that it starts afterwards inherit them. Linux; elsewhere
/// nothing is known and nothing set.
/// </summary>
public static partial class CpuMask
{
    /// <summary>CPUs that can be named, from 0.</summary>
    public const int CpusMax = 1024;

    private const int Words = CpusMax / 64;

    /// <summary>The CPUs that a thread may run on, ascending; none when that cannot be told.</summary>
    /// <param name="threadId">The thread as the kernel numbers it; 0 for the calling one.</param>
    public static unsafe IReadOnlyList<int> Allowed(int threadId = 0)
    {
        ulong* mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        List<int> cpus = [];
        if (!OperatingSystem.IsLinux() || SchedGetAffinity(threadId, CpusMax / 8, mask) < 0)
        {
            return cpus;
        }

        for (int word = 0; word < Words; word++)
        {
            for (ulong left = mask[word]; left != 0; left &= left - 1)
            {
                cpus.Add((word * 64) + BitOperations.TrailingZeroCount(left));
            }
        }

        return cpus;
    }

    /// <summary>Sets the CPUs that a thread may run on.</summary>
    /// <param name="threadId">The thread as the kernel numbers it; 0 for the calling one.</param>
    /// <param name="cpus">The CPUs, each 0 to 1023.</param>
    /// <param name="problem">Why it did not work; empty when it did.</param>
    public static unsafe bool TrySet(int threadId, IEnumerable<int> cpus, out string problem)
    {
        problem = OperatingSystem.IsLinux() ? "" : "choosing CPUs needs Linux";
        ulong* mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        foreach (int cpu in cpus.Where(cpu => cpu is >= 0 and < CpusMax))
        {
            mask[cpu / 64] |= 1UL << (cpu % 64);
        }

        if (problem.Length == 0 && SchedSetAffinity(threadId, CpusMax / 8, mask) != 0)
        {
            problem = $"CPUs {string.Join(',', cpus)} cannot be used: {Marshal.GetLastPInvokeErrorMessage()}";
        }

        return problem.Length == 0;
    }

    /// <summary>Sets the CPUs of every thread of this process.</summary>
    /// <param name="cpus">The CPUs, each 0 to 1023.</param>
    /// <param name="problem">Why it did not work for a thread; empty when it did for all.</param>
    public static bool TrySetAll(IReadOnlyList<int> cpus, out string problem)
    {
        problem = "";
        foreach (string thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            int id = int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture);
            // A thread that has ended in the meantime needs no CPUs.
            if (!TrySet(id, cpus, out string why) && Directory.Exists(thread))
            {
                problem = why;
            }
        }

        return problem.Length == 0;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    private static unsafe partial int SchedGetAffinity(int threadId, nint maskBytes, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static unsafe partial int SchedSetAffinity(int threadId, nint maskBytes, ulong* mask);
}
