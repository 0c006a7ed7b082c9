using System.Runtime.CompilerServices;
using Strategies.Engine.Flattening;
using Strategies.Engine.Orders;
using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine;

/// <summary>
/// The pure engine: a record in, its outputs out. It reads no clock, no file, no socket and no randomness, so the same
/// records give the same outputs, bit for bit, wherever and whenever they are applied.
/// </summary>
/// <remarks>
/// One thread at a time. Once the universe is complete applying a record allocates nothing, but the words of a
/// strategy's fault.
/// </remarks>
public sealed partial class TradingEngine
{
    private const int SourceKindsMax = 8;
    private const int SourcesMax = 64;

    private readonly EngineState _state;
    private readonly ActionLog _actions;
    private readonly OrderHandler _orders;
    private readonly ExecutionReportHandler _reports;
    private readonly SlotRunner _runner;
    private readonly SwapHandler _swaps;
    private readonly MarketDataHandler _marketData;
    private readonly DayHandler _day;
    private readonly FlattenHandler _flattens;
    private readonly CommandHandler _commands;
    private readonly OverrunHandler _overruns;
    private readonly ulong[] _lastSourceSequence = new ulong[SourceKindsMax * SourcesMax];
    private long _recordCount;

    /// <summary>Makes an engine without a day.</summary>
    /// <param name="options">Sizes of its tables.</param>
    /// <param name="source">Where versions come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">More slots than an engine can have.</exception>
    public TradingEngine(EngineOptions options, StrategySource source)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.SlotsMax, EngineOptions.SlotsLimit, nameof(options));
        Outputs = new OutputBuffer(EngineOutputs.BufferBytes(options));
        _state = new EngineState(options, Outputs);
        _actions = new ActionLog(_state);
        _orders = new OrderHandler(_state, _actions);
        _runner = new SlotRunner(_state, _actions, _orders);
        _reports = new ExecutionReportHandler(_state, _orders, _runner);
        _swaps = new SwapHandler(_state, _runner, source);
        _marketData = new MarketDataHandler(_state, _runner);
        _day = new DayHandler(_state, _marketData, _orders, _actions);
        _flattens = new FlattenHandler(_state, _orders, _runner);
        _commands = new CommandHandler(_state, _orders, _runner, _flattens);
        _overruns = new OverrunHandler(_state, _runner);
        _runner.Messages = _marketData;
        _runner.Swaps = _swaps;
    }

    /// <summary>The outputs of the last record.</summary>
    public OutputBuffer Outputs { get; }

    /// <summary>Measures calls into strategies for whoever drives; none at first, and none in a replay.</summary>
    public CallbackMeter? Meter
    {
        get => _state.Meter;
        set => _state.Meter = value;
    }

    /// <summary>What the parts share, for tests that look behind the outputs.</summary>
    internal EngineState State => _state;

    /// <summary>Engine time, ns since 1970-01-01 UTC.</summary>
    public long TimeNs => _state.TimeNs;

    /// <summary>
    /// When the earliest timer of any slot is due, the limit of a feed's silence ends, or the flattening of a slot has to;
    /// the largest number when none is set.
    /// </summary>
    public long NextTimerDueNs
    {
        get
        {
            TimerBoard board = _state.TimerBoard;
            if (board.IsStale)
            {
                board.Refresh(_state.Slots, _state.SlotCount);
            }

            return Math.Min(board.NextDueNs, Math.Min(_state.Venues.Silence.NextDueNs, _state.Flattens.NextDueNs));
        }
    }

    /// <summary>
    /// Meets what a swap will read, some records before it is asked for, so that less of it is cold then. No record and no
    /// output depends on it. The applying thread.
    /// </summary>
    /// <param name="slot">The slot.</param>
    /// <param name="packageHash">The version that is to come.</param>
    /// <param name="part">
    /// Which part of the state's memory, from 0: large states are met piece by piece, so that no record waits for all.
    /// </param>
    public void WarmSwap(int slot, Hash256 packageHash, int part) => _swaps.Warm(slot, packageHash, part);

    /// <summary>Applies one input record. Its outputs stand in <see cref="Outputs"/> until the next one.</summary>
    /// <param name="record">Header and payload, as the journal holds them.</param>
    /// <param name="mutedSlots">
    /// One bit for each slot (bit 0 is slot 1) that is not called: those that <see cref="RecordType.SlotPoisoned"/> records
    /// right behind this one name.
    /// </param>
    public void Apply(ReadOnlySpan<byte> record, ulong mutedSlots = 0)
    {
        _state.MutedSlots = mutedSlots;
        ref readonly RecordHeader header = ref RecordWriter.Header(record);
        _recordCount++;
        _state.Sequence = header.Sequence;
        // Clamped: the engine's time never goes back; the record keeps its own.
        _state.TimeNs = Math.Max(_state.TimeNs, header.ReceiveTimeNs);
        Outputs.Begin(header.Sequence, _state.TimeNs);
        if (IsRepeat(in header))
        {
            _state.Alert(AlertCode.Duplicate, (long)header.SourceSequence, "record of a source repeated, dropped"u8);
            return;
        }

        if (IsNumbered(in header))
        {
            _lastSourceSequence[IndexOf(in header)] = header.SourceSequence;
        }

        // Nothing comes between the request that took a slot's state and its commit, or between a callback and what its
        // overrun or its end of the process leads to: timers wait for the record behind it.
        if (_state.IsReady
            && header.Type is not (RecordType.SwapCommitted or RecordType.CallbackOverrun or RecordType.SlotPoisoned))
        {
            FireTimers();
        }

        Dispatch(in header, record);
        if (_state.Flattens.Active != 0)
        {
            _flattens.Advance();
        }
    }

    private void Dispatch(in RecordHeader header, ReadOnlySpan<byte> record)
    {
        ReadOnlySpan<byte> payload = record[RecordHeader.Size..];
        switch (header.Type)
        {
            case RecordType.MarketData when _state.IsReady:
                _marketData.Apply(in header, payload);
                break;
            case RecordType.Clock:
                break;
            case RecordType.ExecutionReport when IsValid<ExecutionReportPayload>(payload):
                _reports.Apply(in header, in RecordWriter.Payload<ExecutionReportPayload>(record));
                break;
            case RecordType.OrderCancelReject when IsValid<CancelRejectPayload>(payload):
                _reports.Apply(in header, in RecordWriter.Payload<CancelRejectPayload>(record));
                break;
            case RecordType.SwapRequested when IsValid<SwapRequestedPayload>(payload):
                _swaps.Request(in RecordWriter.Payload<SwapRequestedPayload>(record));
                break;
            case RecordType.SwapCommitted when IsValid<SwapDecisionPayload>(payload):
                _swaps.Commit(in RecordWriter.Payload<SwapDecisionPayload>(record));
                break;
            case RecordType.SwapRefused when IsValid<SwapDecisionPayload>(payload):
                _swaps.Refuse(in RecordWriter.Payload<SwapDecisionPayload>(record));
                break;
            case RecordType.LimitsPart when _state.IsReady:
                _day.AddLimits(payload);
                break;
            case RecordType.LimitsCommit when IsValid<LimitsCommitPayload>(payload):
                _day.CommitLimits(in RecordWriter.Payload<LimitsCommitPayload>(record));
                break;
            case RecordType.EndOfDay when _state.IsReady && EndOfDayPayload.IsLength(payload.Length):
                _flattens.EndDay();
                _day.End(_reports, _swaps);
                break;
            default:
                DispatchCommand(in header, record, payload);
                break;
        }
    }

    private void DispatchCommand(in RecordHeader header, ReadOnlySpan<byte> record, ReadOnlySpan<byte> payload)
    {
        switch (header.Type)
        {
            case RecordType.StartOfDay when payload.Length == Unsafe.SizeOf<StartOfDayPayload>():
                _day.Start(in RecordWriter.Payload<StartOfDayPayload>(record), in header);
                break;
            case RecordType.BehaviourSet when payload.Length == Unsafe.SizeOf<BehaviourSetPayload>():
                _state.SetBehaviour(RecordWriter.Payload<BehaviourSetPayload>(record).Behaviour);
                break;
            case RecordType.VenueDefinition when payload.Length == Unsafe.SizeOf<VenueDefinitionPayload>():
                _day.DefineVenue(in RecordWriter.Payload<VenueDefinitionPayload>(record));
                break;
            case RecordType.FeedDefinition when payload.Length == Unsafe.SizeOf<FeedDefinitionPayload>():
                _day.DefineFeed(in RecordWriter.Payload<FeedDefinitionPayload>(record));
                break;
            case RecordType.Instrument:
                _day.AddInstrument(payload);
                break;
            case RecordType.SlotDefinition when payload.Length == Unsafe.SizeOf<SlotDefinitionPayload>():
                _day.DefineSlot(in RecordWriter.Payload<SlotDefinitionPayload>(record));
                break;
            case RecordType.UniverseCommit when !_state.IsReady:
                _day.CommitUniverse();
                break;
            case RecordType.SlotControl when IsValid<SlotControlPayload>(payload):
                _commands.Control(in RecordWriter.Payload<SlotControlPayload>(record));
                break;
            case RecordType.ParameterSet when IsValid<ParameterSetPayload>(payload):
                _commands.SetParameter(in RecordWriter.Payload<ParameterSetPayload>(record));
                break;
            case RecordType.KillSwitch when IsValid<KillSwitchPayload>(payload):
                _commands.Kill(in RecordWriter.Payload<KillSwitchPayload>(record));
                break;
            case RecordType.CallbackOverrun when IsValid<CallbackOverrunPayload>(payload):
                _overruns.Apply(in RecordWriter.Payload<CallbackOverrunPayload>(record));
                break;
            case RecordType.SlotPoisoned when IsValid<SlotPoisonedPayload>(payload):
                _commands.Poison(in RecordWriter.Payload<SlotPoisonedPayload>(record));
                break;
            case RecordType.SendsHeld when IsValid<SendsHeldPayload>(payload):
                _commands.Hold(in RecordWriter.Payload<SendsHeldPayload>(record));
                break;
            case RecordType.Flatten when IsValid<FlattenPayload>(payload):
                _flattens.Begin(in RecordWriter.Payload<FlattenPayload>(record));
                break;
            case RecordType.LimitSet when IsValid<LimitSetPayload>(payload):
                _commands.SetLimit(in RecordWriter.Payload<LimitSetPayload>(record));
                break;
            case RecordType.SessionStatus when IsValid<SessionStatusPayload>(payload):
                _commands.SetSessionStatus(in header, in RecordWriter.Payload<SessionStatusPayload>(record));
                break;
            case RecordType.FeedStatus when IsValid<FeedStatusPayload>(payload):
                _commands.SetFeedStatus(in RecordWriter.Payload<FeedStatusPayload>(record));
                break;
            default:
                _state.Alert(
                    AlertCode.InvalidRecord,
                    (long)header.Type,
                    "record of an unknown type, of a wrong length or out of order, not obeyed"u8);
                break;
        }
    }

    private bool IsValid<T>(ReadOnlySpan<byte> payload)
        where T : unmanaged => _state.IsReady && payload.Length == Unsafe.SizeOf<T>();

    /// <summary>True when a record's source numbers its records and the engine remembers how far it is.</summary>
    /// <param name="header">The record's.</param>
    public static bool IsNumbered(in RecordHeader header) =>
        header.SourceSequence != 0 && (int)header.SourceKind < SourceKindsMax && header.SourceId < SourcesMax;

    /// <summary>
    /// The rule by which records are dropped: a source's numbers rise, so one that is not above the last applied is a repeat.
    /// Of records that are not numbered nothing can be said: none is a repeat. Looks only, and allocates nothing.
    /// </summary>
    /// <param name="header">The record's.</param>
    /// <remarks>
    /// The table of the last numbers is the only one there is: it moves with every record applied, snapshots carry it, and
    /// <see cref="SourcePositions"/> shows it. Who drives the engine may ask here before it journals a record.
    /// </remarks>
    public bool IsRepeat(in RecordHeader header) =>
        IsNumbered(in header) && header.SourceSequence <= _lastSourceSequence[IndexOf(in header)];

    private static int IndexOf(in RecordHeader header) => (int)header.SourceKind * SourcesMax + header.SourceId;

    private void FireTimers()
    {
        if (NextTimerDueNs > _state.TimeNs)
        {
            return;
        }

        // In front of the strategies' timers, whose orders are judged by it.
        while (_state.Venues.Silence.TryTakeDue(_state.TimeNs, out int feed))
        {
            _state.Alert(
                AlertCode.FeedSilent, feed, "nothing has come from this feed for longer than it may: its prices are no reference"u8);
        }

        for (int number = 1; number <= _state.SlotCount; number++)
        {
            StrategySlot slot = _state.Slots[number]!;
            // Asked each time: a timer's fault may have taken the slot out.
            while (slot.IsRunning && slot.Timers.TryTakeDue(_state.TimeNs, _state.Sequence, out SlotTimer due))
            {
                TimerEvent timer = new(due.TimerId, due.DueTimeNs);
                _runner.OnTimer(slot, in timer);
            }
        }
    }
}
