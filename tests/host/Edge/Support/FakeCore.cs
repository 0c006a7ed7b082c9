using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Engine.Tests.Support;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;
using Strategies.Journal;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using Strategies.Session.Versions;

namespace Strategies.Edge.Tests.Support;

/// <summary>
/// Does for the edge what a core does: makes the rings, journals commands before it releases them, lets a real engine obey
/// them, and tells the time. It loads versions where the real one has prepared them.
/// </summary>
internal sealed class FakeCore : IDisposable
{
    private const long MidnightNs = 1_340_251_200_000_000_000;

    private static readonly EngineOptions SmallTables = new()
    {
        MarketOrdersMax = 1 << 10,
        LevelsMax = 1 << 10,
        OrdersMax = 1 << 10,
        FillsMax = 1 << 10,
        SlotsMax = 4,
        StateBytesMax = 1 << 16,
    };

    private readonly byte[] _buffer = new byte[RecordHeader.RecordBytesMax];
    private readonly CellCounters<CoreCounter> _counters;
    private readonly Heartbeat _heartbeat;
    private readonly SharedHistogram _tickToOrder;
    private readonly RingBuffer _commandRing;
    private readonly RingBuffer _deploymentRing;
    private readonly RingConsumer _commands;
    private readonly RingConsumer _deployments;
    private readonly JournalWriter _journal;
    private readonly EngineDriver _driver;
    private readonly TakesAll _venue = new();
    private readonly ConcurrentQueue<(RecordHeader Header, byte[] Payload)> _given = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private long _timeNs = MidnightNs + 34_200_000_000_000;
    private Exception? _failure;

    internal FakeCore(TestCell cell, Hash256 version, bool hasFlags = true)
    {
        Flags = hasFlags ? CellFlags.Create(cell.Regions.Flags) : null;
        _counters = CellCounters<CoreCounter>.Create(cell.Regions.CountersOf(ProcessRole.Core));
        _heartbeat = Heartbeat.Create(cell.Regions.HeartbeatOf(ProcessRole.Core));
        _tickToOrder = SharedHistogram.Create(cell.Regions.TickToOrder, StalePolicy.Adopt);
        _commandRing = Make(cell, CellRegions.CommandRing);
        _deploymentRing = Make(cell, CellRegions.DeploymentRing);
        _commands = _commandRing.TakeConsumer();
        _deployments = _deploymentRing.TakeConsumer();
        _journal = JournalWriter.Open(cell.Setup.Paths.Journal, new JournalOptions
        {
            Cell = (ushort)cell.Setup.Cell,
            Epoch = 1,
            Environment = EnvironmentInfo.Capture("engine", [], []),
            SegmentBytes = 1 << 20,
        });
        _driver = new EngineDriver(
            new TradingEngine(SmallTables, new StoredVersions(cell.Store)), _journal, _venue);
        StartDay(cell, version);
        _heartbeat.SetState(HeartbeatState.Running);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    internal CellFlags? Flags { get; }

    /// <summary>While it is set the core lives and obeys nothing.</summary>
    internal bool IsDeaf { get; set; }

    internal ulong LastSequence => (ulong)_counters[CoreCounter.LastSequence];

    internal long BeatNs => _heartbeat.Read().BeatNs;

    internal ulong LastCommand => _commandRing.LastPublishedSequence;

    internal ulong LastDeployment => _deploymentRing.LastPublishedSequence;

    /// <summary>The first new order that left; null before.</summary>
    internal byte[]? FirstOrder => _venue.FirstOrder;

    /// <summary>Takes an input with its next turn.</summary>
    internal void Give(RecordHeader header, byte[] payload) => _given.Enqueue((header, payload));

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _heartbeat.SetState(HeartbeatState.Stopped);
        _journal.Dispose();
        _commandRing.Dispose();
        _deploymentRing.Dispose();
        _counters.Dispose();
        _heartbeat.Dispose();
        _tickToOrder.Dispose();
        Flags?.Dispose();
        _stop.Dispose();
        Assert.Null(_failure);
    }

    private static RingBuffer Make(TestCell cell, string name) =>
        RingBuffer.Create(cell.Regions.At(name), CellRegions.ControlRingBytes, StalePolicy.Adopt);

    private void Run()
    {
        try
        {
            while (!_stop.Token.WaitHandle.WaitOne(1))
            {
                _heartbeat.Beat(MonotonicClock.NowNs);
                _timeNs += 1_000_000;
                Take(RecordType.Clock, SourceKind.Clock, []);
                TakeGiven();
                if (!IsDeaf)
                {
                    PollCommands();
                    PollDeployments();
                }
            }
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    private void TakeGiven()
    {
        while (_given.TryDequeue(out (RecordHeader Header, byte[] Payload) given))
        {
            given.Header.ReceiveTimeNs = _timeNs;
            Count(_driver.Take(RecordWriter.Write(_buffer, given.Header, given.Payload)));
        }
    }

    private void PollCommands()
    {
        RingReader commands = _commands.Poll(16);
        while (commands.MoveNext())
        {
            if (commands.Type == (uint)CommandRingType.EndDay)
            {
                Take(RecordType.EndOfDay, SourceKind.Driver, commands.Payload);
            }
            else
            {
                TakeWhole(commands.Payload);
            }
        }

        _commands.Release();
    }

    private void PollDeployments()
    {
        RingReader deployments = _deployments.Poll(1);
        while (deployments.MoveNext())
        {
            ulong request = TakeWhole(deployments.Payload);
            int slot = RecordWriter.Payload<SwapRequestedPayload>(deployments.Payload).Slot;
            Decide(slot, request);
        }

        _deployments.Release();
    }

    private void Decide(int slot, ulong request)
    {
        RecordType verdict = SwapDecision.Of(_driver, slot, request, out SwapDecisionPayload decision);
        Take(verdict, SourceKind.Driver, MemoryMarshal.AsBytes(new ReadOnlySpan<SwapDecisionPayload>(in decision)));
    }

    private ulong TakeWhole(ReadOnlySpan<byte> record)
    {
        record.CopyTo(_buffer);
        MemoryMarshal.AsRef<RecordHeader>(_buffer.AsSpan()).ReceiveTimeNs = _timeNs;
        return Count(_driver.Take(_buffer.AsSpan(0, record.Length)));
    }

    private ulong Take(RecordType type, SourceKind source, ReadOnlySpan<byte> payload)
    {
        RecordHeader header = new() { Type = type, SourceKind = source, ReceiveTimeNs = _timeNs };
        return Count(_driver.Take(RecordWriter.Write(_buffer, header, payload)));
    }

    private ulong Count(ulong sequence)
    {
        _counters[CoreCounter.LastSequence] = (long)sequence;
        _counters[CoreCounter.Orders] = _driver.Metrics.OrdersOffered;
        _tickToOrder.Record(1_500);
        return sequence;
    }

    private void StartDay(TestCell cell, Hash256 version)
    {
        TakePayload(RecordType.StartOfDay, new StartOfDayPayload
        {
            TradingDay = 3,
            TradeDate = 20120621,
            MidnightUtcNs = MidnightNs,
        });
        TakePayload(RecordType.BehaviourSet, new BehaviourSetPayload { Behaviour = EngineBehaviour.Newest });
        TakePayload(RecordType.VenueDefinition, new VenueDefinitionPayload { Venue = 1, Name = Text32.From("venue"u8) });
        TakePayload(RecordType.FeedDefinition, new FeedDefinitionPayload { Feed = 1, Venue = 1 });
        byte[] encoded = new byte[InstrumentCodec.BytesMax];
        foreach (Instrument instrument in TestInstruments.Equities)
        {
            int length = InstrumentCodec.Encode(instrument, encoded);
            Take(RecordType.Instrument, SourceKind.Driver, encoded.AsSpan(0, length));
        }

        for (int slot = 1; slot <= cell.Setup.Plan.Slots.Count; slot++)
        {
            TakePayload(RecordType.SlotDefinition, new SlotDefinitionPayload
            {
                Slot = slot,
                Account = slot,
                Name = Text32.From(cell.Setup.Plan.Slots[slot - 1].Name),
                AccountName = Text32.From(cell.Setup.Plan.Slots[slot - 1].Account),
            });
        }

        Take(RecordType.UniverseCommit, SourceKind.Driver, []);
        Take(RecordType.LimitsPart, SourceKind.Driver, MemoryMarshal.AsBytes<LimitEntry>(TestInstruments.WideLimits));
        TakePayload(RecordType.LimitsCommit, new LimitsCommitPayload
        {
            Version = 1,
            EntryCount = TestInstruments.WideLimits.Length,
            Who = Text32.From("plan"u8),
        });
        TakePayload(RecordType.SessionStatus, new SessionStatusPayload { Venue = 1, IsUp = 1 });
        ulong request = TakePayload(
            RecordType.SwapRequested, new SwapRequestedPayload { Slot = 1, Kind = SwapKind.Deploy, PackageHash = version });
        Decide(slot: 1, request);
    }

    private ulong TakePayload<T>(RecordType type, T payload)
        where T : unmanaged =>
        Take(type, SourceKind.Driver, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in payload)));
}
