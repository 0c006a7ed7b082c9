using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Config;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Driver;
using Strategies.Driver.Recovery;
using Strategies.Engine;
using Strategies.Feeds;
using Strategies.Feeds.Recorded;
using Strategies.Gateways.Tests.Support;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Plugins.Packages;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session;
using Strategies.Session.Versions;

namespace Strategies.Core.Tests.Support;

/// <summary>
/// A core's loop in this process, turned by hand in times of the test's own; the test is venue, operator, edge and
/// archiver: it has the other ends of the rings.
/// </summary>
internal sealed class CoreCell : IDisposable
{
    internal const long NsPerMs = 1_000_000;

    private readonly CellFolder _folder;
    private readonly List<IDisposable> _things = [];
    private readonly CancellationTokenSource _stopping = new();
    private SessionSetup? _session;
    private RecordedPackets? _packets;
    private EngineDriver? _driver;
    private InputWriter? _records;

    /// <summary>Makes a cell whose day has begun with one strategy in slot 1.</summary>
    /// <param name="strategy">Its assembly; none for one that does nothing.</param>
    /// <param name="dayEnds">When the day ends.</param>
    /// <param name="rows">Rows of the day.</param>
    /// <param name="silentAfterMs">For how long the feed may be silent, ms; 0 for as long as it likes.</param>
    internal CoreCell(string? strategy = null, DayEnd dayEnds = DayEnd.ByCommand, int rows = 400, int silentAfterMs = 0)
    {
        _folder = CoreCellFolder.Make(strategy ?? Packages.Quiet, dayEnds, rows, silentAfterMs);
        Setup = CellConfigFile.Load(_folder.CellFile);
        Setup.Paths.CreateFolders();
        Regions = new CellRegions(Setup);
        Feed = FeedPacket.ReadAll(Setup.Plan);
        Flags = CellFlags.Create(Regions.Flags);
        VenueHeartbeat = Heartbeat.Create(Regions.HeartbeatOf(ProcessRole.Venue));
        VenueHeartbeat.SetState(HeartbeatState.Running);
        VenueCounters = CellCounters<VenueCounter>.Create(Regions.CountersOf(ProcessRole.Venue));
        Archiver = CellCounters<ArchiverCounter>.Create(Regions.CountersOf(ProcessRole.Archiver));
        Begin();
    }

    internal CellSetup Setup { get; }

    internal CellRegions Regions { get; }

    internal IReadOnlyList<FeedPacket> Feed { get; }

    internal CellFlags Flags { get; }

    internal Heartbeat VenueHeartbeat { get; }

    internal CellCounters<VenueCounter> VenueCounters { get; }

    internal CellCounters<ArchiverCounter> Archiver { get; }

    internal CellCounters<CoreCounter> Counters { get; private set; } = null!;

    internal CoreStartup Birth { get; private set; } = null!;

    internal TradingEngine Engine => Birth.Engine;

    internal CoreRings Rings { get; private set; } = null!;

    internal PeerMonitor PeerMonitor { get; private set; } = null!;

    internal CoreMetrics Board { get; private set; } = null!;

    internal LiveLoop Loop { get; private set; } = null!;

    /// <summary>The venue's and the operators' ends.</summary>
    internal RingProducer Market { get; private set; } = null!;

    internal RingProducer Reports { get; private set; } = null!;

    internal RingProducer Commands { get; private set; } = null!;

    internal RingProducer Deployments { get; private set; } = null!;

    internal RingConsumer Orders { get; private set; } = null!;

    internal LogLines Log { get; } = new();

    /// <summary>The test's own CLOCK_MONOTONIC.</summary>
    internal long Mono { get; private set; }

    internal ulong LastSequence => _driver!.LastSequence;

    /// <summary>Turns once, a while later.</summary>
    internal LoopEnd Turn(double laterMs = 0)
    {
        Mono += (long)(laterMs * NsPerMs);
        return Loop.Turn(Mono);
    }

    /// <summary>Turns until nothing is left to do at this time.</summary>
    internal void Settle()
    {
        ulong last;
        int turns = 0;
        do
        {
            Assert.True(++turns < 1_000, "it does not settle");
            last = LastSequence;
            Turn();
        }
        while (LastSequence != last);
    }

    /// <summary>Ends the core without a word, and brings the next one up from its journal.</summary>
    internal void Restart()
    {
        EndCore();
        LiveVersions versions = new(new ContentStore(Setup.Paths.Store), new PreparedVersions());
        JournalWriter journal = JournalWriter.Open(Setup.Paths.Journal, Options());
        string folder = Setup.Paths.Journal;
        RecoveredEngine recovered = new EngineRecovery(folder, new JournalSession(folder).OptionsOf, versions)
            .Run(new RecoveryOptions(), journal);
        versions.GoLive();
        Assemble(CoreStartup.TakeOver(_session!, _packets!, versions, journal, recovered));
    }

    /// <summary>Records of the journal behind a place.</summary>
    internal List<JournalRecord> Inputs(ulong behind = 0)
    {
        List<JournalRecord> records = [];
        using JournalReader reader = JournalReader.OpenInputs(Setup.Paths.Journal, behind + 1, JournalReadMode.Follow);
        while (reader.MoveNext())
        {
            records.Add(new JournalRecord(reader.Record.ToArray()));
        }

        return records;
    }

    /// <summary>Records behind a place that are not clocks.</summary>
    internal RecordType[] Types(ulong behind) =>
        [.. Inputs(behind).Select(record => record.Type).Where(type => type != RecordType.Clock)];

    internal List<JournalRecord> Outputs(RecordType type)
    {
        List<JournalRecord> records = [];
        using JournalReader reader = JournalReader.OpenOutputs(Setup.Paths.Journal, JournalReadMode.Follow);
        while (reader.MoveNext())
        {
            if (reader.Header.Type == type)
            {
                records.Add(new JournalRecord(reader.Record.ToArray()));
            }
        }

        return records;
    }

    /// <summary>Takes a record past the rings, as the loop does behind them.</summary>
    internal void Take(byte[] record) => _records!.TakeWhole(record, _records.LastTimeNs, takenTimestamp: 0);

    /// <summary>Publishes a packet of the feed.</summary>
    internal void SendPacket(int index) => Send(
        Market, (uint)MarketRingType.Record, MarketRecord(index, Market.NextSequence));

    internal byte[] MarketRecord(int index, ulong sequence)
    {
        byte[] record = new byte[RecordHeader.Size + Feed[index].Content.Length];
        RecordHeader header = new()
        {
            Type = RecordType.MarketData,
            PayloadFormat = PayloadFormat.Lobster,
            SourceKind = SourceKind.Feed,
            SourceId = 1,
            SourceSequence = sequence,
        };
        RecordWriter.Write(record, header, Feed[index].Content.AsSpan());
        return record;
    }

    internal void SendReport<T>(RecordType type, in T payload)
        where T : unmanaged => Send(
        Reports, (uint)ReportRingType.Record, Record(type, SourceKind.Venue, 1, Reports.NextSequence, in payload));

    internal void Tell<T>(ReportRingType type, in T answer)
        where T : unmanaged => Send(Reports, (uint)type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in answer)));

    internal void SendCommand<T>(RecordType type, in T payload)
        where T : unmanaged => Send(
        Commands, (uint)CommandRingType.Record, Record(type, SourceKind.Operator, 1, Commands.NextSequence, in payload));

    internal void Deploy(Hash256 hash, SwapKind kind = SwapKind.Swap)
    {
        SwapRequestedPayload request = Request(hash, kind);
        Send(
            Deployments, (uint)DeploymentRingType.Record,
            Record(RecordType.SwapRequested, SourceKind.Operator, 2, Deployments.NextSequence, in request));
    }

    internal static SwapRequestedPayload Request(Hash256 hash, SwapKind kind = SwapKind.Swap) => new()
    {
        Slot = 1,
        Kind = kind,
        PackageHash = hash,
        Who = Text32.From("test"),
        Reason = Text200.From("a test"),
    };

    internal static byte[] Record<T>(RecordType type, SourceKind source, ushort id, ulong sequence, in T payload)
        where T : unmanaged
    {
        byte[] record = new byte[RecordHeader.Size + Unsafe.SizeOf<T>()];
        RecordHeader header = new() { Type = type, SourceKind = source, SourceId = id, SourceSequence = sequence };
        RecordWriter.Write(record, header, in payload);
        return record;
    }

    internal static void Send(RingProducer producer, uint type, ReadOnlySpan<byte> bytes) =>
        Assert.True(producer.TryPublish(type, bytes));

    /// <summary>Asks for the end of the day, as the edge does.</summary>
    internal void SendEndOfDay(string who = "anna", string reason = "a holiday")
    {
        EndOfDayPayload ending = new() { Who = Text32.From(who), Reason = Text200.From(reason) };
        Send(Commands, (uint)CommandRingType.EndDay, MemoryMarshal.AsBytes(new ReadOnlySpan<EndOfDayPayload>(in ending)));
    }

    internal List<RingRecord> TakeOrders() => RingRecord.Take(Orders, int.MaxValue);

    /// <summary>A version desk on a thread of its own.</summary>
    internal DeploymentCoordinator StartDesk()
    {
        DeploymentCoordinator desk = new(Birth, Rings, Loop, Counters, Log.Logger, _stopping.Token);
        desk.Start();
        return desk;
    }

    internal void Stop() => _stopping.Cancel();

    internal Hash256 Store(string assembly) => PackageIntake.Add(assembly, new ContentStore(Setup.Paths.Store));

    public void Dispose()
    {
        _stopping.Cancel();
        EndCore();
        Flags.Dispose();
        VenueHeartbeat.Dispose();
        VenueCounters.Dispose();
        Archiver.Dispose();
        _folder.Dispose();
    }

    private JournalOptions Options() => new()
    {
        Cell = (ushort)Setup.Cell,
        Epoch = 1,
        Environment = EnvironmentInfo.Capture("engine", [], []),
        SegmentBytes = 1 << 24,
    };

    /// <summary>As a core begins a day, but that the host's code is not compiled beforehand.</summary>
    private void Begin()
    {
        _session = SessionSetup.Load(Setup.Plan);
        using (PacketSource source = _session.Feeds[0].Open())
        {
            _packets = RecordedPackets.Read(source, 100);
        }

        ContentStore store = new(Setup.Paths.Store);
        SessionVersions starts = new(_session, store, _packets);
        Hash256 configuration = store.AddFile(PlanFile.Write(_session.Plan));
        store.AddFile(_session.Plan.Limits);
        starts.PrepareStarts(EnvironmentInfo.Capture("engine", [], []));
        LiveVersions versions = new(store, starts.Prepared);
        versions.GoLive();
        Directory.CreateDirectory(Setup.Paths.Journal);
        Directory.CreateSymbolicLink(Path.Combine(Setup.Paths.Journal, "store"), Setup.Paths.Store);
        RecoveredEngine begun = new()
        {
            Engine = new TradingEngine(_session.Plan.Engine, versions),
            Start = null,
            Refused = [],
            LastSequence = 0,
            IsDayEnded = false,
            InputsRun = 0,
            OutputsCompared = 0,
            OutputsMissing = [],
            LastOutputs = [],
            Difference = null,
            EnvironmentDifferences = [],
        };
        JournalWriter journal = JournalWriter.Open(Setup.Paths.Journal, Options());
        Assemble(CoreStartup.TakeOver(_session, _packets, versions, journal, begun));
        StartOfDay.Take(
            _session, _records!, _driver!, configuration, starts.Starts, _packets.FirstExchangeTimeNs);
    }

    private unsafe void Assemble(CoreStartup startup)
    {
        Birth = startup;
        Counters = Keep(CellCounters<CoreCounter>.Create(Regions.CountersOf(ProcessRole.Core)));
        Rings = new CoreRings(Keep(TradingRings.Make(Setup, Regions, startup.Engine)), startup.Engine);
        long startNs = Math.Max(startup.Engine.TimeNs, _packets!.FirstExchangeTimeNs);
        SessionClock clock = Keep(SessionClock.Create(Regions.Clock, startNs, speed: 1));
        Mono = Math.Max(Mono, MonotonicClock.NowNs);
        PeerMonitor = Keep(new PeerMonitor(Regions, Setup));
        VenueHeartbeat.Beat(MonotonicClock.NowNs);
        PeerMonitor.Look();
        SharedHistogram histogram = Keep(SharedHistogram.Create(Regions.TickToOrder, StalePolicy.Adopt));
        RingOrderPort port = new(Rings.Orders, histogram);
        BudgetMeter meter = new(Counters.AddressOf(CoreCounter.ActiveSlot));
        _driver = new EngineDriver(startup.Engine, startup.Journal, port, meter);
        _records = new InputWriter(_driver);
        Board = new CoreMetrics(Counters, _driver, _records);
        Heartbeat heartbeat = Keep(Heartbeat.Create(Regions.HeartbeatOf(ProcessRole.Core)));
        Loop = new LiveLoop(
            _driver, _records, port, Rings, Board, PeerMonitor, clock, Flags, heartbeat, Setup, _stopping.Token);
        Market = Producer(CellRegions.MarketRing(SourceIds.FirstFeed));
        Reports = Producer(CellRegions.ReportRing(new VenueId(SourceIds.FirstVenue)));
        Commands = Producer(CellRegions.CommandRing);
        Deployments = Producer(CellRegions.DeploymentRing);
        Orders = Keep(RingBuffer.Open(Regions.At(CellRegions.OrderRing(new VenueId(SourceIds.FirstVenue))))).TakeConsumer();
    }

    private RingProducer Producer(string name) => Keep(RingBuffer.Open(Regions.At(name))).TakeProducer();

    private T Keep<T>(T thing)
        where T : IDisposable
    {
        _things.Add(thing);
        return thing;
    }

    private void EndCore()
    {
        Birth.Journal.Dispose();
        foreach (IDisposable thing in _things)
        {
            thing.Dispose();
        }

        _things.Clear();
    }
}
