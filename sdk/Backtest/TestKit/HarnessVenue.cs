using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Backtest.TestKit;

/// <summary>
/// The venue of a <see cref="StrategyHarness"/>: what the strategy sent, and the answers that the test gives. Every answer is
/// one execution report, now.
/// </summary>
public sealed class HarnessVenue
{
    private readonly StrategyHarness _harness;
    private readonly bool _answersAtOnce;
    private readonly List<SentMessage> _sent = [];
    private readonly Dictionary<OrderId, HarnessOrder> _orders = [];
    private readonly Queue<SentMessage> _unanswered = [];
    private int _taken;
    private ulong _lastExecId;

    internal HarnessVenue(StrategyHarness harness, bool answersAtOnce)
    {
        _harness = harness;
        _answersAtOnce = answersAtOnce;
    }

    /// <summary>Everything that left, oldest first.</summary>
    public IReadOnlyList<SentMessage> Sent => _sent;

    /// <summary>What left since the last call, oldest first.</summary>
    public IReadOnlyList<SentMessage> TakeSent()
    {
        SentMessage[] fresh = [.. _sent.Skip(_taken)];
        _taken = _sent.Count;
        return fresh;
    }

    /// <summary>Accepts a new order (execution report New).</summary>
    /// <param name="order">The order.</param>
    /// <exception cref="HarnessException">It is not known or has been answered.</exception>
    public void Accept(OrderId order)
    {
        HarnessOrder known = Pending(order);
        known.Become(OrdStatus.New);
        Report(known, ExecType.New);
    }

    /// <summary>Rejects a new order (execution report Rejected).</summary>
    /// <param name="order">The order.</param>
    /// <exception cref="HarnessException">It is not known or has been answered.</exception>
    public void Reject(OrderId order)
    {
        HarnessOrder known = Pending(order);
        known.Become(OrdStatus.Rejected);
        Report(known, ExecType.Rejected);
    }

    /// <summary>Fills an order, in whole or in part (execution report Trade).</summary>
    /// <param name="order">The order.</param>
    /// <param name="quantity">1 to what is left of it.</param>
    /// <param name="price">The fill's price; none for the order's limit.</param>
    /// <param name="fee">Fee of this fill in the instrument's currency; negative is a rebate.</param>
    /// <param name="isAggressor">True when it took liquidity.</param>
    /// <exception cref="HarnessException">The order is not working, not so much is left of it, or it has no price.</exception>
    public void Fill(OrderId order, long quantity, decimal? price = null, decimal fee = 0, bool isAggressor = false)
    {
        HarnessOrder known = Working(order);
        if (quantity < 1 || quantity > known.LeavesQty)
        {
            throw new HarnessException($"{quantity} cannot be filled: {known.LeavesQty} are left of order {order}");
        }

        Price at = price is { } given ? Price.FromDecimal(given) : known.Price;
        if (at.Raw == 0)
        {
            throw new HarnessException($"order {order} is a market order: give the price of its fill");
        }

        known.Fill(quantity);
        ExecutionReportPayload report = known.Report(ExecType.Trade, ++_lastExecId, requestId: 0, _harness.TimeNs);
        report.LastQty = quantity;
        report.LastPx = at.Raw;
        report.Fee = decimal.ToInt64(fee * Money.Scale);
        report.IsAggressor = isAggressor ? (byte)1 : (byte)0;
        _harness.Report(in report);
    }

    /// <summary>Cancels an order that nobody asked it to (execution report Canceled).</summary>
    /// <param name="order">The order.</param>
    /// <exception cref="HarnessException">The order is not working.</exception>
    public void Cancel(OrderId order)
    {
        HarnessOrder known = Working(order);
        known.Become(OrdStatus.Canceled);
        Report(known, ExecType.Canceled);
    }

    /// <summary>Does what the oldest unanswered replace or cancel request on an order asks for.</summary>
    /// <param name="order">The order.</param>
    /// <exception cref="HarnessException">No request waits.</exception>
    public void AcceptRequest(OrderId order)
    {
        HarnessOrder known = Requested(order, out SentMessage request);
        if (request.Kind == SentKind.OrderCancelRequest)
        {
            known.Become(OrdStatus.Canceled);
            Report(known, ExecType.Canceled, request.RequestId);
        }
        else
        {
            known.Replace(request);
            Report(known, ExecType.Replaced, request.RequestId);
        }
    }

    /// <summary>Refuses the oldest unanswered replace or cancel request on an order (order cancel reject).</summary>
    /// <param name="order">The order.</param>
    /// <exception cref="HarnessException">No request waits.</exception>
    public void RejectRequest(OrderId order)
    {
        HarnessOrder known = Requested(order, out SentMessage request);
        RejectRequest(known, request);
    }

    internal void Take(SentMessage sent)
    {
        _sent.Add(sent);
        if (sent.Kind == SentKind.NewOrderSingle)
        {
            _orders[sent.OrderId] = new HarnessOrder(sent);
        }
        else
        {
            _orders[sent.OrderId].Requests.Enqueue(sent);
        }

        if (_answersAtOnce)
        {
            _unanswered.Enqueue(sent);
        }
    }

    /// <summary>Answers what waits, where the venue does so by itself. False when nothing waits.</summary>
    internal bool AnswerOne()
    {
        if (!_unanswered.TryDequeue(out SentMessage? sent))
        {
            return false;
        }

        HarnessOrder order = _orders[sent.OrderId];
        if (sent.Kind == SentKind.NewOrderSingle)
        {
            Accept(sent.OrderId);
        }
        else if (order.Status.IsWorking())
        {
            AcceptRequest(sent.OrderId);
        }
        else
        {
            RejectRequest(order, order.Requests.Dequeue());
        }

        return true;
    }

    private void RejectRequest(HarnessOrder order, SentMessage request)
    {
        CancelRejectPayload reject = new()
        {
            OrderId = request.OrderId.Value,
            RequestId = request.RequestId,
            IsReplace = request.Kind == SentKind.OrderCancelReplaceRequest ? (byte)1 : (byte)0,
            Reason = RejectReason.VenueRejected,
            OrdStatus = order.Status,
        };
        _harness.Report(in reject);
    }

    private void Report(HarnessOrder order, ExecType execType, uint requestId = 0)
    {
        ExecutionReportPayload report = order.Report(execType, ++_lastExecId, requestId, _harness.TimeNs);
        _harness.Report(in report);
    }

    private HarnessOrder Known(OrderId order) =>
        _orders.GetValueOrDefault(order) ?? throw new HarnessException($"the strategy has sent no order {order}");

    private HarnessOrder Pending(OrderId order)
    {
        HarnessOrder known = Known(order);
        return known.Status == OrdStatus.PendingNew
            ? known
            : throw new HarnessException($"order {order} has been answered, it is {known.Status}");
    }

    private HarnessOrder Working(OrderId order)
    {
        HarnessOrder known = Known(order);
        return known.Status.IsWorking() && known.Status != OrdStatus.PendingNew
            ? known
            : throw new HarnessException($"order {order} is not working, it is {known.Status}");
    }

    private HarnessOrder Requested(OrderId order, out SentMessage request)
    {
        HarnessOrder known = Known(order);
        request = known.Requests.TryDequeue(out SentMessage? oldest)
            ? oldest
            : throw new HarnessException($"no request on order {order} waits for an answer");
        return known;
    }
}
