using Strategies.Cell.Messages;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Gateways;

/// <summary>
/// What the owner refuses itself, without the exchange: each refusal stands behind the reports of what was handed over
/// before, and behind a mass cancel that is under way. One thread.
/// </summary>
/// <param name="unanswered">What the exchange has not answered.</param>
/// <param name="link">Whether a mass cancel is under way.</param>
/// <param name="reports">Where refusals go.</param>
internal sealed class OwnRefusals(UnansweredRequests unanswered, ExchangeLink link, ReportPublisher reports)
{
    private readonly Queue<OwnRefusal> _waiting = new();

    /// <summary>The new orders among them.</summary>
    private readonly HashSet<ulong> _newOrders = [];

    /// <summary>True for a new order whose refusal waits: to the core it is still under way.</summary>
    /// <param name="orderId">The order.</param>
    internal bool IsNewOrder(ulong orderId) => _newOrders.Contains(orderId);

    /// <summary>Refuses an order or request.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="order">The order or request.</param>
    /// <param name="reason">Why.</param>
    internal void Add(RecordType type, in OrderPayload order, RejectReason reason)
    {
        _waiting.Enqueue(new OwnRefusal(type, order, reason, unanswered.LastNumber));
        if (type == RecordType.NewOrderSingle)
        {
            _newOrders.Add(order.OrderId);
        }
    }

    /// <summary>Publishes the refusals whose turn it is.</summary>
    /// <param name="nowNs">Session time.</param>
    /// <returns>How many were published.</returns>
    internal int PublishDue(long nowNs)
    {
        int count = 0;
        while (!link.IsCanceling && _waiting.TryPeek(out OwnRefusal next) && unanswered.AreAnswered(next.Behind))
        {
            PublishNext(nowNs);
            count++;
        }

        return count;
    }

    /// <summary>Publishes all refusals: the exchange has nothing to say any more.</summary>
    /// <param name="nowNs">Session time.</param>
    internal void PublishAll(long nowNs)
    {
        while (_waiting.Count > 0)
        {
            PublishNext(nowNs);
        }
    }

    /// <summary>Tells new orders whose refusal waits as open ones.</summary>
    /// <param name="mark">Mark of the question.</param>
    /// <returns>How many.</returns>
    internal int TellOpen(ulong mark)
    {
        int count = 0;
        foreach (OwnRefusal refusal in _waiting)
        {
            if (refusal.Type != RecordType.NewOrderSingle)
            {
                continue;
            }

            ReconcileOrder open = new()
            {
                Mark = mark,
                OrderId = refusal.Order.OrderId,
                Instrument = refusal.Order.Instrument,
                Side = (int)refusal.Order.Side,
                LeavesQty = refusal.Order.Quantity,
                PriceRaw = refusal.Order.Price,
                TimeInForce = (int)refusal.Order.TimeInForce,
            };
            reports.Publish(ReportRingType.ReconcileOrder, in open);
            count++;
        }

        return count;
    }

    private void PublishNext(long nowNs)
    {
        OwnRefusal refusal = _waiting.Dequeue();
        if (refusal.Type == RecordType.NewOrderSingle)
        {
            _newOrders.Remove(refusal.Order.OrderId);
            // Without a number of the exchange, which never saw the order.
            ExecutionReportPayload report = new()
            {
                OrderId = refusal.Order.OrderId,
                RequestId = refusal.Order.RequestId,
                ExecType = ExecType.Rejected,
                OrdStatus = OrdStatus.Rejected,
                Reason = refusal.Reason,
                Price = refusal.Order.Price,
                OrderQty = refusal.Order.Quantity,
                TransactTimeNs = nowNs,
            };
            reports.PublishOwn(RecordType.ExecutionReport, in report, nowNs);
            return;
        }

        CancelRejectPayload reject = new()
        {
            OrderId = refusal.Order.OrderId,
            RequestId = refusal.Order.RequestId,
            IsReplace = refusal.Type == RecordType.OrderCancelReplaceRequest ? (byte)1 : (byte)0,
            Reason = refusal.Reason,

            // The order's state is the exchange's to know.
            OrdStatus = OrdStatus.None,
            TransactTimeNs = nowNs,
        };
        reports.PublishOwn(RecordType.OrderCancelReject, in reject, nowNs);
    }
}
