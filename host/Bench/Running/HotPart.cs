using System.Diagnostics;
using System.Runtime;
using Strategies.Bench.Results;

namespace Strategies.Bench.Running;

/// <summary>Runs the measured part and keeps count of what must not happen in it.</summary>
internal sealed class HotPart
{
    private readonly int[] _collections = new int[3];

    /// <summary>Wall time.</summary>
    internal TimeSpan Elapsed { get; private set; }

    /// <summary>What the thread used.</summary>
    internal HotThreadUse Use { get; private set; } = null!;

    /// <summary>Runs the part on the calling thread, which must be the hot one.</summary>
    internal void Measure(Action part)
    {
        for (int generation = 0; generation < _collections.Length; generation++)
        {
            _collections[generation] = -GC.CollectionCount(generation);
        }

        long compiled = JitInfo.GetCompiledMethodCount(currentThread: true);
        ThreadUsage before = ThreadUsage.Now();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long started = Stopwatch.GetTimestamp();
        part();
        Elapsed = Stopwatch.GetElapsedTime(started);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        ThreadUsage usage = ThreadUsage.Now().Since(before);
        for (int generation = 0; generation < _collections.Length; generation++)
        {
            _collections[generation] += GC.CollectionCount(generation);
        }

        Use = new HotThreadUse
        {
            AllocatedBytes = allocated,
            CompiledMethods = JitInfo.GetCompiledMethodCount(currentThread: true) - compiled,
            InvoluntarySwitches = usage.Involuntary,
            VoluntarySwitches = usage.Voluntary,
            PageFaults = usage.PageFaults,
            CpuTimeNs = usage.CpuNs,
            Collections = _collections,
        };
    }
}
