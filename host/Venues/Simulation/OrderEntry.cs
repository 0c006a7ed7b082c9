using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Venues.Simulation;

/// <summary>
/// Our orders and requests as they arrive: checks, matching against the opposite side, resting, replacing, canceling.
/// </summary>
/// <param name="books">The books, that of instrument 1 first.</param>
/// <param name="levels">The pool of price levels: an order that may have to rest needs one.</param>
/// <param name="orders">Our orders.</param>
/// <param name="executions">Fills and ends.</param>
/// <param name="reports">Where reports go.</param>
internal sealed class OrderEntry(
    VenueBook[] books, ObjectPool<VenuePriceLevel> levels, OwnOrders orders, Executions executions, ReportQueue reports)
{
    /// <summary>A new order arrives.</summary>
    /// <param name="payload">The order.</param>
    internal void New(in OrderPayload payload)
    {
        bool isDuplicate =
            orders.FindWorking(payload.OrderId) is not null || orders.EndStatus(payload.OrderId) != OrdStatus.None;
        RejectReason reason = isDuplicate ? RejectReason.VenueRejected : CheckNew(payload);
        if (reason != RejectReason.None)
        {
            // The identifier of a duplicate has its end already, or works.
            if (!isDuplicate && !orders.IsDayFull)
            {
                orders.RememberRejected(payload.OrderId);
            }

            reports.ReportRejected(payload, reason);
            return;
        }

        OwnOrder order = orders.Open(payload);
        reports.Report(order, ExecType.New);
        MatchAndRest(order);
    }

    /// <summary>A replace request arrives.</summary>
    /// <param name="request">New price and new total quantity; its other fields are not read.</param>
    internal void Replace(in OrderPayload request)
    {
        OwnOrder? order = orders.FindWorking(request.OrderId);
        if (order is null)
        {
            ReportNotWorking(request, isReplace: true);
            return;
        }

        bool keepsPriority = request.Price == order.Price && request.Quantity <= order.OrderQty;
        RejectReason reason = CheckReplace(order, request, keepsPriority);
        if (reason != RejectReason.None)
        {
            reports.ReportCancelReject(request, isReplace: true, reason, order.Status);
            return;
        }

        if (!keepsPriority)
        {
            order.Level!.Side.Leave(order);
        }

        order.RequestId = request.RequestId;
        order.Price = request.Price;
        order.OrderQty = request.Quantity;
        reports.Report(order, ExecType.Replaced);
        if (!keepsPriority)
        {
            MatchAndRest(order);
        }
    }

    /// <summary>A cancel request arrives.</summary>
    /// <param name="request">The order to cancel; its other fields are not read.</param>
    internal void Cancel(in OrderPayload request)
    {
        OwnOrder? order = orders.FindWorking(request.OrderId);
        if (order is null)
        {
            ReportNotWorking(request, isReplace: false);
            return;
        }

        order.RequestId = request.RequestId;
        executions.Cancel(order);
    }

    /// <summary>A new order or a replace request arrives that was on its way when all were canceled.</summary>
    /// <param name="payload">The order or request.</param>
    /// <param name="isReplace">True for a replace.</param>
    /// <param name="reason">Why it is refused.</param>
    internal void Refuse(in OrderPayload payload, bool isReplace, RejectReason reason)
    {
        OwnOrder? order = orders.FindWorking(payload.OrderId);
        if (isReplace && order is null)
        {
            ReportNotWorking(payload, isReplace: true);
        }
        else if (isReplace)
        {
            reports.ReportCancelReject(payload, isReplace: true, reason, order!.Status);
        }
        else
        {
            if (order is null && orders.EndStatus(payload.OrderId) == OrdStatus.None && !orders.IsDayFull)
            {
                orders.RememberRejected(payload.OrderId);
            }

            reports.ReportRejected(payload, reason);
        }
    }

    private RejectReason CheckNew(in OrderPayload payload)
    {
        if (payload.Instrument < 1 || payload.Instrument > books.Length)
        {
            return RejectReason.UnknownInstrument;
        }

        if (payload.Side is not (Side.Buy or Side.Sell) || payload.OrdType is not (OrdType.Limit or OrdType.Market)
            || payload.TimeInForce is not (TimeInForce.Day or TimeInForce.ImmediateOrCancel))
        {
            return RejectReason.InvalidOrder;
        }

        if (payload.Quantity <= 0)
        {
            return RejectReason.InvalidLot;
        }

        if (!executions.CanCharge(payload.Quantity))
        {
            return RejectReason.CapacityExceeded;
        }

        if (payload.OrdType == OrdType.Limit ? payload.Price <= 0 : payload.Price != 0)
        {
            return RejectReason.InvalidPrice;
        }

        if (!books[payload.Instrument - 1].IsTrading)
        {
            return RejectReason.VenueRejected;
        }

        // Whether a level will be needed is known only after matching: then it would be too late to refuse.
        return orders.IsFull || levels.IsExhausted ? RejectReason.CapacityExceeded : RejectReason.None;
    }

    private RejectReason CheckReplace(OwnOrder order, in OrderPayload request, bool keepsPriority)
    {
        if (request.Price <= 0)
        {
            return RejectReason.InvalidPrice;
        }

        if (request.Quantity <= order.CumQty)
        {
            return RejectReason.BelowCumQty;
        }

        if (!executions.CanCharge(request.Quantity))
        {
            return RejectReason.CapacityExceeded;
        }

        if (keepsPriority)
        {
            return RejectReason.None;
        }

        if (!books[order.Instrument - 1].IsTrading)
        {
            return RejectReason.VenueRejected;
        }

        return levels.IsExhausted ? RejectReason.CapacityExceeded : RejectReason.None;
    }

    private void ReportNotWorking(in OrderPayload request, bool isReplace)
    {
        OrdStatus end = orders.EndStatus(request.OrderId);
        if (end == OrdStatus.None)
        {
            reports.ReportCancelReject(request, isReplace, RejectReason.UnknownOrder, OrdStatus.Rejected);
        }
        else
        {
            reports.ReportCancelReject(request, isReplace, RejectReason.TooLate, end);
        }
    }

    private void MatchAndRest(OwnOrder order)
    {
        VenueBook book = books[order.Instrument - 1];
        bool metOwnOrder = Match(book.SideOf(order.Side.Opposite()), order);
        if (order.LeavesQty == 0)
        {
            return;
        }

        if (metOwnOrder)
        {
            executions.Cancel(order, RejectReason.SelfMatch);
        }
        else if (order.IsImmediateOrCancel)
        {
            executions.Cancel(order);
        }
        else
        {
            book.SideOf(order.Side).Join(order.Price, order);
        }
    }

    /// <summary>Takes what the order may take: best price first, then the queue's order.</summary>
    /// <returns>True when it stopped before an order of ours.</returns>
    private bool Match(VenueBookSide opposite, OwnOrder order)
    {
        for (VenuePriceLevel? level = opposite.Best; level is not null; level = level.Worse)
        {
            if (!order.IsMarket && !opposite.IsWithin(level.Price, order.Price))
            {
                return false;
            }

            for (QueueEntry? entry = level.First; entry is not null; entry = entry.Next)
            {
                if (order.LeavesQty == 0)
                {
                    return false;
                }

                // Ours against ours: the caller cancels what is left.
                if (entry is not HistoricalOrder resting)
                {
                    return true;
                }

                long taken = resting.Take(order.LeavesQty);
                if (taken > 0)
                {
                    executions.Fill(order, level.Price, taken, isAggressor: true);
                }
            }
        }

        return false;
    }
}
