using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Edge.Views;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;

namespace Strategies.Edge.Metrics;

/// <summary>
/// Reads what the processes of the cell say of themselves in shared memory. What is missing, left by another build or of
/// another start of the host is passed over. Opens anew every time, so a region that was replaced is never read for the
/// one in use. Any thread.
/// </summary>
internal sealed class CellReader(CellSetup setup, CellRegions regions)
{
    /// <summary>All processes of the cell.</summary>
    internal IEnumerable<ProcessView> Processes() => setup.Processes.Select(Process);

    internal ProcessView Process(CellProcess process)
    {
        HeartbeatReading? beat = Try(() => Heartbeat.Open(regions.HeartbeatOf(process)), heartbeat => heartbeat.Read());
        Dictionary<string, long> counters = Counters(process) ?? [];
        return beat is { } reading
            ? new ProcessView(
                process.Name,
                reading.Process.Pid,
                reading.Process.IsAlive(),
                reading.State.ToString().ToLowerInvariant(),
                reading.Beats == 0 ? -1 : Math.Round(reading.AgeNs(MonotonicClock.NowNs) / 1e6, 3),
                reading.Beats,
                counters)
            { Diagnostics = DoorWords.Of(reading.Doors) }
            : new ProcessView(process.Name, 0, Alive: false, "none", -1, 0, counters);
    }

    /// <summary>A process's counters by name; null when there are none.</summary>
    internal Dictionary<string, long>? Counters(CellProcess process) =>
        Try(() => Ipc.Metrics.Counters.Open(regions.CountersOf(process)), table =>
        {
            Dictionary<string, long> values = [];
            for (int index = 0; index < table.Names.Count; index++)
            {
                values[table.Names[index]] = table.Read(index);
            }

            return values;
        });

    /// <summary>Number of the last input that the core has taken; -1 when it is not known.</summary>
    internal long CoreSequence() => Counters(ProcessRole.Core)?.GetValueOrDefault("last-sequence") ?? -1;

    internal FlagsView? Flags() =>
        Try(() => CellFlags.Open(regions.Flags), flags => new FlagsView(flags.IsKilled, flags.HandoverTo));

    /// <summary>Latencies from packet to order; null when they are not known.</summary>
    internal LatencyView? TickToOrder() =>
        Try(() => SharedHistogram.Open(regions.TickToOrder), histogram => LatencyView.Of(histogram.Snapshot()));

    /// <summary>The longest turns of the hot loop; null when the core does not tell them.</summary>
    internal LongestTurnView? LongestTurn() =>
        Counters(ProcessRole.Core) is { } counters
        && counters.TryGetValue("cycle-ns-max", out long sinceStartNs)
        && counters.TryGetValue("cycle-ns-max-minute", out long lastMinuteNs)
            ? new LongestTurnView(sinceStartNs, lastMinuteNs)
            : null;

    internal IEnumerable<RingView> Rings()
    {
        foreach (string name in regions.RingNames)
        {
            RingView? view = Try(
                () => RingBuffer.Open(regions.At(name), isReadOnly: true),
                ring => new RingView(
                    name, ring.LastPublishedSequence, ring.LastReleasedSequence, ring.BacklogBytes, ring.Capacity));
            if (view is not null)
            {
                yield return view;
            }
        }
    }

    /// <summary>The histograms of all processes, as <c>core.tick-to-order</c>.</summary>
    internal IEnumerable<(string Name, HistogramSnapshot Snapshot)> Histograms()
    {
        string prefix = RegionLocation.PrefixOf(setup.Cell);
        foreach (CellProcess process in setup.Processes)
        {
            foreach (string file in Directory.EnumerateFiles(setup.Paths.Memory, $"{prefix}{process.Name}.*"))
            {
                string name = Path.GetFileName(file)[prefix.Length..];
                if (name.EndsWith(".heartbeat", StringComparison.Ordinal)
                    || name.EndsWith(".counters", StringComparison.Ordinal))
                {
                    continue;
                }

                HistogramSnapshot? snapshot =
                    Try(() => SharedHistogram.Open(regions.At(name)), histogram => histogram.Snapshot());
                if (snapshot is not null)
                {
                    yield return (name, snapshot);
                }
            }
        }
    }

    private static TResult? Try<TRegion, TResult>(Func<TRegion> open, Func<TRegion, TResult> read)
        where TRegion : IDisposable
    {
        try
        {
            using TRegion region = open();
            return read(region);
        }
        catch (IpcException)
        {
            // Missing, stale or of another build: there is nothing to read.
            return default;
        }
    }
}
