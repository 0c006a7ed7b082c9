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
/// after it; a question is released after its whole answer. A kill at any moment hands no order over twice and leaves
/// no question unanswered. One thread.
/// </summary>
/// <param name="ring">The order ring.</param>
/// <param name="memory">What is remembered.</param>
/// <param name="venue">The exchange.</param>
/// <param name="reports">Where reports and answers go.</param>
/// <param name="guard">Whether new orders pass.</param>
/// <param name="reconciler">Answers questions.</param>
/// <param name="counters">The venue process's counters.</param>
/// <param name="log">Its log.</param>
internal sealed class OrderSession(
    RingConsumer ring,
    SessionMemory memory,
    SimulatedVenue venue,
    ReportPublisher reports,
    CoreGuard guard,
    Reconciler reconciler,
    CellCounters<VenueCounter> counters,
    ILogger log)
{
    private static readonly int OrderBytes = RecordHeader.Size + Unsafe.SizeOf<OrderPayload>();

    private readonly byte[] _order = new byte[OrderBytes];
    private bool _isOrderHeld;
    private bool _isAnswerHeld;

    /// <summary>
    /// Takes what has come, up to a question: what stands behind it is taken after the next look at the core, which its
    /// answer may have freed.
    /// </summary>
    /// <param name="nowNs">Session time.</param>
    /// <param name="recordsMax">Most records to take.</param>
    /// <returns>How many were taken.</returns>
    internal int Poll(long nowNs, int recordsMax)
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
            if (Take(in reader, nowNs))
            {
                break;
            }
        }

        return count;
    }

    /// <summary>True when what was taken last is done with.</summary>
    private bool IsReady()
    {
        if (_isOrderHeld && !TryHandOver())
        {
            return false;
        }

        // The whole answer is in the ring: only now is the question done with.
        if (_isAnswerHeld && !reports.IsWaiting)
        {
            _isAnswerHeld = false;
            Finish();
        }

        return !reports.IsWaiting;
    }

    /// <summary>Takes a record. True when it was no order.</summary>
    private bool Take(in RingReader reader, long nowNs)
    {
        ReadOnlySpan<byte> payload = reader.Payload;
        OrderRingType type = (OrderRingType)reader.Type;
        switch (type)
        {
            case OrderRingType.Output when IsOrder(payload):
                TakeOrder(payload, reader.Sequence);
                return false;
            case OrderRingType.ReconcileRequest when payload.Length == Unsafe.SizeOf<ReconcileMark>():
                reconciler.Answer(MemoryMarshal.Read<ReconcileMark>(payload).Mark, nowNs);
                guard.Answered();
                break;
            case OrderRingType.CancelUnknown when payload.Length == Unsafe.SizeOf<ReconcileOrder>():
                reconciler.CancelUnknown(MemoryMarshal.Read<ReconcileOrder>(payload).OrderId);
                break;
            case OrderRingType.EndOfDay when payload.Length == Unsafe.SizeOf<ReconcileMark>():
                reconciler.EndDay(MemoryMarshal.Read<ReconcileMark>(payload).Mark, nowNs);
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
        IsReady();
        return true;
    }

    private void TakeOrder(ReadOnlySpan<byte> record, ulong ringSequence)
    {
        ref readonly RecordHeader header = ref RecordWriter.Header(record);
        OrderKey key = new(header.Sequence, header.Index);
        if (!key.IsBehind(memory.LastKey))
        {
            counters.Add(VenueCounter.Repeats, 1);
            Finish();
            return;
        }

        // Persisted before it is sent: a kill behind this loses the order rather than sending it twice.
        memory.Store(ringSequence, key);
        record[..OrderBytes].CopyTo(_order);
        _isOrderHeld = true;
        TryHandOver();
    }

    /// <summary>Hands the order that is held to the exchange, unless too much is on its way there already.</summary>
    private bool TryHandOver()
    {
        ref RecordHeader header = ref MemoryMarshal.AsRef<RecordHeader>(_order.AsSpan());
        // An order cannot reach the exchange in its past, also one that was held here.
        header.ReceiveTimeNs = Math.Max(header.ReceiveTimeNs, venue.NowNs);
        bool isRefused = guard.IsRefusing && header.Type != RecordType.OrderCancelRequest;
        if (!(isRefused ? venue.OfferRefused(_order, guard.Reason) : venue.Offer(_order)))
        {
            return false;
        }

        _isOrderHeld = false;
        ring.Release();
        counters.Add(isRefused ? VenueCounter.Blocked : VenueCounter.Orders, 1);
        return true;
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
