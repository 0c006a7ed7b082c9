using Strategies.Engine.Positions;
using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Orders;

/// <summary>
/// Applies what the venue says of our orders: FIX 4.4's order state changes (Appendix D). Quantities come from the
/// fills themselves; where a report's totals disagree an alert says so and the fills win.
/// </summary>
internal sealed class ExecutionReportHandler
{
    private readonly EngineState _state;
    private readonly OrderHandler _orders;
    private readonly SlotRunner _runner;

    internal ExecutionReportHandler(EngineState state, OrderHandler orders, SlotRunner runner)
    {
        _state = state;
        _orders = orders;
        _runner = runner;
    }

    internal long FillCount { get; set; }

    internal void Apply(in RecordHeader header, in ExecutionReportPayload report)
    {
        int row = _state.Orders.Find(new OrderId(report.OrderId));
        if (row == OrderTable.None)
        {
            _state.Alert(
                AlertCode.UnknownOrder, (long)report.OrderId, "execution report for an order that is not known"u8);
            return;
        }

        ref EngineOrder order = ref _state.Orders[row];
        if (IsForeign(in header, in order))
        {
            return;
        }

        bool isFill = false;
        switch (report.ExecType)
        {
            case ExecType.Trade:
                if (_state.Fills.Find(VenueOf(in order), report.ExecId) != FillTable.None)
                {
                    _state.Alert(AlertCode.Duplicate, (long)report.ExecId, "fill repeated, dropped"u8);
                    return;
                }

                isFill = TryApplyFill(ref order, in report);
                break;
            case ExecType.TradeCancel:
            case ExecType.TradeCorrect:
                isFill = TryCorrectFill(ref order, in report);
                break;
            default:
                ApplyState(ref order, in report);
                _state.Flattens.Note(order.Slot, order.Instrument, report.Reason);
                break;
        }

        _orders.Settle(ref order);
        _state.Orders.Relist(row);
        CheckTotals(in order, in report);
        Publish(row, in report, isFill);
    }

    internal void Apply(in RecordHeader header, in CancelRejectPayload reject)
    {
        int row = _state.Orders.Find(new OrderId(reject.OrderId));
        if (row == OrderTable.None)
        {
            _state.Alert(
                AlertCode.UnknownOrder, (long)reject.OrderId, "cancel reject for an order that is not known"u8);
            return;
        }

        ref EngineOrder order = ref _state.Orders[row];
        if (IsForeign(in header, in order))
        {
            return;
        }

        if (order.IsReplacePending && order.ReplaceRequestId == reject.RequestId)
        {
            order.IsReplacePending = false;
        }
        else if (order.IsCancelPending && order.CancelRequestId == reject.RequestId)
        {
            order.IsCancelPending = false;
        }
        else
        {
            _state.Alert(
                AlertCode.InconsistentReport,
                (long)reject.OrderId,
                "cancel reject for a request that is not outstanding"u8);
        }

        _orders.Settle(ref order);
        // To the strategy a refused request is an update of the order, which goes on working.
        ExecutionReportPayload report = new() { ExecType = ExecType.Rejected, Reason = reject.Reason };
        Publish(row, in report, isFill: false);
    }

    private VenueId VenueOf(in EngineOrder order) => InstrumentOf(in order).Venue;

    /// <summary>
    /// A venue speaks of its own orders only; whoever else makes a report, a driver in a recovery, speaks for the order's.
    /// </summary>
    private bool IsForeign(in RecordHeader header, in EngineOrder order)
    {
        bool isForeign = header.SourceKind == SourceKind.Venue && header.SourceId != VenueOf(in order).Value;
        if (isForeign)
        {
            _state.Alert(
                AlertCode.InconsistentReport, header.SourceId, "a report on an order of another venue, not obeyed"u8);
        }

        return isForeign;
    }

    private bool TryApplyFill(ref EngineOrder order, in ExecutionReportPayload report)
    {
        if (!ReportRules.IsPossibleFill(in report))
        {
            AlertImpossible(in report);
            return false;
        }

        FillCount++;
        order.CumQty += report.LastQty;
        // An overfill, or a fill behind the order's end, takes no more than is held for it.
        long reserved = Math.Min(order.ReservedQty, report.LastQty);
        order.ReservedQty -= reserved;
        _state.Gate.OnFill(order.Slot, order.Instrument, order.Side, report.LastQty, reserved);
        if (order.BaseStatus.IsWorking())
        {
            SetLeaves(ref order);
            order.BaseStatus = order.LeavesQty == 0 ? OrdStatus.Filled
                : order.BaseStatus is OrdStatus.Stopped or OrdStatus.Suspended ? order.BaseStatus
                : OrdStatus.PartiallyFilled;
        }

        _state.Positions.Apply(
            order.Slot, InstrumentOf(in order), order.Side.Sign() * report.LastQty, new Price(report.LastPx), report.Fee);
        Fill fill = new()
        {
            Venue = VenueOf(in order).Value,
            ExecId = report.ExecId,
            OrderId = order.OrderId.Value,
            Price = report.LastPx,
            Quantity = report.LastQty,
            Fee = report.Fee,
        };
        _state.Fills.Add(in fill, order.Slot);
        return true;
    }

    private void AlertImpossible(in ExecutionReportPayload report) =>
        _state.Alert(
            AlertCode.InconsistentReport,
            (long)report.OrderId,
            "quantity or price of the report is impossible, not booked"u8);

    /// <summary>
    /// A fill of the order's venue is broken or corrected: the old one is taken back out of order, position and fees, and for a correction
    /// the new one is put in. An order that had ended stays ended unless the venue's report says that it works again:
    /// by its state, or, of an order that was filled, by leaves that are not zero.
    /// </summary>
    private bool TryCorrectFill(ref EngineOrder order, in ExecutionReportPayload report)
    {
        int fillRow = _state.Fills.Find(VenueOf(in order), report.ExecRefId);
        if (fillRow == FillTable.None || _state.Fills[fillRow].OrderId != report.OrderId)
        {
            _state.Alert(
                AlertCode.InconsistentReport,
                (long)report.ExecRefId,
                "a fill that is not known is broken or corrected"u8);
            return false;
        }

        if (report.ExecType == ExecType.TradeCorrect && !ReportRules.IsPossibleCorrection(in report))
        {
            AlertImpossible(in report);
            return false;
        }

        ref Fill fill = ref _state.Fills[fillRow];
        Instrument instrument = InstrumentOf(in order);
        int sign = order.Side.Sign();
        long newQuantity = report.ExecType == ExecType.TradeCorrect ? report.LastQty : 0;
        _state.Positions.Apply(order.Slot, instrument, -sign * fill.Quantity, new Price(fill.Price), -fill.Fee);
        if (newQuantity > 0)
        {
            _state.Positions.Apply(order.Slot, instrument, sign * newQuantity, new Price(report.LastPx), report.Fee);
        }

        _state.Gate.AdjustPosition(order.Slot, order.Instrument, sign * (newQuantity - fill.Quantity));
        order.CumQty += newQuantity - fill.Quantity;
        fill.Quantity = newQuantity;
        fill.Price = report.LastPx;
        fill.Fee = newQuantity > 0 ? report.Fee : 0;
        // A broken fill stays in the table with nothing in it: it may be corrected later.
        _state.Fills.Renumber(fillRow, report.ExecId);
        if (report.OrdStatus.IsWorking() || order.BaseStatus.IsWorking() || order.BaseStatus is OrdStatus.Filled)
        {
            order.BaseStatus = order.CumQty >= order.OrderQty ? OrdStatus.Filled
                : report.LeavesQty == 0 ? OrdStatus.Canceled
                : order.BaseStatus is OrdStatus.Stopped or OrdStatus.Suspended ? order.BaseStatus
                : order.CumQty == 0 ? OrdStatus.New : OrdStatus.PartiallyFilled;
            SetLeaves(ref order);
        }

        return true;
    }

    private void ApplyState(ref EngineOrder order, in ExecutionReportPayload report)
    {
        switch (report.ExecType)
        {
            case ExecType.New:
                if (order.BaseStatus is OrdStatus.PendingNew or OrdStatus.Suspended or OrdStatus.Stopped)
                {
                    order.BaseStatus = order.CumQty == 0 ? OrdStatus.New : OrdStatus.PartiallyFilled;
                }

                break;
            case ExecType.Rejected:
                End(ref order, OrdStatus.Rejected);
                break;
            case ExecType.Canceled:
                End(ref order, OrdStatus.Canceled);
                break;
            case ExecType.Expired:
                End(ref order, OrdStatus.Expired);
                break;
            case ExecType.DoneForDay:
                End(ref order, OrdStatus.DoneForDay);
                break;
            case ExecType.Calculated:
                End(ref order, OrdStatus.Calculated);
                break;
            case ExecType.Stopped when order.BaseStatus.IsWorking():
                order.BaseStatus = OrdStatus.Stopped;
                break;
            case ExecType.Suspended when order.BaseStatus.IsWorking():
                order.BaseStatus = OrdStatus.Suspended;
                break;
            case ExecType.Replaced:
            case ExecType.Restated:
                if (!ReportRules.IsPossibleOrder(in report))
                {
                    AlertImpossible(in report);
                    break;
                }

                ApplyReplaced(ref order, in report);
                break;
            case ExecType.PendingNew:
            case ExecType.PendingCancel:
            case ExecType.PendingReplace:
            case ExecType.OrderStatus:
                break;
            default:
                _state.Alert(
                    AlertCode.InconsistentReport,
                    (long)order.OrderId.Value,
                    "execution report of an unknown kind or for an ended order"u8);
                break;
        }
    }

    private static void ApplyReplaced(ref EngineOrder order, in ExecutionReportPayload report)
    {
        order.Price = new Price(report.Price);
        order.OrderQty = report.OrderQty;
        // A restatement, or the answer to an earlier request, leaves ours outstanding.
        if (report.ExecType == ExecType.Replaced && order.IsReplacePending && order.ReplaceRequestId == report.RequestId)
        {
            order.IsReplacePending = false;
        }

        if (order.BaseStatus.IsWorking() || report.OrdStatus.IsWorking())
        {
            order.BaseStatus = order.CumQty >= order.OrderQty ? OrdStatus.Filled
                : order.CumQty > 0 ? OrdStatus.PartiallyFilled : OrdStatus.New;
            SetLeaves(ref order);
        }
    }

    private static void End(ref EngineOrder order, OrdStatus status)
    {
        order.BaseStatus = status;
        order.LeavesQty = 0;
        order.IsCancelPending = false;
        order.IsReplacePending = false;
    }

    private static void SetLeaves(ref EngineOrder order) =>
        order.LeavesQty = order.BaseStatus.IsWorking() ? Math.Max(0, order.OrderQty - order.CumQty) : 0;

    private void CheckTotals(in EngineOrder order, in ExecutionReportPayload report)
    {
        if (report.ExecType != ExecType.OrderStatus && report.CumQty != order.CumQty)
        {
            _state.Alert(
                AlertCode.InconsistentReport,
                (long)order.OrderId.Value,
                "CumQty of the report is not the sum of its fills"u8);
        }
    }

    private void Publish(int row, in ExecutionReportPayload report, bool isFill)
    {
        ref readonly EngineOrder order = ref _state.Orders[row];
        _state.Outputs.Add(RecordType.OrderState, new OrderStatePayload
        {
            OrderId = order.OrderId.Value,
            ExecId = report.ExecId,
            Slot = order.Slot,
            Instrument = order.Instrument.Value,
            Side = order.Side,
            ExecType = report.ExecType,
            OrdStatus = order.OrdStatus,
            Reason = report.Reason,
            IsAggressor = report.IsAggressor,
            Price = order.Price.Raw,
            OrderQty = order.OrderQty,
            CumQty = order.CumQty,
            LeavesQty = order.LeavesQty,
            LastPx = report.LastPx,
            LastQty = report.LastQty,
            Fee = report.Fee,
        });
        if (isFill)
        {
            AddPosition(order.Slot, order.Instrument);
        }

        StrategySlot slot = _state.Slots[order.Slot]!;
        if (slot.IsRunning)
        {
            OrderUpdate update = Update(in order, in report);
            _runner.OnOrderUpdate(slot, in update);
        }
    }

    internal void AddPosition(int slot, InstrumentId instrument) =>
        _state.Outputs.Add(RecordType.PositionState, PositionOf(slot, instrument));

    internal PositionPayload PositionOf(int slot, InstrumentId instrument)
    {
        ref readonly PositionRow row = ref _state.Positions[slot, instrument];
        int index = instrument.Value - 1;
        return new PositionPayload
        {
            Slot = slot,
            Instrument = instrument.Value,
            Quantity = row.Quantity,
            Cost = row.Cost,
            Realised = row.Realised,
            Unrealised = PositionTable.Unrealised(in row, _state.Instruments[index], _state.Books[index]),
            Fees = row.Fees,
        };
    }

    private OrderUpdate Update(in EngineOrder order, in ExecutionReportPayload report) => new()
    {
        OrderId = order.OrderId,
        Instrument = order.Instrument,
        Side = order.Side,
        ExecType = report.ExecType,
        OrdStatus = order.OrdStatus,
        RejectReason = report.Reason,
        IsAggressor = report.IsAggressor != 0,
        Price = order.Price,
        OrderQty = order.OrderQty,
        LastPx = new Price(report.LastPx),
        LastQty = report.LastQty,
        CumQty = order.CumQty,
        LeavesQty = order.LeavesQty,
        Fee = new Money(report.Fee, InstrumentOf(in order).Currency),
        Tag = order.Tag,
    };

    private Instrument InstrumentOf(in EngineOrder order) => _state.Instruments[order.Instrument.Value - 1];
}
