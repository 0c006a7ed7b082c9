using System.Runtime.InteropServices;
using System.Text;
using Strategies.MarketData.Tests;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Support;

/// <summary>
/// A day on an engine, driven through its one door: every method makes a record and applies it. The outputs of the last
/// record are in <see cref="Last"/>, those of all records in <see cref="All"/>.
/// </summary>
internal sealed class EngineHarness
{
    internal const int Cell = 7;
    internal const int TradingDay = 3;
    internal const long MidnightNs = 1_340_251_200_000_000_000;

    internal static readonly EngineOptions SmallTables = new()
    {
        MarketOrdersMax = 4096,
        LevelsMax = 1024,
        LevelsPerSideMax = 64,
        OrdersMax = 256,
        FillsMax = 256,
        SlotsMax = 4,
        StateBytesMax = 4096,
        ActionsPerCallbackMax = 256,
    };

    private readonly byte[] _buffer = new byte[RecordHeader.RecordBytesMax];
    private readonly Instrument[] _instruments;
    private readonly Func<ushort, int>? _silentAfterMs;
    private readonly int _behaviour;
    private ulong _sequence;
    private ulong _nextReference = 1_000_000;

    /// <summary>
    /// Makes an engine and, unless told otherwise, sets a day up: universe, slots (slot n for account n), limits,
    /// session.
    /// </summary>
    internal EngineHarness(
        EngineOptions? options = null,
        int slots = 2,
        Instrument[]? instruments = null,
        LimitEntry[]? limits = null,
        bool hasDay = true,
        FaultAction onFault = FaultAction.Quarantine,
        Func<ushort, int>? silentAfterMs = null,
        int behaviour = EngineBehaviour.Newest)
    {
        _behaviour = behaviour;
        _silentAfterMs = silentAfterMs;
        _instruments = instruments ?? TestInstruments.Equities;
        Engine = new TradingEngine(options ?? SmallTables, Source);
        if (!hasDay)
        {
            return;
        }

        StartDay();
        foreach (Instrument instrument in _instruments)
        {
            Announce(instrument);
        }

        for (int slot = 1; slot <= slots; slot++)
        {
            DefineSlot(slot, slot, onFault);
        }

        Apply(RecordType.UniverseCommit, []);
        SetLimits(limits ?? TestInstruments.WideLimits);
        foreach (IGrouping<VenueId, Instrument> venue in _instruments.GroupBy(instrument => instrument.Venue))
        {
            Session(venue.Key.Value, isUp: true);
            Packet(
                PayloadFormat.Itch50,
                ItchBytes.Frames(venue.Select(instrument => Support.Itch.Directory(instrument.Id.Value, instrument.Symbol)).ToArray()),
                feed: venue.Key.Value);
        }
    }

    internal TestSource Source { get; } = new();

    internal TradingEngine Engine { get; }

    internal EngineState State => Engine.State;

    /// <summary>Receive time of the next record.</summary>
    internal long TimeNs { get; set; } = MidnightNs + 34_200_000_000_000;

    /// <summary>Number of the last record.</summary>
    internal ulong Sequence => _sequence;

    internal List<Output> Last { get; } = [];

    internal List<Output> All { get; } = [];

    /// <summary>Every record as it was applied, for replays.</summary>
    internal List<byte[]> Records { get; } = [];

    internal bool KeepsRecords { get; init; } = true;

    internal List<T> LastOf<T>(RecordType type)
        where T : unmanaged => Last.Where(output => output.Type == type).Select(output => output.As<T>()).ToList();

    internal List<T> AllOf<T>(RecordType type)
        where T : unmanaged => All.Where(output => output.Type == type).Select(output => output.As<T>()).ToList();

    internal List<AlertCode> LastAlerts => LastOf<AlertPayload>(RecordType.Alert).Select(alert => alert.Code).ToList();

    internal ulong Apply<T>(RecordType type, in T payload)
        where T : unmanaged => Apply(type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in payload)));

    internal ulong Apply(RecordType type, ReadOnlySpan<byte> payload) =>
        Apply(new RecordHeader { Type = type }, payload);

    internal ulong Apply(RecordHeader header, ReadOnlySpan<byte> payload)
    {
        header.Sequence = ++_sequence;
        header.Cell = header.Cell == 0 ? (ushort)Cell : header.Cell;
        header.ReceiveTimeNs = header.ReceiveTimeNs == 0 ? TimeNs : header.ReceiveTimeNs;
        ApplyRecord(RecordWriter.Write(_buffer, header, payload));
        return _sequence;
    }

    internal void ApplyRecord(ReadOnlySpan<byte> record)
    {
        if (KeepsRecords)
        {
            Records.Add(record.ToArray());
        }

        Engine.Apply(record);
        Last.Clear();
        for (int offset = 0; offset < Engine.Outputs.Length; offset = Engine.Outputs.NextOffset(offset))
        {
            Last.Add(new Output(Engine.Outputs.At(offset)));
        }

        All.AddRange(Last);
    }

    /// <summary>The day with the venues of its instruments, named V1, V2, ..., and the feed of the same number for each.</summary>
    internal void StartDay()
    {
        Apply(RecordType.StartOfDay,
            new StartOfDayPayload { TradingDay = TradingDay, TradeDate = 20120621, MidnightUtcNs = MidnightNs });
        if (_behaviour != EngineBehaviour.First)
        {
            SetBehaviour(_behaviour);
        }

        foreach (ushort venue in _instruments.Select(instrument => instrument.Venue.Value).Distinct().Order())
        {
            DefineVenue(venue, $"V{venue}");
            DefineFeed(venue, venue, _silentAfterMs?.Invoke(venue) ?? 0);
        }
    }

    internal void SetBehaviour(int behaviour) =>
        Apply(RecordType.BehaviourSet, new BehaviourSetPayload { Behaviour = behaviour });

    internal void DefineVenue(ushort venue, string name) => Apply(
        RecordType.VenueDefinition, new VenueDefinitionPayload { Venue = venue, Name = Text32.From(name) });

    internal void DefineFeed(ushort feed, ushort venue, int silentAfterMs = 0) =>
        Apply(RecordType.FeedDefinition, new FeedDefinitionPayload { Feed = feed, Venue = venue, SilentAfterMs = silentAfterMs });

    internal void Session(ushort venue, bool isUp) =>
        Apply(RecordType.SessionStatus, new SessionStatusPayload { Venue = venue, IsUp = isUp ? 1 : 0 });

    internal void Announce(Instrument instrument)
    {
        byte[] encoded = new byte[InstrumentCodec.BytesMax];
        Apply(RecordType.Instrument, encoded.AsSpan(0, InstrumentCodec.Encode(instrument, encoded)));
    }

    internal void DefineSlot(int slot, int account, FaultAction onFault = FaultAction.Quarantine) =>
        Apply(RecordType.SlotDefinition, new SlotDefinitionPayload
        {
            Slot = slot,
            Account = account,
            Name = Text32.From($"slot{slot}"),
            AccountName = Text32.From($"account{account}"),
            OnFault = onFault,
        });

    internal void SetLimit(LimitEntry limit, string who = "", string reason = "") =>
        Apply(RecordType.LimitSet, new LimitSetPayload
        {
            Control = limit.Control,
            Scope = limit.Scope,
            ScopeId = limit.ScopeId,
            Instrument = limit.Instrument,
            Value = limit.Value,
            Who = Text32.From(who),
            Reason = Text200.From(reason),
        });

    /// <summary>What a driver says of a callback of the last record that took too long.</summary>
    internal void Overrun(int slot, OverrunAction action, OverrunKind kind = OverrunKind.Time) =>
        Apply(RecordType.CallbackOverrun, new CallbackOverrunPayload
        {
            Slot = slot,
            Kind = kind,
            Call = StrategyCall.OnBook,
            Action = action,
            Measured = 12_345,
            Budget = 10_000,
            CauseSequence = _sequence,
            Count = 1,
        });

    internal void SetLimits(params LimitEntry[] entries)
    {
        Apply(RecordType.LimitsPart, MemoryMarshal.AsBytes<LimitEntry>(entries));
        Apply(RecordType.LimitsCommit, new LimitsCommitPayload { Version = 1, EntryCount = entries.Length });
    }

    internal void Clock(long byNs = 0)
    {
        TimeNs += byNs;
        Apply(RecordType.Clock, []);
    }

    /// <summary>Puts a version into an empty slot.</summary>
    internal TestStage Deploy(int slot, Strategy strategy)
    {
        TestStage staged = Source.Stage(slot, strategy);
        ulong request = Request(slot, SwapKind.Deploy, staged.PackageHash);
        Commit(slot, request);
        return staged;
    }

    /// <summary>A slot with a strategy that does what <see cref="Do"/> says.</summary>
    internal ScriptedStrategy Script(int slot)
    {
        ScriptedStrategy strategy = new();
        Deploy(slot, strategy);
        return strategy;
    }

    internal ulong Request(int slot, SwapKind kind, Hash256 hash = default, SwapState state = SwapState.Carry) => Apply(
        RecordType.SwapRequested, new SwapRequestedPayload { Slot = slot, Kind = kind, State = state, PackageHash = hash });

    internal void Commit(int slot, ulong request) =>
        Apply(RecordType.SwapCommitted, new SwapDecisionPayload { Slot = slot, RequestSequence = request });

    internal void Refuse(int slot, ulong request, string reason) =>
        Apply(RecordType.SwapRefused,
            new SwapDecisionPayload { Slot = slot, RequestSequence = request, Reason = Text200.From(reason) });

    internal HandoverPayload Handover => LastOf<HandoverPayload>(RecordType.Handover).Single();

    internal SlotStatePayload SlotChange => LastOf<SlotStatePayload>(RecordType.SlotState).Single();

    internal void SetParameter(int slot, string name, long value) =>
        Apply(RecordType.ParameterSet,
            new ParameterSetPayload { Slot = slot, Name = Text32.From(name), ValueBits = value });

    /// <summary>Makes a scripted strategy act inside a callback.</summary>
    internal void Do(int slot, Action<StrategyContext> action)
    {
        ScriptedStrategy strategy = (ScriptedStrategy)State.Slots[slot]!.Strategy!;
        strategy.Next = action;
        SetParameter(slot, TestStage.Poke, 1);
        Assert.Null(strategy.Next);
    }

    /// <summary>Sends a limit order from a scripted strategy.</summary>
    internal SendResult Send(
        int slot,
        InstrumentId instrument,
        Side side,
        Price price,
        long quantity,
        TimeInForce timeInForce = TimeInForce.Day)
    {
        SendResult result = default;
        Do(slot, context => result = context.Send(NewOrder.Limit(instrument, side, price, quantity, timeInForce)));
        return result;
    }

    internal SendResult Replace(int slot, OrderId order, Price price, long quantity)
    {
        SendResult result = default;
        Do(slot, context => result = context.Replace(order, price, quantity));
        return result;
    }

    internal SendResult Cancel(int slot, OrderId order)
    {
        SendResult result = default;
        Do(slot, context => result = context.Cancel(order));
        return result;
    }

    internal void Control(int slot, SlotAction action, string reason = "") =>
        Apply(RecordType.SlotControl,
            new SlotControlPayload { Slot = slot, Action = action, Reason = Text200.From(reason) });

    internal ulong Flatten(RiskScope scope, int id, int ticks = 10, string who = "", string reason = "") =>
        Apply(RecordType.Flatten, new FlattenPayload
        {
            Scope = scope,
            ScopeId = id,
            Ticks = ticks,
            Who = Text32.From(who),
            Reason = Text200.From(reason),
        });

    internal void Kill(RiskScope scope, int id, bool isSet = true) =>
        Apply(RecordType.KillSwitch, new KillSwitchPayload { Scope = scope, ScopeId = id, IsSet = isSet ? 1 : 0 });

    /// <summary>One packet of ITCH messages behind their lengths.</summary>
    internal void Itch(params byte[][] messages) => Packet(PayloadFormat.Itch50, ItchBytes.Frames(messages));

    /// <summary>Bid and offer of 1,000 each, in one packet.</summary>
    internal void Quote(InstrumentId instrument, Price bid, Price offer)
    {
        string symbol = _instruments[instrument.Value - 1].Symbol;
        byte[] packet = ItchBytes.Frames(
            Support.Itch.Add(instrument.Value, symbol, Side.Buy, _nextReference++, 1000, bid),
            Support.Itch.Add(instrument.Value, symbol, Side.Sell, _nextReference++, 1000, offer));
        Packet(PayloadFormat.Itch50, packet, feed: _instruments[instrument.Value - 1].Venue.Value);
    }

    /// <summary>A row of a LOBSTER message file, with the levels that came into the window with it.</summary>
    internal void Lobster(string row, int windowLevels = 5, params LobsterLevelSet[] sets)
    {
        byte[] text = Encoding.ASCII.GetBytes(row);
        LobsterPrefix prefix = new()
        {
            Instrument = 1,
            WindowLevels = (ushort)windowLevels,
            LevelSetCount = (ushort)sets.Length,
            TextLength = text.Length,
        };
        Packet(PayloadFormat.Lobster,
            [.. MemoryMarshal.AsBytes([prefix]), .. MemoryMarshal.AsBytes<LobsterLevelSet>(sets), .. text]);
    }

    internal void Packet(PayloadFormat format, ReadOnlySpan<byte> packet, ulong sourceSequence = 0, ushort feed = 1)
    {
        RecordHeader header = new()
        {
            Type = RecordType.MarketData,
            PayloadFormat = format,
            SourceKind = SourceKind.Feed,
            SourceId = feed,
            SourceSequence = sourceSequence,
        };
        byte[] payload = [.. MemoryMarshal.AsBytes([default(MarketDataPrefix)]), .. packet];
        Apply(header, payload);
    }

    internal void Report(ExecutionReportPayload report) => Apply(RecordType.ExecutionReport, in report);

    /// <summary>A report as a venue's session sends it.</summary>
    internal void Report(ushort venue, ExecutionReportPayload report) => Apply(
        new RecordHeader { Type = RecordType.ExecutionReport, SourceKind = SourceKind.Venue, SourceId = venue },
        MemoryMarshal.AsBytes(new ReadOnlySpan<ExecutionReportPayload>(in report)));

    internal StateDigestPayload EndOfDay()
    {
        Apply(RecordType.EndOfDay, []);
        return LastOf<StateDigestPayload>(RecordType.StateDigest).Single();
    }
}
