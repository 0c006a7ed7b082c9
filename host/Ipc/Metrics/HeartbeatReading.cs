using Strategies.Ipc.Memory;

namespace Strategies.Ipc.Metrics;

/// <summary>What a watcher sees of a heartbeat.</summary>
/// <param name="Process">Who beats; it may have ended.</param>
/// <param name="BeatNs">The last beat, nanoseconds of CLOCK_MONOTONIC.</param>
/// <param name="Beats">Beats of this process so far.</param>
/// <param name="State">What it says it is at.</param>
public readonly record struct HeartbeatReading(
    ProcessIdentity Process, long BeatNs, ulong Beats, HeartbeatState State)
{
    /// <summary>By what other processes of its user could get into it, as it found itself.</summary>
    public ProcessDoors Doors { get; init; }

    /// <summary>How long ago the last beat was, in nanoseconds; never negative.</summary>
    /// <param name="nowNs">Now, by <see cref="MonotonicClock"/>.</param>
    public long AgeNs(long nowNs) => Math.Max(0, nowNs - BeatNs);
}
