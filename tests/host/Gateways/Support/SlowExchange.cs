using System.Runtime.CompilerServices;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Gateways.Tests.Support;

/// <summary>
/// An exchange that answers nothing at once: whatever is sent arrives some turns later, what it says to that comes as many
/// turns later again, and a mass cancel cancels two orders a turn.
/// </summary>
/// <param name="market">Its far side, which outlives it.</param>
internal class SlowExchange(SlowMarket market) : Exchange
{
    private const int CancelsPerTurn = 2;
    private const int UnderWayMax = 64;
    private const uint WithdrawalRequest = uint.MaxValue;

    private readonly Queue<(long DueTurn, Message Message)> _sent = new();
    private readonly Queue<Message> _requests = new();
    private readonly Queue<(long DueTurn, Answer Answer)> _answers = new();
    private long _turn;
    private long _nowNs;
    private bool _isUp;
    private bool _isDropped;
    private bool _isUpTold;
    private bool _isDownDue;

    private enum MessageKind
    {
        Order,
        Withdrawal,
        MassCancel,
        OpenOrders,
        EndDay,
    }

    /// <summary>Turns that a message takes, one way.</summary>
    internal int Delay { get; set; } = 3;

    /// <summary>When true, orders are taken and nothing is ever said to them.</summary>
    internal bool IsMute { get; set; }

    /// <summary>Withdrawals that were sent.</summary>
    internal int Withdrawals { get; private set; }

    /// <inheritdoc/>
    public override OrderKey LastSent => market.LastSent;

    internal void Drop()
    {
        _isDropped = true;
        _isUp = false;
        _isDownDue = _isUpTold;
        _isUpTold = false;
        _requests.Clear();
        Keep(_sent, sent => sent.Message.Kind is MessageKind.Order or MessageKind.Withdrawal);
        Keep(_answers, answer => answer.Answer.Kind == ExchangeEventKind.Report);
    }

    internal void Raise() => _isDropped = false;

    /// <summary>Fills a working order whole, at its price.</summary>
    internal void Fill(ulong orderId)
    {
        OrderPayload order = market.Working.Single(working => working.OrderId == orderId);
        End(order);
        Report(order, ExecType.Trade, OrdStatus.Filled, order.RequestId);
    }

    /// <inheritdoc/>
    public override bool TryOffer(ReadOnlySpan<byte> order)
    {
        if (!_isUp || _sent.Count >= UnderWayMax)
        {
            return false;
        }

        ref readonly RecordHeader header = ref RecordWriter.Header(order);
        market.SetSent(new OrderKey(header.Sequence, header.Index));
        Send(new Message(MessageKind.Order, header.Type, RecordWriter.Payload<OrderPayload>(order)));
        return true;
    }

    /// <inheritdoc/>
    public override void RequestMassCancel(RejectReason reason) => Send(new Message(MessageKind.MassCancel) { Reason = reason });

    /// <inheritdoc/>
    public override void RequestOpenOrders(ulong mark) => Send(new Message(MessageKind.OpenOrders) { Mark = mark });

    /// <inheritdoc/>
    public override void Cancel(ulong orderId)
    {
        Withdrawals += _isUp ? 1 : 0;
        Send(new Message(
            MessageKind.Withdrawal,
            RecordType.OrderCancelRequest,
            new OrderPayload { OrderId = orderId, RequestId = WithdrawalRequest }));
    }

    /// <inheritdoc/>
    public override void EndDay(ulong mark) => Send(new Message(MessageKind.EndDay) { Mark = mark });

    /// <inheritdoc/>
    public override bool Turn(long nowNs)
    {
        _turn++;
        _nowNs = nowNs;
        bool isRaised = !_isUp && !_isDropped;
        _isUp |= isRaised;
        bool isBusy = isRaised;
        while (_sent.TryPeek(out (long DueTurn, Message Message) next) && next.DueTurn <= _turn)
        {
            _sent.Dequeue();
            Arrive(next.Message);
            isBusy = true;
        }

        GoOn();
        return isBusy;
    }

    /// <inheritdoc/>
    public override bool TryPoll(out ExchangeEvent next)
    {
        next = default;
        if (_isDownDue)
        {
            _isDownDue = false;
            next = ExchangeEvent.SessionDown;
            return true;
        }

        if (_isUp && !_isUpTold)
        {
            _isUpTold = true;
            next = ExchangeEvent.SessionUp;
            return true;
        }

        if (!_isUp || !_answers.TryPeek(out (long DueTurn, Answer Answer) first) || first.DueTurn > _turn)
        {
            return false;
        }

        _answers.Dequeue();
        next = first.Answer.Kind switch
        {
            ExchangeEventKind.Report => ExchangeEvent.OfReport(first.Answer.Report),
            ExchangeEventKind.OpenOrder => ExchangeEvent.OpenOrder(first.Answer.Mark, first.Answer.Order),
            ExchangeEventKind.EndOfList => ExchangeEvent.EndOfList(first.Answer.Mark),
            ExchangeEventKind.CancelDone => ExchangeEvent.CancelDone,
            _ => ExchangeEvent.DayEnded(first.Answer.Mark),
        };
        return true;
    }

    private static void Keep<T>(Queue<T> queue, Func<T, bool> isKept)
    {
        T[] kept = [.. queue.Where(isKept)];
        queue.Clear();
        foreach (T each in kept)
        {
            queue.Enqueue(each);
        }
    }

    private void Send(Message message)
    {
        if (_isUp)
        {
            _sent.Enqueue((_turn + Delay, message));
        }
    }

    private void Arrive(Message message)
    {
        switch (message.Kind)
        {
            case MessageKind.Order when IsMute:
                break;
            case MessageKind.Order or MessageKind.Withdrawal:
                ArriveOrder(message.Type, message.Order);
                break;
            default:
                _requests.Enqueue(message);
                break;
        }
    }

    private void ArriveOrder(RecordType type, OrderPayload order)
    {
        int index = market.Working.FindIndex(working => working.OrderId == order.OrderId);
        switch (type)
        {
            case RecordType.NewOrderSingle when market.IsDayEnded || index >= 0 || market.Ended.Contains(order.OrderId):
                Report(order, ExecType.Rejected, OrdStatus.Rejected, order.RequestId, RejectReason.VenueRejected);
                break;
            case RecordType.NewOrderSingle:
                market.Working.Add(order);
                Report(order, ExecType.New, OrdStatus.New, order.RequestId);
                break;
            case var _ when index < 0:
                Refuse(type, order);
                break;
            case RecordType.OrderCancelReplaceRequest:
                OrderPayload replaced = market.Working[index];
                (replaced.Price, replaced.Quantity, replaced.RequestId) = (order.Price, order.Quantity, order.RequestId);
                market.Working[index] = replaced;
                Report(replaced, ExecType.Replaced, OrdStatus.New, order.RequestId);
                break;
            default:
                OrderPayload canceled = market.Working[index];
                End(canceled);
                Report(canceled, ExecType.Canceled, OrdStatus.Canceled, order.RequestId);
                break;
        }
    }

    /// <summary>Goes on with the oldest request that has arrived, one after the other.</summary>
    private void GoOn()
    {
        while (_requests.TryPeek(out Message? request))
        {
            switch (request.Kind)
            {
                case MessageKind.MassCancel:
                    EndSome(CancelsPerTurn, ExecType.Canceled, OrdStatus.Canceled, request.Reason);
                    if (market.Working.Count > 0)
                    {
                        return;
                    }

                    Say(new Answer(ExchangeEventKind.CancelDone));
                    break;
                case MessageKind.OpenOrders:
                    market.Working.ForEach(order => Say(new Answer(ExchangeEventKind.OpenOrder, request.Mark)
                    {
                        Order = new VenueOrder(
                            new OrderId(order.OrderId), new InstrumentId(order.Instrument), order.Side, order.TimeInForce,
                            new Price(order.Price), default, new Quantity(order.Quantity), IsOnItsWay: false),
                    }));
                    Say(new Answer(ExchangeEventKind.EndOfList, request.Mark));
                    break;
                default:
                    market.IsDayEnded = true;
                    EndSome(int.MaxValue, ExecType.Expired, OrdStatus.Expired, RejectReason.None);
                    Say(new Answer(ExchangeEventKind.DayEnded, request.Mark));
                    break;
            }

            _requests.Dequeue();
        }
    }

    private void EndSome(int ordersMax, ExecType execType, OrdStatus status, RejectReason reason)
    {
        for (int count = 0; count < ordersMax && market.Working.Count > 0; count++)
        {
            OrderPayload order = market.Working[0];
            End(order);
            Report(order, execType, status, order.RequestId, reason);
        }
    }

    private void End(OrderPayload order)
    {
        market.Working.RemoveAll(working => working.OrderId == order.OrderId);
        market.Ended.Add(order.OrderId);
    }

    private void Say(Answer answer) => _answers.Enqueue((_turn + Delay, answer));

    private void Report(
        OrderPayload order, ExecType execType, OrdStatus status, uint requestId, RejectReason reason = RejectReason.None)
    {
        ExecutionReportPayload report = new()
        {
            OrderId = order.OrderId,
            ExecId = ++market.LastExecId,
            RequestId = requestId,
            ExecType = execType,
            OrdStatus = status,
            Reason = reason,
            Price = order.Price,
            OrderQty = order.Quantity,
            LastPx = execType == ExecType.Trade ? order.Price : 0,
            LastQty = execType == ExecType.Trade ? order.Quantity : 0,
            CumQty = execType == ExecType.Trade ? order.Quantity : 0,
            LeavesQty = status.IsWorking() ? order.Quantity : 0,
            TransactTimeNs = _nowNs,
        };
        Say(new Answer(ExchangeEventKind.Report) { Report = Record(RecordType.ExecutionReport, in report) });
    }

    private void Refuse(RecordType type, OrderPayload request)
    {
        bool hasEnded = market.Ended.Contains(request.OrderId);
        CancelRejectPayload reject = new()
        {
            OrderId = request.OrderId,
            RequestId = request.RequestId,
            IsReplace = type == RecordType.OrderCancelReplaceRequest ? (byte)1 : (byte)0,
            Reason = hasEnded ? RejectReason.TooLate : RejectReason.UnknownOrder,
            OrdStatus = hasEnded ? OrdStatus.Canceled : OrdStatus.Rejected,
            TransactTimeNs = _nowNs,
        };
        Say(new Answer(ExchangeEventKind.Report) { Report = Record(RecordType.OrderCancelReject, in reject) });
    }

    private static byte[] Record<T>(RecordType type, in T payload)
        where T : unmanaged
    {
        RecordHeader header = new() { Type = type, SourceKind = SourceKind.Venue, SourceId = SourceIds.FirstVenue };
        byte[] record = new byte[RecordHeader.Size + Unsafe.SizeOf<T>()];
        RecordWriter.Write(record, header, in payload);
        return record;
    }

    /// <summary>Something on its way to the exchange.</summary>
    private sealed record Message(MessageKind Kind, RecordType Type = default, OrderPayload Order = default)
    {
        internal ulong Mark { get; init; }

        internal RejectReason Reason { get; init; }
    }

    /// <summary>Something on its way back.</summary>
    private sealed record Answer(ExchangeEventKind Kind, ulong Mark = 0)
    {
        internal byte[] Report { get; init; } = [];

        internal VenueOrder Order { get; init; }
    }
}
