using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Cell.Config;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Venues;

namespace Strategies.Gateways.Tests.Support;

/// <summary>
/// A cell in which the test is the core: it makes rings, clock and heartbeat, and turns the venue session by hand, in
/// times of its own, or runs the venue as a real process.
/// </summary>
internal sealed class VenueCell : IDisposable
{
    internal const long NsPerMs = 1_000_000;

    private static readonly CellProcess Process = ProcessRole.Venue;

    private readonly CellFolder _folder;
    private readonly bool _isManual;
    private readonly Exchange? _exchange;
    private Func<long, int>? _turn;
    private ulong _cause;

    /// <summary>Makes a cell.</summary>
    /// <param name="options">What it is to be.</param>
    internal VenueCell(VenueCellOptions? options = null)
    {
        options ??= new VenueCellOptions();
        _folder = VenueCellFolder.Make(options);
        _isManual = !options.IsRealTime;
        _exchange = options.Exchange;
        Setup = CellConfigFile.Load(_folder.CellFile);
        Setup.Paths.CreateFolders();
        Regions = new CellRegions(Setup);
        Feed = FeedPacket.ReadAll(Setup.Plan);
        MarketRing = RingBuffer.Create(Regions.At(CellRegions.MarketRing(SourceIds.FirstFeed)), options.MarketRingBytes);
        ReportRing = RingBuffer.Create(Regions.At(CellRegions.ReportRing(Process.Venue)), options.ReportRingBytes);
        OrderRing = RingBuffer.Create(Regions.At(CellRegions.OrderRing(Process.Venue)), 1 << 20);
        Market = MarketRing.TakeConsumer();
        Reports = ReportRing.TakeConsumer();
        Orders = OrderRing.TakeProducer();
        Clock = SessionClock.Create(Regions.Clock, Feed[0].ExchangeTimeNs - NsPerMs, options.Speed);
        Mono = MonotonicClock.NowNs;
        Core = Heartbeat.Create(Regions.HeartbeatOf(ProcessRole.Core));
        Core.SetState(HeartbeatState.Running);
        Flags = CellFlags.Create(Regions.Flags);
    }

    internal CellSetup Setup { get; }

    internal CellRegions Regions { get; }

    /// <summary>All packets of the feed.</summary>
    internal IReadOnlyList<FeedPacket> Feed { get; }

    internal RingBuffer MarketRing { get; }

    internal RingBuffer ReportRing { get; }

    internal RingBuffer OrderRing { get; }

    internal RingConsumer Market { get; }

    internal RingConsumer Reports { get; }

    internal RingProducer Orders { get; }

    internal SessionClock Clock { get; }

    internal Heartbeat Core { get; }

    internal CellFlags Flags { get; }

    internal string CellFile => _folder.CellFile;

    /// <summary>The test's own CLOCK_MONOTONIC, moved by <see cref="Run"/>.</summary>
    internal long Mono { get; private set; }

    internal long SessionNs => Clock.At(_isManual ? Mono : MonotonicClock.NowNs);

    /// <summary>True while the core beats with every turn.</summary>
    internal bool IsCoreAlive { get; set; } = true;

    /// <summary>The venue session, or the owner over an exchange of the test's own.</summary>
    internal IDisposable? Venue { get; private set; }

    internal LogLines Log { get; } = new();

    internal long this[VenueCounter counter]
    {
        get
        {
            using CellCounters<VenueCounter> counters =
                CellCounters<VenueCounter>.Open(Regions.CountersOf(ProcessRole.Venue));
            return counters[counter];
        }
    }

    /// <summary>Starts the venue session in this process.</summary>
    internal void Start()
    {
        if (_exchange is null)
        {
            VenueSession session = VenueSession.Open(Setup, Process, Regions, Log.Logger, CancellationToken.None);
            (Venue, _turn) = (session, session.Turn);
        }
        else
        {
            OwnerSession session = new(Setup, Regions, _exchange, Log.Logger);
            (Venue, _turn) = (session, session.Turn);
        }
    }

    /// <summary>Ends it without a word, as a kill does, and starts another.</summary>
    internal void Restart()
    {
        Venue!.Dispose();
        Start();
    }

    /// <summary>Lets time pass, the venue turning every 50 µs of it.</summary>
    internal void Run(double milliseconds)
    {
        long endNs = Mono + (long)(milliseconds * NsPerMs);
        while (Mono < endNs)
        {
            Mono = Math.Min(endNs, Mono + 50_000);
            Turn();
        }
    }

    /// <summary>Lets time pass with few turns: one, or one each 400 ms.</summary>
    internal void Jump(double milliseconds)
    {
        long endNs = Mono + (long)(milliseconds * NsPerMs);
        while (Mono < endNs)
        {
            Mono = Math.Min(endNs, Mono + (400 * NsPerMs));
            Turn();
        }
    }

    /// <summary>The venue stands still for a while, then turns once.</summary>
    internal void Stall(double milliseconds)
    {
        Mono += (long)(milliseconds * NsPerMs);
        Turn();
    }

    internal void Turn()
    {
        if (IsCoreAlive)
        {
            Core.Beat(Mono);
        }

        _turn!(Mono);
    }

    /// <summary>Sends an output of the engine under the next key.</summary>
    internal OrderKey Send(RecordType type, in OrderPayload order)
    {
        OrderKey key = new(++_cause, 0);
        Send(type, in order, key);
        return key;
    }

    /// <summary>Sends an output of the engine.</summary>
    internal void Send(RecordType type, in OrderPayload order, OrderKey key)
    {
        byte[] record = new byte[RecordHeader.Size + Unsafe.SizeOf<OrderPayload>()];
        RecordHeader header =
            new() { Type = type, Sequence = key.Cause, Index = key.Index, ReceiveTimeNs = SessionNs };
        RecordWriter.Write(record, header, in order);
        Assert.True(Orders.TryPublish((uint)OrderRingType.Output, record));
    }

    /// <summary>Sends a record that is no output.</summary>
    internal void Tell<T>(OrderRingType type, in T question)
        where T : unmanaged
    {
        byte[] bytes = new byte[Unsafe.SizeOf<T>()];
        MemoryMarshal.Write(bytes, in question);
        Assert.True(Orders.TryPublish((uint)type, bytes));
    }

    internal void Ask(OrderRingType type, ulong mark) => Tell(type, new ReconcileMark { Mark = mark });

    /// <summary>Everything that is in the market ring now, released.</summary>
    internal List<RingRecord> TakeMarket(int limit = int.MaxValue) => RingRecord.Take(Market, limit);

    /// <summary>Everything that is in the report ring now, released.</summary>
    internal List<RingRecord> TakeReports(int limit = int.MaxValue) => RingRecord.Take(Reports, limit);

    /// <summary>The same in short lines.</summary>
    internal string[] ReportLines() => [.. TakeReports().Select(record => record.ToString())];

    public void Dispose()
    {
        Venue?.Dispose();
        MarketRing.Dispose();
        ReportRing.Dispose();
        OrderRing.Dispose();
        Clock.Dispose();
        Core.Dispose();
        Flags.Dispose();
        _folder.Dispose();
    }
}
