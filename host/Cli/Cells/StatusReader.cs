using Strategies.Cell.Config;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Cli.Output;
using Strategies.Edge.Views;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Supervisor;

namespace Strategies.Cli.Cells;

/// <summary>
/// Reads a cell's state from shared memory alone, so it works whatever process is dead. What is not there, or is of a
/// build that this one does not read, is shown as missing.
/// </summary>
/// <param name="setup">The cell.</param>
internal sealed class StatusReader(CellSetup setup)
{
    private static readonly IReadOnlyDictionary<string, long> None = new Dictionary<string, long>();

    private const int IncidentsMax = 200;

    private readonly CellRegions _regions = new(setup);
    private readonly IncidentFile _incidents = new(setup.Paths.Incidents);

    internal CellStatus Read()
    {
        IReadOnlyDictionary<string, long> supervisor = CountersOf(ProcessRole.Supervisor);
        IReadOnlyDictionary<string, long> core = CountersOf(ProcessRole.Core);
        IReadOnlyDictionary<string, long> archiver = CountersOf(ProcessRole.Archiver);
        IReadOnlyDictionary<string, long> follower = CountersOf(ProcessRole.Follower);
        (long? sessionNs, long speed) = Clock();
        (bool? isKilled, long handoverTo) = Flags();
        ProcessRow[] processes = [.. setup.Processes.Select(process => Row(process, supervisor)).OfType<ProcessRow>()];
        return new CellStatus
        {
            Cell = setup.Cell,
            File = setup.File,
            SessionTimeNs = sessionNs,
            SessionTime = Words.Time(sessionNs),
            Speed = speed,
            IsKilled = isKilled,
            HandoverTo = handoverTo,
            DurableLag = Lag(core, "lastSequence", archiver, "durableSequence"),
            FollowerLag = Lag(core, "lastSequence", follower, "lastSequence"),
            TickToOrder = TickToOrder(),
            LongestTurn = LongestTurn(core),
            Incidents = [.. _incidents.Read().TakeLast(IncidentsMax)],
            Diagnostics = DiagnosticsLine.Of(setup, processes),
            Processes = processes,
            Supervisor = supervisor,
            Core = core,
            Venues = setup.ProcessesOf(ProcessRole.Venue)
                .ToDictionary(process => process.Name, CountersOf),
            Archiver = archiver,
            Follower = follower,
            Edge = CountersOf(ProcessRole.Edge),
        };
    }

    /// <summary>What a part of shared memory says; the default when it is not there or cannot be read.</summary>
    internal static T? Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IpcException or OperationCanceledException)
        {
            return default;
        }
    }

    private static long? Lag(
        IReadOnlyDictionary<string, long> ahead,
        string aheadName,
        IReadOnlyDictionary<string, long> behind,
        string name) =>
        ahead.TryGetValue(aheadName, out long first) && behind.TryGetValue(name, out long last)
            ? Math.Max(0, first - last)
            : null;

    private static string Camel(string dashed) => string.Concat(dashed.Split('-').Select((word, index) =>
        index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private IReadOnlyDictionary<string, long> CountersOf(CellProcess process) => Try(() =>
    {
        using Counters? counters = _regions.TryOpenCounters(process);
        return counters?.Names
            .Select((name, index) => (Name: Camel(name), Value: counters.Read(index)))
            .ToDictionary(each => each.Name, each => each.Value);
    }) ?? None;

    private ProcessRow? Row(CellProcess process, IReadOnlyDictionary<string, long> supervisor)
    {
        using Heartbeat? heartbeat = Try(() => _regions.TryOpenHeartbeat(process));
        HeartbeatReading reading = heartbeat?.Read() ?? default;
        bool isAlive = reading.Process.IsAlive();
        if (process.Role == ProcessRole.NextCore && OrderlyStop.AliveOf(_regions, process).IsNobody)
        {
            return null; // There is one during a handover only.
        }

        string state = reading.State.ToString().ToLowerInvariant();
        bool isEnded = !isAlive && reading.State != HeartbeatState.Stopped && !reading.Process.IsNobody;
        return new ProcessRow(
            process.Name,
            reading.Process.Pid,
            isAlive,
            isEnded ? "dead" : state,
            reading.Process.IsNobody ? null : Math.Round(reading.AgeNs(MonotonicClock.NowNs) / 1e6, 1),
            RestartsOf(process, supervisor),
            DoorWords.Of(reading.Doors));
    }

    /// <summary>The supervisor counts those of all venues together, each venue's process its own.</summary>
    private long? RestartsOf(CellProcess process, IReadOnlyDictionary<string, long> supervisor) =>
        process.Role == ProcessRole.Venue && setup.Plan.Venues.Count > 1
            ? CountersOf(process).TryGetValue("starts", out long starts) ? Math.Max(0, starts - 1) : null
            : supervisor.TryGetValue($"{process.Name}Restarts", out long restarts) ? restarts : null;

    private LatencyView? TickToOrder()
    {
        using SharedHistogram? histogram = Try(() => SharedHistogram.Open(_regions.TickToOrder));
        return histogram is null ? null : LatencyView.Of(histogram.Snapshot());
    }

    private static LongestTurnView? LongestTurn(IReadOnlyDictionary<string, long> core) =>
        core.TryGetValue("cycleNsMax", out long sinceStartNs) && core.TryGetValue("cycleNsMaxMinute", out long lastMinuteNs)
            ? new LongestTurnView(sinceStartNs, lastMinuteNs)
            : null;

    private (long? SessionNs, long Speed) Clock()
    {
        // The token is spent, so that a clock that is not there is not waited for.
        using SessionClock? clock = Try(() => SessionClock.Open(_regions.Clock, new CancellationToken(canceled: true)));
        return clock is null ? (null, 0) : (clock.NowNs, clock.Speed);
    }

    private (bool? IsKilled, long HandoverTo) Flags()
    {
        using CellFlags? flags = Try(() => CellFlags.Open(_regions.Flags));
        return flags is null ? (null, 0) : (flags.IsKilled, flags.HandoverTo);
    }
}
