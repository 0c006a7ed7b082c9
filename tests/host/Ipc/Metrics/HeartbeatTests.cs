using System.Diagnostics;
using System.Globalization;
using Strategies.Ipc.Tests.Support;

namespace Strategies.Ipc.Tests.Metrics;

public sealed class HeartbeatTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void A_watcher_sees_who_beats_when_and_what_it_is_at()
    {
        using TestFolder folder = new();
        long before = MonotonicClock.NowNs;
        using Heartbeat heartbeat = Heartbeat.Create(folder.At("core"));
        using Heartbeat watcher = Heartbeat.Open(folder.At("core"));
        HeartbeatReading first = watcher.Read();
        Assert.Equal((ProcessIdentity.Self, 1UL, HeartbeatState.Starting), (first.Process, first.Beats, first.State));
        Assert.InRange(first.BeatNs, before, MonotonicClock.NowNs);
        heartbeat.SetState(HeartbeatState.Running);
        heartbeat.Beat(first.BeatNs + Second);
        HeartbeatReading next = watcher.Read();
        Assert.Equal((2UL, HeartbeatState.Running, Second), (next.Beats, next.State, next.BeatNs - first.BeatNs));
        Assert.Equal(250, next.AgeNs(next.BeatNs + 250));
        Assert.Equal(0, next.AgeNs(next.BeatNs - 250));
    }

    [Fact]
    public void A_process_that_starts_anew_takes_its_predecessors_over_and_watchers_see_it()
    {
        using TestFolder folder = new();
        Heartbeat.Create(folder.At("core")).Dispose();
        using Heartbeat watcher = Heartbeat.Open(folder.At("core"));
        using Heartbeat next = Heartbeat.Create(folder.At("core"));
        next.Beat(5);
        Assert.Equal((5, 2UL), (watcher.Read().BeatNs, watcher.Read().Beats));
        Faults.Expect(IpcFault.Owned, () => Heartbeat.Create(folder.At("core")), "this one");
    }

    [Fact]
    public void A_watcher_cannot_beat_and_a_closed_heartbeat_is_told()
    {
        using TestFolder folder = new();
        using Heartbeat heartbeat = Heartbeat.Create(folder.At("core"));
        Heartbeat watcher = Heartbeat.Open(folder.At("core"));
        Faults.Expect(IpcFault.NotWritable, () => watcher.Beat(1), "cannot beat", "open it for writing");
        Faults.Expect(IpcFault.NotWritable, () => watcher.SetState(HeartbeatState.Running), "cannot beat");
        watcher.Dispose();
        Faults.Expect(IpcFault.Closed, () => watcher.Read(), "the heartbeat was closed", "open it again");
        Faults.Expect(IpcFault.Closed, () => watcher.Beat(1), "the heartbeat was closed");
    }

    [Fact]
    public void The_clock_is_the_one_that_the_kernel_calls_monotonic()
    {
        // /proc/uptime is the boot clock, which runs on while the host sleeps: never behind the monotonic one.
        long before = Stopwatch.GetTimestamp();
        long nowNs = MonotonicClock.NowNs;
        long after = Stopwatch.GetTimestamp();
        string text = File.ReadAllText("/proc/uptime").Split(' ')[0];
        double uptimeSeconds = double.Parse(text, CultureInfo.InvariantCulture);
        Assert.InRange(nowNs, 1, (uptimeSeconds + 0.01) * Second);

        // On Linux the runtime's own is the monotonic clock in ns.
        Assert.Equal(Second, Stopwatch.Frequency);
        Assert.InRange(nowNs, before, after);
    }
}
