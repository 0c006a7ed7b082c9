using System.Runtime.CompilerServices;
using Strategies.Engine.Books;
using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Engine.Orders;

/// <summary>
/// The one door by which orders and requests leave: every one passes the gate here, whoever sends it.
/// </summary>
internal sealed class OrderHandler
{
    private readonly EngineState _state;
    private readonly ActionLog _actions;

    internal OrderHandler(EngineState state, ActionLog actions)
    {
        _state = state;
        _actions = actions;
    }

    /// <summary>Sends an order of a strategy.</summary>
    internal SendResult Send(StrategySlot slot, in NewOrder order) => Send(slot, in order, isClosing: false);

    /// <summary>
    /// Sends an order that closes what a slot holds, in the slot's name, though it does not run. Not undone by anything.
    /// </summary>
    internal SendResult Close(StrategySlot slot, in NewOrder order)
    {
        _actions.Begin(slot);
        return Send(slot, in order, isClosing: true);
    }

    private SendResult Send(StrategySlot slot, in NewOrder order, bool isClosing)
    {
        // A refused order has a number too: what is told of it must name it.
        OrderId orderId = OrderId.Pack(_state.Cell, _state.TradingDay, ++_state.OrderCounters.LastOrder);
        OrderPayload payload = new()
        {
            OrderId = orderId.Value,
            Slot = slot.Number,
            Account = slot.Account,
            Instrument = order.Instrument.Value,
            Side = order.Side,
            OrdType = order.OrdType,
            TimeInForce = order.TimeInForce,
            Venue = _state.VenueOf(order.Instrument).Value,
            Price = order.Price.Raw,
            Quantity = order.Quantity.Raw,
            Tag = order.Tag,
        };
        VenueId venue = new(payload.Venue);
        RejectReason blocked = isClosing ? BlockedAt(venue, slot) : Blocked(slot, venue);
        if (blocked != RejectReason.None)
        {
            return Refuse(slot, in payload, RecordType.NewOrderSingle, new RiskDecision(blocked, RiskScope.None, 0, 0));
        }

        RiskOrder riskOrder = ForGate(
            slot, order.Instrument, order.Side, order.OrdType, order.TimeInForce, order.Price, order.Quantity);
        RiskDecision decision = _state.Gate.CheckNew(in riskOrder, Reference(order.Instrument), _state.TimeNs);
        if (decision.Reason != RejectReason.None)
        {
            return Refuse(slot, in payload, RecordType.NewOrderSingle, decision);
        }

        int row = _state.Orders.Add(NewRow(in payload), out EngineOrder evicted);
        _actions.AddSend(row, in evicted);
        _state.OrderCounters.Sent++;
        _state.Outputs.Add(RecordType.NewOrderSingle, in payload);
        return new SendResult(orderId, RejectReason.None);
    }

    internal SendResult Replace(StrategySlot slot, OrderId orderId, Price price, Quantity quantity)
    {
        int row = FindOwn(slot, orderId, out RejectReason reason);
        OrderPayload payload = Request(slot, orderId, row, price.Raw, quantity.Raw);
        if (reason == RejectReason.None)
        {
            ref readonly EngineOrder order = ref _state.Orders[row];
            reason = order.IsCancelPending || order.IsReplacePending ? RejectReason.AlreadyPending
                : order.OrdType != OrdType.Limit ? RejectReason.InvalidOrder
                : quantity.Raw <= order.CumQty ? RejectReason.BelowCumQty
                : Blocked(slot, _state.VenueOf(order.Instrument));
        }

        if (reason != RejectReason.None)
        {
            return Refuse(
                slot, in payload, RecordType.OrderCancelReplaceRequest, new RiskDecision(reason, RiskScope.None, 0, 0));
        }

        return ReplaceKnown(slot, row, in payload);
    }

    internal SendResult Cancel(StrategySlot slot, OrderId orderId)
    {
        int row = FindOwn(slot, orderId, out RejectReason reason);
        if (reason == RejectReason.None && _state.Orders[row].IsCancelPending)
        {
            reason = RejectReason.AlreadyPending;
        }

        // Neither a venue that is down nor held sends stop a cancel; only a buffer that is full does.
        if (reason == RejectReason.None && (_actions.IsFull || !_state.HasCallbackRoom(slot)))
        {
            reason = RejectReason.CapacityExceeded;
        }

        if (reason != RejectReason.None)
        {
            OrderPayload payload = Request(slot, orderId, row, 0, 0);
            return Refuse(slot, in payload, RecordType.OrderCancelRequest, new RiskDecision(reason, RiskScope.None, 0, 0));
        }

        _actions.AddChange(row, in _state.Orders[row]);
        CancelKnown(row);
        return new SendResult(orderId, RejectReason.None);
    }

    /// <summary>The engine itself cancels every working order of a slot. Not undone by anything.</summary>
    internal void CancelAll(int slot)
    {
        for (int row = _state.Orders.FirstWorking(slot); row != OrderTable.None; row = _state.Orders[row].Next)
        {
            if (!_state.Orders[row].IsCancelPending)
            {
                CancelKnown(row);
            }
        }
    }

    /// <summary>The engine itself cancels every working order within the scope of a kill switch.</summary>
    internal void CancelScope(RiskScope scope, int scopeId)
    {
        for (int slot = 1; slot <= _state.SlotCount; slot++)
        {
            for (int row = _state.Orders.FirstWorking(slot); row != OrderTable.None; row = _state.Orders[row].Next)
            {
                ref readonly EngineOrder order = ref _state.Orders[row];
                bool isInScope = scope switch
                {
                    RiskScope.Order => order.Instrument.Value == scopeId,
                    RiskScope.Strategy => order.Slot == scopeId,
                    RiskScope.Account => order.Account == scopeId,
                    _ => true,
                };
                if (isInScope && !order.IsCancelPending)
                {
                    CancelKnown(row);
                }
            }
        }
    }

    /// <summary>What the gate holds for an order is made equal to what the order can still become.</summary>
    internal void Settle(ref EngineOrder order)
    {
        long required = order.RequiredReservation;
        long difference = required - order.ReservedQty;
        if (difference > 0)
        {
            _state.Gate.Reserve(order.Slot, order.Instrument, order.Side, difference);
        }
        else if (difference < 0)
        {
            _state.Gate.Release(order.Slot, order.Instrument, order.Side, -difference);
        }

        order.ReservedQty = required;
    }

    private static EngineOrder NewRow(in OrderPayload payload) => new()
    {
        OrderId = new OrderId(payload.OrderId),
        Slot = payload.Slot,
        Account = payload.Account,
        Instrument = new InstrumentId(payload.Instrument),
        Side = payload.Side,
        OrdType = payload.OrdType,
        TimeInForce = payload.TimeInForce,
        BaseStatus = OrdStatus.PendingNew,
        Price = new Price(payload.Price),
        OrderQty = payload.Quantity,
        LeavesQty = payload.Quantity,
        ReservedQty = payload.Quantity,
        NextRequestId = 1,
        Tag = payload.Tag,
    };

    private SendResult ReplaceKnown(StrategySlot slot, int row, in OrderPayload request)
    {
        ref EngineOrder order = ref _state.Orders[row];
        RiskOrder current = ForGate(
            slot, order.Instrument, order.Side, order.OrdType, order.TimeInForce, order.Price, order.LeavesQty);
        RiskDecision decision = _state.Gate.CheckReplace(
            in current, new Price(request.Price), request.Quantity, order.CumQty, Reference(order.Instrument), _state.TimeNs);
        if (decision.Reason != RejectReason.None)
        {
            return Refuse(slot, in request, RecordType.OrderCancelReplaceRequest, decision);
        }

        // The row as it was, before anything in it changes.
        _actions.AddChange(row, in order);
        order.IsReplacePending = true;
        order.ReplaceRequestId = request.RequestId;
        order.PendingPrice = new Price(request.Price);
        order.PendingQty = request.Quantity;
        order.NextRequestId++;
        // The gate has reserved the difference already, when it accepted.
        order.ReservedQty = order.RequiredReservation;
        _state.Outputs.Add(RecordType.OrderCancelReplaceRequest, in request);
        return new SendResult(order.OrderId, RejectReason.None);
    }

    private void CancelKnown(int row)
    {
        ref EngineOrder order = ref _state.Orders[row];
        OrderPayload payload = new()
        {
            OrderId = order.OrderId.Value,
            RequestId = order.NextRequestId++,
            Slot = order.Slot,
            Account = order.Account,
            Instrument = order.Instrument.Value,
            Side = order.Side,
            OrdType = order.OrdType,
            TimeInForce = order.TimeInForce,
            Venue = _state.VenueOf(order.Instrument).Value,
            Price = order.Price.Raw,
            Quantity = order.OrderQty,
            Tag = order.Tag,
        };
        order.IsCancelPending = true;
        order.CancelRequestId = payload.RequestId;
        _state.Gate.OnCancelSent(order.Slot, _state.TimeNs);
        _state.Outputs.Add(RecordType.OrderCancelRequest, in payload);
    }

    private OrderPayload Request(StrategySlot slot, OrderId orderId, int row, long price, long quantity)
    {
        OrderPayload payload =
            new() { OrderId = orderId.Value, Slot = slot.Number, Account = slot.Account, Price = price, Quantity = quantity };
        if (row != OrderTable.None)
        {
            ref readonly EngineOrder order = ref _state.Orders[row];
            payload.RequestId = order.NextRequestId;
            payload.Instrument = order.Instrument.Value;
            payload.Side = order.Side;
            payload.OrdType = order.OrdType;
            payload.TimeInForce = order.TimeInForce;
            payload.Venue = _state.VenueOf(order.Instrument).Value;
            payload.Tag = order.Tag;
        }

        return payload;
    }

    private int FindOwn(StrategySlot slot, OrderId orderId, out RejectReason reason)
    {
        int row = _state.Orders.Find(orderId);
        bool isOwn = row != OrderTable.None && _state.Orders[row].Slot == slot.Number;
        reason = !isOwn ? RejectReason.UnknownOrder
            : !_state.Orders[row].BaseStatus.IsWorking() ? RejectReason.TooLate
            : slot.IsHandingOver ? RejectReason.SlotNotRunning
            : RejectReason.None;
        return isOwn ? row : OrderTable.None;
    }

    private RejectReason Blocked(StrategySlot slot, VenueId venue) =>
        !slot.IsRunning || slot.IsHandingOver ? RejectReason.SlotNotRunning : BlockedAt(venue, slot);

    /// <summary>An unknown instrument has no venue that could be down: the gate refuses it.</summary>
    private RejectReason BlockedAt(VenueId venue, StrategySlot slot) =>
        !_state.Venues.IsUp(venue) ? RejectReason.VenueDown
        : _state.AreSendsHeld ? RejectReason.SendsHeld
        : _actions.IsFull || !_state.HasCallbackRoom(slot) || _state.Orders.IsFullFor(slot.Number) ? RejectReason.CapacityExceeded
        : RejectReason.None;

    private static RiskOrder ForGate(
        StrategySlot slot,
        InstrumentId instrument,
        Side side,
        OrdType ordType,
        TimeInForce timeInForce,
        Price price,
        Quantity quantity) => new()
        {
            Slot = slot.Number,
            Account = slot.Account,
            Instrument = instrument,
            Side = side,
            OrdType = ordType,
            TimeInForce = timeInForce,
            Price = price,
            Quantity = quantity,
        };

    private ReferencePrice Reference(InstrumentId instrument)
    {
        if (!_state.IsKnown(instrument))
        {
            return default;
        }

        OrderBook book = _state.Books[instrument.Value - 1];
        return new ReferencePrice
        {
            BestBid = book.BestBid.Price,
            BestOffer = book.BestOffer.Price,
            LastTrade = book.LastTradePrice,
            TimeNs = book.LastUpdateTimeNs,
            IsGap = _state.Venues.HasGap(_state.VenueOf(instrument)),
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private SendResult Refuse(StrategySlot slot, in OrderPayload payload, RecordType request, in RiskDecision decision)
    {
        _state.OrderCounters.Refused++;
        if (_state.HasCallbackRoom(slot))
        {
            _state.Outputs.Add(RecordType.OrderRejected, new RejectPayload
            {
                Order = payload,
                Request = request,
                Reason = decision.Reason,
                Scope = decision.Scope,
                Limit = decision.Limit,
                Value = decision.Value,
            });
        }

        return new SendResult(new OrderId(payload.OrderId), decision.Reason);
    }
}
