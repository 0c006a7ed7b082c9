using System.Diagnostics;

namespace Strategies.Ipc;

/// <summary>
/// CLOCK_MONOTONIC, which all processes of a host share: the clock of heartbeats. It stands still while the host
/// sleeps and has nothing to do with the time of day. Never read by the engine.
/// </summary>
public static class MonotonicClock
{
    private const long NsPerSecond = 1_000_000_000;

    /// <summary>Nanoseconds since some moment near the host's start. Any thread; no system call on Linux.</summary>
    /// <remarks>The framework's timestamp is this clock in nanoseconds on Linux; a test holds it to that.</remarks>
    public static long NowNs => Stopwatch.Frequency == NsPerSecond
        ? Stopwatch.GetTimestamp()
        : (long)((Int128)Stopwatch.GetTimestamp() * NsPerSecond / Stopwatch.Frequency);
}
