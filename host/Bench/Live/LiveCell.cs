using Strategies.Bench.Setup;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Core;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;
using Strategies.Journal;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Bench.Live;

/// <summary>
/// A core's loop as the core process has it, over rings, counters, flags and heartbeats in shared memory, and the feed's and
/// the venue's ends of the rings beside it.
/// </summary>
/// <remarks>Made by housekeeping; then the hot thread's.</remarks>
internal sealed class LiveCell : IDisposable
{
    private readonly List<IDisposable> _things = [];
    private readonly string _memory;

    /// <summary>Makes it; no day has begun in it.</summary>
    /// <param name="options">The benchmark's.</param>
    /// <param name="versions">The strategies, used by nobody else.</param>
    /// <param name="journal">Where its records go.</param>
    /// <param name="startNs">Session time at which it begins, ns since 1970-01-01 UTC.</param>
    /// <exception cref="IpcException">A region cannot be made.</exception>
    internal LiveCell(BenchOptions options, BenchVersions versions, JournalWriter journal, long startNs)
    {
        DirectoryInfo memory = Directory.CreateDirectory(Path.Combine(
            Directory.Exists(BenchFolders.Memory) ? BenchFolders.Memory : Path.GetTempPath(), BenchFolders.NewName("cell")));
        _memory = memory.FullName;
        try
        {
            Setup = new CellSetup(
                "bench",
                new CellConfig { Version = 1, Plan = "bench", Folder = _memory, Memory = _memory },
                BenchPlan.ToSessionPlan(options));
            Driver = Assemble(versions, journal, startNs);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The cell.</summary>
    internal CellSetup Setup { get; }

    /// <summary>The core's driver.</summary>
    internal EngineDriver Driver { get; }

    /// <summary>Its inputs, by which the day begins and ends.</summary>
    internal InputWriter Inputs { get; private set; } = null!;

    /// <summary>The loop.</summary>
    internal LiveLoop Loop { get; private set; } = null!;

    /// <summary>The feed's end of its ring.</summary>
    internal RingProducer Market { get; private set; } = null!;

    /// <summary>The venue's end of the report ring.</summary>
    internal RingProducer Reports { get; private set; } = null!;

    /// <summary>The venue's end of the order ring.</summary>
    internal RingConsumer Orders { get; private set; } = null!;

    /// <summary>The session's clock, which is not asked for the time but turned by the day's.</summary>
    internal SessionClock Clock { get; private set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int index = _things.Count - 1; index >= 0; index--)
        {
            _things[index].Dispose();
        }

        _things.Clear();
        Directory.Delete(_memory, recursive: true);
    }

    private unsafe EngineDriver Assemble(BenchVersions versions, JournalWriter journal, long startNs)
    {
        CellRegions regions = new(Setup);
        TradingEngine engine = new(BenchPlan.Engine, versions.Prepared);
        CoreRings rings = new(Keep(TradingRings.Make(Setup, regions, engine)), engine);
        Clock = Keep(SessionClock.Create(regions.Clock, startNs, speed: 1));
        CellFlags flags = Keep(CellFlags.Create(regions.Flags));
        CellCounters<CoreCounter> counters = Keep(CellCounters<CoreCounter>.Create(regions.CountersOf(ProcessRole.Core)));
        Heartbeat core = Keep(Heartbeat.Create(regions.HeartbeatOf(ProcessRole.Core)));
        PeerMonitor peers = Keep(new PeerMonitor(regions, Setup));
        Heartbeat venue = Keep(Heartbeat.Create(regions.HeartbeatOf(ProcessRole.Venue)));
        venue.Beat(MonotonicClock.NowNs);
        // Once: the venue of this day never falls silent.
        peers.Look();
        RingOrderPort port = new(
            rings.Orders, Keep(SharedHistogram.Create(regions.TickToOrder)));
        EngineDriver driver = new(engine, journal, port, new BudgetMeter(counters.AddressOf(CoreCounter.ActiveSlot)));
        Inputs = new InputWriter(driver);
        Loop = new LiveLoop(
            driver, Inputs, port, rings, new CoreMetrics(counters, driver, Inputs), peers, Clock, flags, core, Setup,
            CancellationToken.None);
        Market = Keep(RingBuffer.Open(regions.At(CellRegions.MarketRing(SourceIds.FirstFeed)))).TakeProducer();
        Reports = Keep(RingBuffer.Open(regions.At(CellRegions.ReportRing(new VenueId(SourceIds.FirstVenue))))).TakeProducer();
        Orders = Keep(RingBuffer.Open(regions.At(CellRegions.OrderRing(new VenueId(SourceIds.FirstVenue))))).TakeConsumer();
        return driver;
    }

    private T Keep<T>(T thing)
        where T : IDisposable
    {
        _things.Add(thing);
        return thing;
    }
}
