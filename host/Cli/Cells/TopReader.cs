using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Supervisor;

namespace Strategies.Cli.Cells;

/// <summary>
/// Measures a cell from outside, from <c>/proc</c> and shared memory: what happened between two looks. Costs the cell
/// nothing but cache lines.
/// </summary>
internal sealed class TopReader : IDisposable
{
    private readonly CellSetup _setup;
    private readonly CellRegions _regions;
    private readonly RingViews _rings;
    private TopSample _last;

    internal TopReader(CellSetup setup)
    {
        _setup = setup;
        _regions = new CellRegions(setup);
        _rings = new RingViews(_regions);
        _last = Sample();
    }

    /// <summary>What happened since the look before.</summary>
    internal TopReading Read()
    {
        TopSample before = _last;
        TopSample now = _last = Sample();
        double seconds = Math.Max(1, now.AtNs - before.AtNs) / 1e9;
        return new TopReading(
            _setup.Cell,
            Math.Round(seconds * 1_000, 1),
            Load(before.Core, now.Core, seconds),
            [
                .. now.Threads.OrderBy(each => Rank(each.Key.Process.Role))
                    .SelectMany(each => Threads(before, each.Key, each.Value, seconds)),
            ],
            _rings.Rows(before.Published, seconds));
    }

    public void Dispose() => _rings.Dispose();

    private static int Rank(ProcessRole role) => role == ProcessRole.Supervisor ? int.MaxValue : (int)role;

    private static CoreLoad? Load(
        IReadOnlyDictionary<CoreCounter, long> before, IReadOnlyDictionary<CoreCounter, long> now, double seconds)
    {
        if (now.Count == 0)
        {
            return null;
        }

        // A core that was started again counts from 0.
        long Since(CoreCounter counter) => Math.Max(0, now[counter] - before.GetValueOrDefault(counter));
        long cycles = Since(CoreCounter.Cycles);
        return new CoreLoad(
            cycles > 0 ? Math.Round((double)Since(CoreCounter.BusyCycles) / cycles, 4) : null,
            Math.Round(cycles / seconds, 1),
            Since(CoreCounter.LongCycles),
            now[CoreCounter.CycleNsMax],
            now[CoreCounter.PinnedCpu]);
    }

    private static IEnumerable<ThreadRow> Threads(
        TopSample before,
        (CellProcess Process, int Pid) process,
        IReadOnlyDictionary<int, ThreadTimes> threads,
        double seconds)
    {
        IReadOnlyDictionary<int, ThreadTimes>? earlier = before.Threads.GetValueOrDefault(process);
        return threads.Values.Select(thread =>
        {
            ThreadTimes? old = earlier?.GetValueOrDefault(thread.Tid);
            return new ThreadRow(
                process.Process.Name,
                process.Pid,
                thread.Tid,
                thread.Name,
                thread.State,
                thread.Cpu,
                thread.Affinity,
                Math.Round((thread.CpuNs - (old?.CpuNs ?? 0)) / seconds / 1e7, 1),
                thread.Voluntary - (old?.Voluntary ?? 0),
                thread.Involuntary - (old?.Involuntary ?? 0));
        }).OrderByDescending(row => row.CpuPercent).ThenBy(row => row.Tid);
    }

    private TopSample Sample()
    {
        _rings.Look();
        Dictionary<(CellProcess, int), IReadOnlyDictionary<int, ThreadTimes>> threads = [];
        foreach (CellProcess process in _setup.Processes)
        {
            ProcessIdentity alive = OrderlyStop.AliveOf(_regions, process);
            if (!alive.IsNobody)
            {
                threads[(process, alive.Pid)] = ThreadReader.Read(alive.Pid);
            }
        }

        return new TopSample(MonotonicClock.NowNs, threads, CoreCounters(), _rings.Published());
    }

    private IReadOnlyDictionary<CoreCounter, long> CoreCounters()
    {
        using Counters? counters = StatusReader.Try(() => _regions.TryOpenCounters(ProcessRole.Core));
        CoreCounter[] all = Enum.GetValues<CoreCounter>();
        return counters is not null && counters.Names.Count >= all.Length
            ? all.ToDictionary(counter => counter, counter => counters.Read((int)counter))
            : new Dictionary<CoreCounter, long>();
    }
}
