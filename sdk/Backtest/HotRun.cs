using System.Diagnostics;
using System.Runtime;
using System.Runtime.ExceptionServices;
using Strategies.Driver;

namespace Strategies.Backtest;

/// <summary>
/// Runs a session's three phases on one pinned thread of their own and measures the middle one, from first to last
/// event.
/// </summary>
internal sealed class HotRun(Action begin, Action play, Action end)
{
    private Exception? _failure;

    internal int[] GcCounts { get; } = new int[3];

    internal long AllocatedBytes { get; private set; }

    internal long CompiledMethods { get; private set; }

    internal int PinnedCpu { get; private set; } = -1;

    internal TimeSpan Elapsed { get; private set; }

    /// <summary>Runs the phases; returns when they are done.</summary>
    /// <param name="cpu">The CPU to pin to; none for the machine's last.</param>
    /// <param name="whileRunning">Called a few times a second on the calling thread.</param>
    internal void Run(int? cpu, Action whileRunning)
    {
        Thread thread;
        using (ExecutionContext.SuppressFlow())
        {
            thread =
                new Thread(() => RunPinned(cpu ?? Environment.ProcessorCount - 1)) { Name = "hot", IsBackground = true };
            thread.Start();
        }

        while (!thread.Join(100))
        {
            whileRunning();
        }

        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private void RunPinned(int cpu)
    {
        try
        {
            PinnedCpu = HotThread.TryPin(cpu, out _) ? cpu : -1;
            begin();
            Measure();
            end();
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    private void Measure()
    {
        int gen0 = GC.CollectionCount(0);
        int gen1 = GC.CollectionCount(1);
        int gen2 = GC.CollectionCount(2);
        long compiled = JitInfo.GetCompiledMethodCount(currentThread: true);
        long started = Stopwatch.GetTimestamp();
        // Taken last and looked at first, so that the measuring itself does not count.
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        play();
        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Elapsed = Stopwatch.GetElapsedTime(started);
        CompiledMethods = JitInfo.GetCompiledMethodCount(currentThread: true) - compiled;
        GcCounts[0] = GC.CollectionCount(0) - gen0;
        GcCounts[1] = GC.CollectionCount(1) - gen1;
        GcCounts[2] = GC.CollectionCount(2) - gen2;
    }
}
