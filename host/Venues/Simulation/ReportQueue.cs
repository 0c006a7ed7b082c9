using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Latency;

namespace Strategies.Venues.Simulation;

/// <summary>
/// Writes the venue's reports and keeps them until their delivery. Reports are delivered in the order of writing: none
/// overtakes another, whatever latencies are drawn.
/// </summary>
/// <param name="capacity">Most reports that wait at one time.</param>
/// <param name="latencies">Where the time from writing a report to its delivery is drawn.</param>
/// <param name="sourceId">Number of the venue's session.</param>
/// <param name="clock">The venue's time.</param>
/// <param name="lastExecId">The report number behind which its own begin.</param>
internal sealed class ReportQueue(
    int capacity, LatencyStreams latencies, ushort sourceId, VenueClock clock, ulong lastExecId)
{
    private readonly FixedRing<PendingReport> _pending = new(capacity);
    private ulong _lastExecId = lastExecId;
    private ulong _lastSourceSequence;
    private long _lastDeliveryTimeNs = long.MinValue;

    /// <summary>Delivery time of the oldest report; <see cref="long.MaxValue"/> when there is none.</summary>
    internal long NextDeliveryTimeNs => _pending.IsEmpty ? long.MaxValue : _pending.First.DeliveryTimeNs;

    /// <summary>Reports an order's state, after the change.</summary>
    /// <param name="order">The order.</param>
    /// <param name="execType">What happened.</param>
    /// <param name="reason">Why, for a cancel by the venue.</param>
    internal void Report(OwnOrder order, ExecType execType, RejectReason reason = RejectReason.None) =>
        AddExecution(Describe(order, execType, reason));

    /// <summary>Reports a fill, after the order was changed.</summary>
    /// <param name="order">The order.</param>
    /// <param name="price">Price of the fill, raw.</param>
    /// <param name="quantity">Quantity of the fill.</param>
    /// <param name="isAggressor">True when it took liquidity.</param>
    /// <param name="fee">Fee of the fill, units of 1e-8.</param>
    internal void ReportTrade(OwnOrder order, long price, long quantity, bool isAggressor, long fee)
    {
        ExecutionReportPayload report = Describe(order, ExecType.Trade, RejectReason.None);
        report.LastPx = price;
        report.LastQty = quantity;
        report.IsAggressor = isAggressor ? (byte)1 : (byte)0;
        report.Fee = fee;
        AddExecution(report);
    }

    /// <summary>Reports that a new order is refused.</summary>
    /// <param name="order">The order as it arrived.</param>
    /// <param name="reason">Why.</param>
    internal void ReportRejected(in OrderPayload order, RejectReason reason) => AddExecution(new ExecutionReportPayload
    {
        OrderId = order.OrderId,
        RequestId = order.RequestId,
        ExecType = ExecType.Rejected,
        OrdStatus = OrdStatus.Rejected,
        Reason = reason,
        Price = order.Price,
        OrderQty = order.Quantity,
    });

    /// <summary>Reports that a cancel or replace request is refused.</summary>
    /// <param name="request">The request as it arrived.</param>
    /// <param name="isReplace">True for a replace.</param>
    /// <param name="reason">Why.</param>
    /// <param name="status">The order's state.</param>
    internal void ReportCancelReject(in OrderPayload request, bool isReplace, RejectReason reason, OrdStatus status) =>
        Add(LatencyClass.CancelReject, new PendingReport
        {
            Type = RecordType.OrderCancelReject,
            CancelReject = new CancelRejectPayload
            {
                OrderId = request.OrderId,
                RequestId = request.RequestId,
                IsReplace = isReplace ? (byte)1 : (byte)0,
                Reason = reason,
                OrdStatus = status,
                TransactTimeNs = clock.NowNs,
            },
        });

    /// <summary>Writes the oldest report as a record and forgets it.</summary>
    /// <param name="record">At least <see cref="OrderPort.ReportBytesMax"/> bytes.</param>
    /// <returns>Bytes of the record; 0 when there is none.</returns>
    internal int Poll(Span<byte> record)
    {
        if (_pending.IsEmpty)
        {
            return 0;
        }

        ref readonly PendingReport report = ref _pending.First;
        RecordHeader header = new()
        {
            Type = report.Type,
            SourceKind = SourceKind.Venue,
            SourceId = sourceId,
            SourceSequence = _lastSourceSequence + 1,
            ReceiveTimeNs = report.DeliveryTimeNs,
        };
        int length = report.Type == RecordType.ExecutionReport
            ? RecordWriter.Write(record, header, in report.Execution).Length
            : RecordWriter.Write(record, header, in report.CancelReject).Length;
        _lastSourceSequence++;
        _pending.RemoveFirst();
        return length;
    }

    private static ExecutionReportPayload Describe(OwnOrder order, ExecType execType, RejectReason reason) => new()
    {
        OrderId = order.OrderId,
        RequestId = order.RequestId,
        ExecType = execType,
        OrdStatus = order.Status,
        Reason = reason,
        Price = order.Price,
        OrderQty = order.OrderQty,
        CumQty = order.CumQty,
        LeavesQty = order.LeavesQty,
    };

    private void AddExecution(in ExecutionReportPayload execution)
    {
        PendingReport report = new() { Type = RecordType.ExecutionReport, Execution = execution };
        report.Execution.ExecId = ++_lastExecId;
        report.Execution.TransactTimeNs = clock.NowNs;
        Add(execution.ExecType == ExecType.Trade ? LatencyClass.Fill : LatencyClass.Acknowledgement, report);
    }

    private void Add(LatencyClass messageClass, PendingReport report)
    {
        if (_pending.IsFull)
        {
            throw new VenueException(
                $"all {_pending.Capacity} places for reports are taken", InstrumentId.None, clock.NowNs,
                $"poll reports when they are due, or raise {nameof(SimulatedVenueConfig.ReportCapacity)}");
        }

        long deliveryTimeNs = checked(clock.NowNs + latencies.Draw(messageClass));
        // As over one connection: a report whose draw is shorter does not overtake.
        _lastDeliveryTimeNs = Math.Max(_lastDeliveryTimeNs, deliveryTimeNs);
        report.DeliveryTimeNs = _lastDeliveryTimeNs;
        _pending.Add(report);
    }
}
