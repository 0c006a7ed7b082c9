using System.Runtime.CompilerServices;
using HdrHistogram;
using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Journal;
using Strategies.Journal.Replay;
using Strategies.MarketData;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session;
using Strategies.Session.Results;
using Strategies.Session.Versions;

namespace Strategies.Auditing;

/// <summary>
/// Proves a day that a cell has played: its journal is run again by an engine of this process, every output is compared,
/// the messages are counted three ways, and the report is the one that a day played in one process has.
/// </summary>
/// <remarks>Not for a journal that is being written.</remarks>
public sealed class DayAudit
{
    private const string MarketCallbacks = "callbacks.market";

    private readonly string _folder;
    private readonly CoreReport _core;
    private readonly IReadOnlyList<CoreReport> _cores;
    private readonly SwapAudit _swaps;
    private readonly Dictionary<RejectReason, long> _rejects = [];
    private readonly List<(ulong Sequence, SlotStatePayload State)> _quarantines = [];
    private readonly AuditMeter _meter = new();
    private readonly OverrunTable _overruns = new();

    /// <summary>The last message of each feed that is in a record, as the feed numbers them.</summary>
    private readonly Dictionary<ushort, ulong> _reached = [];
    private TradingEngine? _engine;
    private DayReport? _report;
    private SessionSetup? _setup;
    private long _orders;
    private long _fills;
    private long _messages;
    private long _messagesBefore;
    private long _skipped;
    private bool _isEnding;
    private bool _isEndedByPerson;

    /// <summary>Makes an audit.</summary>
    /// <param name="archive">The journal on disk.</param>
    /// <param name="cores">What the cores of the day measured that ended in order, in their order; one at least.</param>
    public DayAudit(string archive, IReadOnlyList<CoreReport> cores)
    {
        _folder = archive;
        _cores = cores;
        _core = cores[^1];
        _swaps = new SwapAudit(cores);
    }

    /// <summary>The first output that differs; null when every one is equal.</summary>
    public OutputDifference? Difference { get; private set; }

    /// <summary>Whether the strategies have saved all of their state; null before the run.</summary>
    public StateCheck? States { get; private set; }

    /// <summary>Runs the day again.</summary>
    /// <param name="tickToOrder">What the cell measured from packet to order, ns.</param>
    /// <param name="notRun">The plan's actions that whoever played the day could not carry out.</param>
    /// <param name="progress">Told the number of the input, now and then.</param>
    /// <exception cref="JournalException">The journal is damaged.</exception>
    public SessionResult Run(LongHistogram tickToOrder, IReadOnlyList<SessionFinding> notRun, Action<ulong> progress)
    {
        JournalSession session = new(_folder);
        StoredVersions versions = session.NewVersions();
        States = new StateCheck(_folder, versions, Random.Shared.Next(), StateCheck.PointsUsual);
        using JournalRunner inputs = new(_folder, RunStart.Genesis, session.OptionsOf, versions);
        using OutputComparer comparer = new(_folder);
        while (comparer.Difference is null && inputs.TryNext())
        {
            if (_engine is null)
            {
                _setup = SessionSetup.Load(session.PlanOf(inputs.Configuration));
                _engine = inputs.Engine;
                _engine.Meter = _meter;
                _report = new DayReport(_engine);
            }

            Take(inputs, comparer);
            if ((inputs.LastSequence & 0xFFFF) == 0)
            {
                progress(inputs.LastSequence);
            }
        }

        if (comparer.Difference is null)
        {
            comparer.Finish(inputs.LastSequence);
            States.Finish(inputs);
        }

        Difference = comparer.Difference;
        return Build(tickToOrder, notRun, inputs.LastSequence, comparer.Count);
    }

    private void Take(JournalRunner inputs, OutputComparer comparer)
    {
        ReadOnlySpan<byte> record = inputs.Record;
        ref readonly RecordHeader header = ref inputs.Header;
        bool isStop = header.Type == RecordType.SlotControl && header.SourceKind == SourceKind.Driver;
        if (isStop && !_isEnding)
        {
            _isEnding = true;
            _report!.RememberStates(_engine!.SlotCount);
        }

        _swaps.Before(in header, record, _engine!, _messages);
        if (header.Type == RecordType.MarketData)
        {
            _messages += MarketDataDecoder.CountMessages(
                header.PayloadFormat, record[(RecordHeader.Size + Unsafe.SizeOf<MarketDataPrefix>())..]);
            CountSkipped(header.SourceId, in RecordWriter.Payload<MarketDataPrefix>(record));
        }

        _messagesBefore = header.Sequence <= _core.StartSequence ? _messages : _messagesBefore;
        _meter.Sequence = header.Sequence;
        States!.Before(inputs);
        inputs.Apply();
        States.After(inputs);
        for (int offset = 0; offset < _engine!.Outputs.Length; offset = _engine.Outputs.NextOffset(offset))
        {
            Span<byte> output = _engine.Outputs.At(offset);
            comparer.Add(output);
            Count(output);
        }

        _swaps.After(in header, record, _engine);
        if (isStop)
        {
            _report!.AddPublished();
        }
        else if (header.Type == RecordType.EndOfDay)
        {
            _report!.AddPositions();
            _isEndedByPerson = IsEndedByPerson(record);
        }
        else if (header.Type == RecordType.CallbackOverrun)
        {
            _overruns.Add(in RecordWriter.Payload<CallbackOverrunPayload>(record));
        }
    }

    private void CountSkipped(ushort feed, in MarketDataPrefix prefix)
    {
        if (_reached.TryGetValue(feed, out ulong last) && prefix.FirstSequence > last + 1)
        {
            _skipped += (long)(prefix.FirstSequence - last - 1);
        }

        _reached[feed] = prefix.LastSequence;
    }

    private void Count(ReadOnlySpan<byte> output)
    {
        switch (RecordWriter.Header(output).Type)
        {
            case RecordType.NewOrderSingle:
                _orders++;
                break;
            case RecordType.OrderState when RecordWriter.Payload<OrderStatePayload>(output).ExecType == ExecType.Trade:
                _fills++;
                break;
            case RecordType.OrderRejected:
                RejectReason reason = RecordWriter.Payload<RejectPayload>(output).Reason;
                _rejects[reason] = _rejects.GetValueOrDefault(reason) + 1;
                break;
            case RecordType.SlotState:
                ref readonly SlotStatePayload state = ref RecordWriter.Payload<SlotStatePayload>(output);
                if (state.State == SlotState.Quarantined)
                {
                    _quarantines.Add((RecordWriter.Header(output).Sequence, state));
                }

                break;
        }
    }

    private SessionResult Build(
        LongHistogram tickToOrder, IReadOnlyList<SessionFinding> notRun, ulong lastSequence, long outputs)
    {
        FeedSurvey survey = FeedSurvey.Of(_setup!);
        List<SlotReport> slots = [.. _setup!.Plan.Slots.Select(Slot)];
        // What the files themselves skip is not lost.
        long played = _isEndedByPerson ? _messages + Math.Max(0, _skipped - survey.Missing) : survey.Messages;
        return new SessionResult
        {
            FeedMessages = survey.Messages,
            RecordMessages = _messages,
            EventsNotPlayed = survey.Messages - played,
            EventsLost = EventsLost(played, slots),
            FeedRemark = survey.Remark,
            Counters = _engine!.Counters,
            Orders = _orders,
            Fills = _fills,
            Rejects = _rejects,
            Swaps = _swaps.Reports(_setup.Plan),
            ActionsNotRun = notRun.Count,
            Findings = DayFindings.Of(_setup, _quarantines, _meter.Faults.Faults, IsSubscribed, notRun),
            Slots = slots,
            Positions = PositionReport.Of(_setup, _report!.Positions),
            Overruns = [.. _overruns.Rows.ToArray().Select(overrun => new OverrunReport(
                _setup.Plan.Slots[overrun.Slot - 1].Name, overrun.Kind, overrun.Call, overrun.Measured, overrun.Budget,
                overrun.CauseSequence, overrun.Action, overrun.Count))],
            CallbackNumbers = [.. _setup.Plan.Slots.Select(_ => default(CallbackNumbers))],
            TickToOrder = tickToOrder,
            GcCounts = [.. Enumerable.Range(0, 3).Select(generation => (int)_cores.Sum(core => core.GcCounts[generation]))],
            HotThreadAllocatedBytes = _cores.Sum(core => core.AllocatedBytes),
            HotThreadCompiledMethods = _cores.Sum(core => core.CompiledMethods),
            PinnedCpu = _core.PinnedCpu,
            LastSequence = lastSequence,
            Outputs = outputs,
            Digest = _report!.Digest,
            Elapsed = TimeSpan.FromSeconds(_cores.Sum(core => core.ElapsedSeconds)),
            JournalDir = _folder,
        };
    }

    /// <summary>
    /// Every count against the file's as far as it was played: records, the core's own behind what cores before it had taken, and what the
    /// strategies counted.
    /// </summary>
    private long EventsLost(long played, List<SlotReport> slots)
    {
        long lost = Math.Max(Math.Abs(played - _messages), Math.Abs(played - _messagesBefore - _core.Messages));
        long told = played - _engine!.Counters.UntoldMessages;
        foreach (SlotReport slot in slots)
        {
            bool ranAllDay = slot.State == SlotState.Running && slot.MarketCallbacks >= 0 && slot.QuarantineReason.Length == 0;
            lost = ranAllDay && _setup!.Universe.Length == 1 ? Math.Max(lost, Math.Abs(told - slot.MarketCallbacks)) : lost;
        }

        return lost;
    }

    /// <summary>A day that somebody ended has not lost what its feeds had still to tell; one that its feeds ended has.</summary>
    private static bool IsEndedByPerson(ReadOnlySpan<byte> record) =>
        record.Length > RecordHeader.Size
        && !EndOfDay.IsOfFeeds(in RecordWriter.Payload<EndOfDayPayload>(record));

    /// <summary>When the day ended; of a day without an end, behind its last input.</summary>
    private bool IsSubscribed(int slot) =>
        _report!.Subscribed.Count >= slot ? _report.Subscribed[slot - 1] : _engine!.IsSubscribed(slot);

    private SlotReport Slot(SlotPlan plan)
    {
        int number = _setup!.SlotNumber(plan.Name);
        return new SlotReport(
            plan.Name,
            _report!.States.Count >= number ? _report.States[number - 1] : _engine!.StateOf(number),
            _report.Positions.Where(position => position.Slot == number).Sum(position => position.Quantity),
            _report.Published.GetValueOrDefault((number, MarketCallbacks), -1),
            _quarantines.LastOrDefault(quarantine => quarantine.State.Slot == number).State.Reason.ToString());
    }
}
