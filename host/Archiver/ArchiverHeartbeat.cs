using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Archiver;

/// <summary>
/// A thread that beats for the archiver, whose own thread waits for the disk. It knows how long that has been so: first
/// the archive counts as stalled, in the end the beats stop, and the supervisor starts another archiver.
/// </summary>
internal sealed class ArchiverHeartbeat : IDisposable
{
    private const int BeatMs = 5;
    private const long SlowNs = 2_000_000_000; // The longest pause between two rounds is 1 s.
    private const long HungNs = 60_000_000_000;

    private readonly Heartbeat _heartbeat;
    private readonly ArchiverHealth _health;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _stop = new();
    private long _lastSignNs = MonotonicClock.NowNs;

    /// <param name="heartbeat">The process's heartbeat; nobody else beats.</param>
    /// <param name="health">Told when the disk is slow.</param>
    internal ArchiverHeartbeat(Heartbeat heartbeat, ArchiverHealth health)
    {
        _heartbeat = heartbeat;
        _health = health;
        _thread = new Thread(Run) { IsBackground = true, Name = "archiver-pulse" };
        _thread.Start();
    }

    /// <summary>The archiver's own thread is alive. That thread, between calls to the disk.</summary>
    internal void Sign() => Volatile.Write(ref _lastSignNs, MonotonicClock.NowNs);

    /// <summary>Ends the beats.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        do
        {
            long nowNs = MonotonicClock.NowNs;
            long silentNs = nowNs - Volatile.Read(ref _lastSignNs);
            // Silent from then on, on purpose: the watchdog cannot see a thread that waits for the disk.
            if (silentNs < HungNs)
            {
                _heartbeat.Beat(nowNs);
            }

            if (silentNs > SlowNs)
            {
                _health.Slow(silentNs / 1_000_000);
            }
        }
        while (!_stop.Wait(BeatMs));
    }
}
