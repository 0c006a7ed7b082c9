using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Serilog;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>
/// Takes orders and questions from the order ring. An order is remembered before it goes to the exchange, and released
/// after it; a question is released after its whole answer, and what stands behind it waits so long. A kill at any moment
/// hands no order over twice and leaves no question unanswered. One thread.
/// </summary>
/// <param name="ring">The order ring.</param>
/// <param name="memory">What is remembered.</param>
/// <param name="exchange">The exchange.</param>
/// <param name="link">Withdraws orders that the core does not know.</param>
/// <param name="unanswered">What is handed over.</param>
/// <param name="refusals">What is refused.</param>
/// <param name="questions">Has questions answered.</param>
/// <param name="guard">Whether new orders pass.</param>
/// <param name="reports">Whether there is room for reports.</param>
/// <param name="counters">The venue process's counters.</param>
/// <param name="log">Its log.</param>
internal sealed class OrderIntake(
    RingConsumer ring,
    SessionMemory memory,
    Exchange exchange,
    ExchangeLink link,
    UnansweredRequests unanswered,
    OwnRefusals refusals,
    CoreQuestions questions,
    CoreGuard guard,
    ReportPublisher reports,
    CellCounters<VenueCounter> counters,
    ILogger log)
{
    private static readonly int OrderBytes = RecordHeader.Size + Unsafe.SizeOf<OrderPayload>();

    private readonly byte[] _order = new byte[OrderBytes];
    private bool _isOrderHeld;
    private bool _isAnswerHeld;

    /// <summary>Takes what has come, up to a question.</summary>
    /// <param name="recordsMax">Most records to take.</param>
    /// <returns>How many were taken.</returns>
    internal int Poll(int recordsMax)
    {
        int count = 0;
        while (count < recordsMax && IsReady())
        {
            RingReader reader = ring.Poll(1);
            if (!reader.MoveNext())
            {
                break;
            }

            count++;
            if (Take(in reader))
            {
                break;
            }
        }

        return count;
    }

    /// <summary>
    /// Releases a question whose whole answer is in the ring: only then is it done with. To be called in front of a look
    /// at the core, which the answer may have freed: what stands behind the question is taken after it.
    /// </summary>
    internal void FinishAnswered()
    {
        if (_isAnswerHeld && !questions.IsOpen && !reports.IsWaiting)
        {
            _isAnswerHeld = false;
            Finish();
        }
    }

    /// <summary>True when what was taken last is done with.</summary>
    private bool IsReady()
    {
        if (_isOrderHeld && !TryHandOver())
        {
            return false;
        }

        return !_isAnswerHeld && !reports.IsWaiting;
    }

    /// <summary>Takes a record. True when it was no order.</summary>
    private bool Take(in RingReader reader)
    {
        ReadOnlySpan<byte> payload = reader.Payload;
        OrderRingType type = (OrderRingType)reader.Type;
        switch (type)
        {
            case OrderRingType.Output when IsOrder(payload):
                TakeOrder(payload, reader.Sequence);
                return false;
            case OrderRingType.ReconcileRequest when payload.Length == Unsafe.SizeOf<ReconcileMark>():
                questions.AskOpenOrders(MemoryMarshal.Read<ReconcileMark>(payload).Mark);
                break;
            case OrderRingType.CancelUnknown when payload.Length == Unsafe.SizeOf<ReconcileOrder>():
                Withdraw(MemoryMarshal.Read<ReconcileOrder>(payload).OrderId);
                break;
            case OrderRingType.EndOfDay when payload.Length == Unsafe.SizeOf<ReconcileMark>():
                questions.AskEndDay(MemoryMarshal.Read<ReconcileMark>(payload).Mark);
                break;
            default:
                log.Error(
                    "record {Sequence} of the order ring is no order and no question, dropped: type {Type}, length {Bytes}",
                    reader.Sequence,
                    type,
                    payload.Length);
                break;
        }

        _isAnswerHeld = true;
        return true;
    }

    private void TakeOrder(ReadOnlySpan<byte> record, ulong ringSequence)
    {
        ref readonly RecordHeader header = ref RecordWriter.Header(record);
        OrderKey key = new(header.Sequence, header.Index);
        if (!key.IsBehind(memory.LastKey) && !IsStoredAndNotSent(key, ringSequence))
        {
            counters.Add(VenueCounter.Repeats, 1);
            Finish();
            return;
        }

        // Persisted before it is sent: who comes after a kill behind this knows that it may have been.
        memory.Store(ringSequence, key);
        record[..OrderBytes].CopyTo(_order);
        _isOrderHeld = true;
        TryHandOver();
    }

    /// <summary>True for the order that a session before this one stored, and was killed before the exchange sent it.</summary>
    private bool IsStoredAndNotSent(OrderKey key, ulong ringSequence) =>
        ringSequence == memory.DoubtfulSequence && key == memory.LastKey && key != exchange.LastSent;

    /// <summary>Refuses the order that is held, or hands it to the exchange, unless it cannot take it now.</summary>
    private bool TryHandOver()
    {
        RecordType type = RecordWriter.Header(_order).Type;
        ref readonly OrderPayload order = ref RecordWriter.Payload<OrderPayload>(_order);
        // A request for an order that never reached the exchange would be answered as of one that is unknown.
        bool isTooLate = refusals.IsNewOrder(order.OrderId);
        bool isRefused = isTooLate || (guard.IsRefusing && type != RecordType.OrderCancelRequest);
        if (isRefused)
        {
            refusals.Add(type, in order, isTooLate ? RejectReason.TooLate : guard.Reason);
        }
        else if (exchange.TryOffer(_order))
        {
            unanswered.Add(order.OrderId, order.RequestId);
        }
        else
        {
            return false;
        }

        _isOrderHeld = false;
        // In front of every report on it: a report that was published belongs to an order that is not taken again.
        ring.Release();
        counters.Add(isRefused ? VenueCounter.Blocked : VenueCounter.Orders, 1);
        return true;
    }

    private void Withdraw(ulong orderId)
    {
        link.Withdraw(orderId);
        log.Warning("order {OrderId:l} is not known to the core: it is withdrawn", new OrderId(orderId).ToString());
    }

    private void Finish()
    {
        memory.Store(ring.LastReadSequence);
        ring.Release();
    }

    private static bool IsOrder(ReadOnlySpan<byte> record) => record.Length >= OrderBytes
        && RecordWriter.Header(record).Type is RecordType.NewOrderSingle
            or RecordType.OrderCancelReplaceRequest or RecordType.OrderCancelRequest;
}
