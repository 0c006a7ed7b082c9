using Strategies.Engine.Orders;
using Strategies.Engine.Positions;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Slots;

/// <summary>What a slot's strategy sees of the engine.</summary>
internal sealed class SlotContext : StrategyContext
{
    private readonly EngineState _state;
    private readonly StrategySlot _slot;
    private readonly OrderHandler _orders;
    private readonly ActionLog _actions;

    internal SlotContext(EngineState state, StrategySlot slot, OrderHandler orders, ActionLog actions)
    {
        _state = state;
        _slot = slot;
        _orders = orders;
        _actions = actions;
    }

    /// <summary>The slot's own copies of the day's instruments.</summary>
    internal Instrument[] Instruments { get; set; } = [];

    public override long TimeNs => _state.TimeNs;

    public override int InstrumentCount => _state.Instruments.Length;

    public override int WorkingOrderCount => _state.Orders.WorkingCount(_slot.Number);

    public override InstrumentId FindInstrument(ReadOnlySpan<char> symbol)
    {
        int at = symbol.LastIndexOf('@');
        InstrumentId found = InstrumentId.None;
        foreach (Instrument instrument in _state.Instruments)
        {
            if (symbol.SequenceEqual(instrument.Symbol))
            {
                if (found != InstrumentId.None)
                {
                    // Two venues have it: which one is meant has to be said.
                    return InstrumentId.None;
                }

                found = instrument.Id;
            }
            else if (at > 0
                && symbol[..at].SequenceEqual(instrument.Symbol)
                && symbol[(at + 1)..].SequenceEqual(_state.Venues.NameOf(instrument.Venue)))
            {
                return instrument.Id;
            }
        }

        return found;
    }

    public override Instrument Instrument(InstrumentId instrument) => Instruments[IndexOf(instrument)];

    public override Book Book(InstrumentId instrument) => _state.Books[IndexOf(instrument)];

    public override void Subscribe(InstrumentId instrument)
    {
        int index = IndexOf(instrument);
        ThrowIfHandingOver();
        Count(SlotUseKind.Subscriptions);
        ulong bit = 1UL << (_slot.Number - 1);
        if ((_state.Subscribers[index] & bit) == 0)
        {
            if (_actions.IsFull)
            {
                throw new InvalidOperationException(
                    $"more than {_state.Options.ActionsPerCallbackMax} actions in one callback");
            }

            _actions.AddSubscribe(instrument);
            _state.Subscribers[index] |= bit;
        }
    }

    public override SendResult Send(in NewOrder order)
    {
        Count(SlotUseKind.OrderRequests);
        return _orders.Send(_slot, in order);
    }

    public override SendResult Replace(OrderId orderId, Price price, Quantity quantity)
    {
        Count(SlotUseKind.OrderRequests);
        return _orders.Replace(_slot, orderId, price, quantity);
    }

    public override SendResult Cancel(OrderId orderId)
    {
        Count(SlotUseKind.OrderRequests);
        return _orders.Cancel(_slot, orderId);
    }

    public override int CopyWorkingOrders(Span<WorkingOrder> orders)
    {
        int copied = 0;
        int row = _state.Orders.FirstWorking(_slot.Number);
        while (row != OrderTable.None && copied < orders.Length)
        {
            orders[copied++] = View(in _state.Orders[row]);
            row = _state.Orders[row].Next;
        }

        return copied;
    }

    public override bool TryGetOrder(OrderId orderId, out WorkingOrder order)
    {
        int row = _state.Orders.Find(orderId);
        if (row == OrderTable.None || _state.Orders[row].Slot != _slot.Number || !_state.Orders[row].BaseStatus.IsWorking())
        {
            order = default;
            return false;
        }

        order = View(in _state.Orders[row]);
        return true;
    }

    public override Position Position(InstrumentId instrument)
    {
        int index = IndexOf(instrument);
        Instrument definition = _state.Instruments[index];
        ref readonly PositionRow row = ref _state.Positions[_slot.Number, instrument];
        long workingBuy = 0;
        long workingSell = 0;
        for (int at = _state.Orders.FirstWorking(_slot.Number); at != OrderTable.None; at = _state.Orders[at].Next)
        {
            ref readonly EngineOrder order = ref _state.Orders[at];
            if (order.Instrument == instrument)
            {
                (order.Side == Side.Buy ? ref workingBuy : ref workingSell) += order.LeavesQty;
            }
        }

        return new Position
        {
            Quantity = row.Quantity,
            WorkingBuy = workingBuy,
            WorkingSell = workingSell,
            Cost = new Money(row.Cost, definition.Currency),
            Realised = new Money(row.Realised, definition.Currency),
            Unrealised = new Money(
                PositionTable.Unrealised(in row, definition, _state.Books[index]), definition.Currency),
            Fees = new Money(row.Fees, definition.Currency),
        };
    }

    public override bool SetTimer(long timerId, long dueTimeNs)
    {
        ThrowIfHandingOver();
        Count(SlotUseKind.Timers);
        _actions.SaveTimers(_slot.Timers);
        return _slot.Timers.Set(
            new SlotTimer { TimerId = timerId, DueTimeNs = dueTimeNs, SetAtSequence = _state.Sequence });
    }

    public override bool CancelTimer(long timerId)
    {
        ThrowIfHandingOver();
        int index = _slot.Timers.Find(timerId);
        if (index < 0)
        {
            return false;
        }

        _actions.SaveTimers(_slot.Timers);
        _slot.Timers.RemoveAt(index);
        return true;
    }

    public override void Log(
        LogLevel level, ReadOnlySpan<byte> template, long argument0 = 0, long argument1 = 0, long argument2 = 0)
    {
        Count(SlotUseKind.LogLines);
        if (_state.HasCallbackRoom(_slot))
        {
            _state.Outputs.Add(RecordType.Log, new LogPayload
            {
                Slot = _slot.Number,
                Level = level,
                Argument0 = argument0,
                Argument1 = argument1,
                Argument2 = argument2,
                Template = Text200.From(template),
            });
        }
    }

    public override void Publish(ReadOnlySpan<byte> name, long value)
    {
        Count(SlotUseKind.Published);
        if (_state.HasCallbackRoom(_slot))
        {
            _state.Outputs.Add(
                RecordType.Publish,
                new PublishPayload { Slot = _slot.Number, Value = value, Name = Text32.From(name) });
        }
    }

    internal static WorkingOrder View(in EngineOrder order) => new()
    {
        OrderId = order.OrderId,
        Instrument = order.Instrument,
        Side = order.Side,
        OrdStatus = order.OrdStatus,
        Price = order.Price,
        OrderQty = order.OrderQty,
        CumQty = order.CumQty,
        LeavesQty = order.LeavesQty,
        Tag = order.Tag,
    };

    /// <summary>Not while state is handed over: whoever takes a snapshot asks for it too, and must change nothing by that.</summary>
    private void Count(SlotUseKind kind)
    {
        if (_state.IsBounded && !_slot.IsHandingOver)
        {
            _slot.Use.Count(kind, _state.TimeNs);
        }
    }

    private int IndexOf(InstrumentId instrument) => _state.IsKnown(instrument)
        ? instrument.Value - 1
        : throw new ArgumentOutOfRangeException(
            nameof(instrument), $"instrument {instrument.Value} is not in the universe of {_state.Instruments.Length}");

    private void ThrowIfHandingOver()
    {
        if (_slot.IsHandingOver)
        {
            throw new InvalidOperationException("nothing can be set while state is handed over; use OnHandover");
        }
    }
}
