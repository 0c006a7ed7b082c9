using System.Runtime.InteropServices;

namespace Strategies.Driver;

/// <summary>Ties the calling thread to one CPU. Linux; elsewhere nothing is pinned and the report says so.</summary>
public static partial class HotThread
{
    private const int CpusMax = 1024;

    /// <summary>Pins the calling thread.</summary>
    /// <param name="cpu">Number of the CPU, 0 to 1023.</param>
    /// <param name="problem">Why it did not work; empty when it did.</param>
    /// <returns>True when the thread runs on that CPU only.</returns>
    public static unsafe bool TryPin(int cpu, out string problem)
    {
        problem = "";
        if (!OperatingSystem.IsLinux())
        {
            problem = "pinning needs Linux";
            return false;
        }

        if (cpu is < 0 or >= CpusMax)
        {
            problem = $"CPU {cpu} is not between 0 and {CpusMax - 1}";
            return false;
        }

        ulong* mask = stackalloc ulong[CpusMax / 64];
        new Span<ulong>(mask, CpusMax / 64).Clear();
        mask[cpu / 64] = 1UL << (cpu % 64);
        if (SchedSetAffinity(0, CpusMax / 8, mask) != 0)
        {
            problem = $"CPU {cpu} cannot be used: {Marshal.GetLastPInvokeErrorMessage()}";
            return false;
        }

        return true;
    }

    /// <summary>
    /// Puts the calling thread before all others that share its CPU, by the lowest nice value there is, -20. On a CPU
    /// of its own it makes no difference.
    /// </summary>
    /// <returns>False when the operating system does not allow it.</returns>
    public static bool TryPutFirst() => OperatingSystem.IsLinux() && SetPriority(0, 0, NiceMin) == 0;

    /// <summary>Puts the calling thread back among the others.</summary>
    /// <returns>False when the operating system does not allow it.</returns>
    public static bool TryPutBack() => OperatingSystem.IsLinux() && SetPriority(0, 0, 0) == 0;

    private const int NiceMin = -20;

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, int threadId, int nice);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static unsafe partial int SchedSetAffinity(int threadId, nint maskBytes, ulong* mask);
}
