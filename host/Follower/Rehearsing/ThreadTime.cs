using System.Runtime.InteropServices;

namespace Strategies.Follower.Rehearsing;

/// <summary>
/// Time that the calling thread has had a processor for: on a machine that does other things too, a callback is not
/// slower for having been interrupted.
/// </summary>
internal static partial class ThreadTime
{
    private const int ThreadClock = 3;

    /// <summary>Processor time of the calling thread, ns. One system call, no allocation.</summary>
    internal static long NowNs
    {
        get
        {
            _ = GetTime(ThreadClock, out TimeSpec time);
            return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        internal long Seconds;
        internal long Nanoseconds;
    }
}
