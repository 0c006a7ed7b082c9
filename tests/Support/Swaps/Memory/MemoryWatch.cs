using Strategies.Session.Historical;

namespace Strategies.Swaps.Memory;

/// <summary>Takes a memory sample each time so many more swaps have happened, from a thread beside the session.</summary>
public sealed class MemoryWatch : IDisposable
{
    private readonly List<MemorySample> _samples = [];
    private readonly Thread _thread;
    private volatile bool _isEnding;

    /// <summary>Begins to watch.</summary>
    /// <param name="progress">The session's.</param>
    /// <param name="swapEvents">Market messages before each swap, rising.</param>
    /// <param name="every">Swaps between samples.</param>
    public MemoryWatch(SessionProgress progress, IReadOnlyList<long> swapEvents, int every)
    {
        _thread = new Thread(() => Run(progress, swapEvents, every)) { Name = "memory", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The samples, once it has been disposed of.</summary>
    public IReadOnlyList<MemorySample> Samples => _samples;

    /// <summary>Ends watching.</summary>
    public void Dispose()
    {
        _isEnding = true;
        _thread.Join();
    }

    private void Run(SessionProgress progress, IReadOnlyList<long> swapEvents, int every)
    {
        int next = 0;
        while (!_isEnding)
        {
            int swaps = 0;
            while (swaps < swapEvents.Count && swapEvents[swaps] <= progress.Events)
            {
                swaps++;
            }

            if (swaps >= next && progress.Events > 0)
            {
                _samples.Add(MemorySample.Take(swaps));
                next = (swaps / every * every) + every;
            }

            Thread.Sleep(50);
        }
    }
}
