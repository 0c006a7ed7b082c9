using Strategies.Journal.Describe;
using Strategies.Projection.Views;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Projection;

/// <summary>
/// A day as its journal tells it, input by input and output by output. Cheap for a record of the clock or of market data,
/// of which there are millions.
/// </summary>
/// <remarks>Not safe by itself: <see cref="JournalTail"/> writes and readers read under its lock.</remarks>
public sealed class DayProjection
{
    private const int AlertsKept = 200;
    private const int ChangesKept = 5_000;

    private readonly SortedDictionary<int, SlotRow> _slots = [];
    private readonly Dictionary<(int Slot, int Instrument), (PositionPayload Position, long TimeNs)> _positions = [];
    private readonly Dictionary<(int Slot, string Name), ParameterView> _parameters = [];
    private readonly List<ChangeLine> _parameterHistory = [];
    private readonly Queue<AlertView> _alerts = [];
    private readonly LimitBook _limits = new();
    private readonly KillBook _kills = new();
    private readonly SwapLog _swaps = new();
    private int _tradingDay;
    private int _behaviour;
    private int _tradeDate;
    private string _heldReason = "";
    private EndOfDayPayload _ending;

    public DayNames Names { get; } = new();

    public CommandTraces Commands { get; } = new();

    public OpenOrders OpenOrders { get; } = new();

    public DayCounts Counts { get; } = new();

    /// <summary>Number of the last input that was taken.</summary>
    public ulong LastSequence { get; private set; }

    public long LastTimeNs { get; private set; }

    /// <summary>True when slots and instruments are all known.</summary>
    public bool IsNamed { get; private set; }

    public bool IsEnded { get; private set; }

    /// <summary>Number of the input that ended the day; 0 before.</summary>
    public ulong EndSequence { get; private set; }

    public IReadOnlyList<ChangeLine> LimitHistory => _limits.History;

    public IReadOnlyList<ChangeLine> ParameterHistory => _parameterHistory;

    public IReadOnlyCollection<AlertView> Alerts => _alerts;

    public IReadOnlyCollection<SwapView> Swaps => _swaps.All;

    public IReadOnlyCollection<SlotRow> Slots => _slots.Values;

    public void TakeInput(ReadOnlySpan<byte> record)
    {
        ref readonly RecordHeader header = ref RecordWriter.Header(record);
        LastSequence = header.Sequence;
        LastTimeNs = header.ReceiveTimeNs;
        switch (header.Type)
        {
            case RecordType.Clock:
                return;
            case RecordType.MarketData:
                Counts.Packets++;
                return;
            case RecordType.ExecutionReport:
                Counts.Reports++;
                return;
        }

        if (header.SourceKind == SourceKind.Operator && header.SourceSequence != 0)
        {
            Commands.Begin(in header, record);
        }

        TakeRareInput(in header, record);
    }

    public void TakeOutput(ReadOnlySpan<byte> record)
    {
        ref readonly RecordHeader header = ref RecordWriter.Header(record);
        Commands.Answer(record);
        switch (header.Type)
        {
            case RecordType.NewOrderSingle when Payload.TryRead(record, out OrderPayload order):
                Counts.Of(order.Slot).Orders++;
                OpenOrders.Begin(in order, header.ReceiveTimeNs);
                break;
            case RecordType.OrderCancelReplaceRequest when Payload.TryRead(record, out OrderPayload order):
                Counts.Of(order.Slot).Replaces++;
                OpenOrders.Await(order.OrderId, OrdStatus.PendingReplace, header.ReceiveTimeNs);
                break;
            case RecordType.OrderCancelRequest when Payload.TryRead(record, out OrderPayload order):
                Counts.Of(order.Slot).Cancels++;
                OpenOrders.Await(order.OrderId, OrdStatus.PendingCancel, header.ReceiveTimeNs);
                break;
            case RecordType.OrderState when Payload.TryRead(record, out OrderStatePayload state):
                Counts.Of(state.Slot).Fills += state.ExecType == ExecType.Trade ? 1 : 0;
                OpenOrders.Update(in state, header.ReceiveTimeNs);
                break;
            case RecordType.OrderRejected when Payload.TryRead(record, out RejectPayload reject):
                Counts.CountReject(in reject);
                break;
            case RecordType.PositionState when Payload.TryRead(record, out PositionPayload position):
                _positions[(position.Slot, position.Instrument)] = (position, header.ReceiveTimeNs);
                break;
            default:
                TakeRareOutput(in header, record);
                break;
        }
    }

    /// <summary>The working orders of a kill switch's scope.</summary>
    public ulong[] WorkingIn(RiskScope scope, int id) =>
        OpenOrders.In(scope, id, slot => _slots.TryGetValue(slot, out SlotRow? row) ? row.Account : 0);

    public SlotView[] SlotViews() => [.. _slots.Values.Select(slot => slot.View(
        Counts.Of(slot.Number), OpenOrders.CountOf(slot.Number), _kills.IsKilled(slot.Number, slot.Account)))];

    public PositionView[] Positions() =>
    [
        .. _positions.OrderBy(entry => entry.Key).Select(entry =>
        {
            PositionPayload position = entry.Value.Position;
            Int128 profit = position.Realised + position.Unrealised - position.Fees;
            Instrument? instrument = Names.Instruments.GetValueOrDefault(position.Instrument);
            return new PositionView(
                Names.Slot(position.Slot),
                _slots.TryGetValue(position.Slot, out SlotRow? slot) ? slot.AccountName : "",
                Names.Instrument(position.Instrument),
                position.Quantity,
                Projection.Names.Amount(position.Cost),
                Projection.Names.Amount(position.Realised),
                Projection.Names.Amount(position.Unrealised),
                Projection.Names.Amount(position.Fees),
                Projection.Names.Amount(profit),
                instrument?.Currency.ToString() ?? "",
                entry.Value.TimeNs);
        }),
    ];

    public LimitView[] Limits() => _limits.All(Names);

    public KillView[] Kills() => _kills.All(Names);

    public ParameterView[] Parameters() =>
        [.. _parameters.OrderBy(entry => entry.Key).Select(entry => entry.Value)];

    public DayView View(long lagInputs, bool isCaughtUp) => new(
        _tradingDay,
        _tradeDate,
        _behaviour,
        IsEnded,
        _ending.Who.ToString(),
        _ending.Reason.ToString(),
        _heldReason,
        LastSequence,
        LastTimeNs,
        lagInputs,
        isCaughtUp,
        Counts.Packets,
        Counts.Reports,
        Counts.Orders,
        Counts.Replaces,
        Counts.Cancels,
        Counts.Fills,
        Counts.Rejects(),
        OpenOrders.Count);

    private void TakeRareInput(in RecordHeader header, ReadOnlySpan<byte> record)
    {
        switch (header.Type)
        {
            case RecordType.StartOfDay when Payload.TryRead(record, out StartOfDayPayload day):
                (_tradingDay, _tradeDate, _behaviour) = (day.TradingDay, day.TradeDate, EngineBehaviour.First);
                break;
            case RecordType.BehaviourSet when Payload.TryRead(record, out BehaviourSetPayload behaviour):
                _behaviour = behaviour.Behaviour;
                break;
            case RecordType.Instrument:
                Names.Take(record);
                break;
            case RecordType.SlotDefinition when Payload.TryRead(record, out SlotDefinitionPayload slot):
                Names.Take(record);
                _slots[slot.Slot] = new SlotRow
                {
                    Number = slot.Slot,
                    Name = slot.Name.ToString(),
                    Account = slot.Account,
                    AccountName = slot.AccountName.ToString(),
                };
                break;
            case RecordType.UniverseCommit:
                IsNamed = true;
                break;
            case RecordType.LimitsPart:
                _limits.AddPart(record);
                break;
            case RecordType.LimitsCommit when Payload.TryRead(record, out LimitsCommitPayload commit):
                _limits.Commit(in header, in commit);
                break;
            case RecordType.KillSwitch when Payload.TryRead(record, out KillSwitchPayload kill):
                _kills.Take(in header, in kill);
                break;
            case RecordType.SwapRequested when Payload.TryRead(record, out SwapRequestedPayload request):
                _swaps.Request(in header, in request, Names);
                break;
            case RecordType.SwapCommitted or RecordType.SwapRefused
                when Payload.TryRead(record, out SwapDecisionPayload decision):
                _swaps.Decide(in header, in decision);
                Commands.Decide(in header, in decision);
                break;
            case RecordType.SendsHeld when Payload.TryRead(record, out SendsHeldPayload held):
                _heldReason = held.IsHeld == 0 ? "" : held.Reason.ToString();
                break;
            case RecordType.EndOfDay:
                (IsEnded, EndSequence) = (true, header.Sequence);
                _ = Payload.TryRead(record, out _ending);
                break;
        }
    }

    private void TakeRareOutput(in RecordHeader header, ReadOnlySpan<byte> record)
    {
        switch (header.Type)
        {
            case RecordType.SlotState when Payload.TryRead(record, out SlotStatePayload state):
                TakeSlotState(in header, in state);
                break;
            case RecordType.FlattenState when Payload.TryRead(record, out FlattenStatePayload flatten):
                if (_slots.TryGetValue(flatten.Slot, out SlotRow? slot))
                {
                    slot.Take(in flatten);
                }

                break;
            case RecordType.Alert when Payload.TryRead(record, out AlertPayload alert):
                _alerts.Enqueue(new AlertView(
                    header.Sequence,
                    header.ReceiveTimeNs,
                    Projection.Names.Of(alert.Code),
                    alert.Count,
                    alert.Detail,
                    alert.Text.ToString()));
                while (_alerts.Count > AlertsKept)
                {
                    _alerts.Dequeue();
                }

                break;
            case RecordType.LimitChanged when Payload.TryRead(record, out LimitChangedPayload limit):
                _limits.Change(in header, in limit, ChangeHistory.Of(Names, record)!);
                break;
            case RecordType.ParameterChanged when Payload.TryRead(record, out ParameterChangedPayload parameter):
                TakeParameter(in header, in parameter, ChangeHistory.Of(Names, record)!);
                break;
        }
    }

    private void TakeSlotState(in RecordHeader header, in SlotStatePayload state)
    {
        if (_slots.TryGetValue(state.Slot, out SlotRow? slot))
        {
            slot.Take(in header, in state, _swaps.IsDeployment(header.Sequence));
        }
    }

    private void TakeParameter(in RecordHeader header, in ParameterChangedPayload parameter, ChangeLine line)
    {
        _parameters[(parameter.Slot, line.Name)] = new ParameterView(
            line.Scope, line.Name, line.New, line.Who, line.Reason, header.Sequence, header.ReceiveTimeNs);
        if (_parameterHistory.Count < ChangesKept)
        {
            _parameterHistory.Add(line);
        }
    }
}
