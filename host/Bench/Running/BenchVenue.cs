using System.Runtime.InteropServices;
using Strategies.Bench.Feed;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Bench.Running;

/// <summary>
/// The far end of a benchmark: it accepts every order and request at once, fills about one in sixteen of them whole at
/// their own price, and reports each a fixed time later in virtual time.
/// </summary>
/// <remarks>
/// <para>
/// This is not a model of a market. It does not look at prices, knows no queue and no other orders, and draws its fills
/// from a seed: it exists so that the engine gets the reports that real orders would bring, at next to no cost of its
/// own. The simulated venue is the model; its cost is left out of a benchmark on purpose.
/// </para>
/// <para>Hot thread; allocates nothing after construction. A full table refuses the offer.</para>
/// </remarks>
internal sealed class BenchVenue : OrderPort
{
    /// <summary>From the order until its report is received, in ns.</summary>
    internal const long ReportLatencyNs = 100_000;

    /// <summary>One order or replace in so many is filled.</summary>
    internal const int FillEvery = 16;

    private const int OrdersMax = 1 << 18;
    private const int ReportsMax = 1 << 14;
    private const int ReportsPerOfferMax = 2;
    private const long MakerRebatePerShare = -200_000;

    private readonly BenchOrder[] _orders = new BenchOrder[OrdersMax];
    private readonly BenchReport[] _reports = new BenchReport[ReportsMax];
    private Random64 _random;
    private long _head;
    private long _tail;
    private ulong _execId;
    private ulong _sourceSequence;

    /// <summary>Makes a venue.</summary>
    /// <param name="seed">Seed of the fills.</param>
    internal BenchVenue(ulong seed) => _random = new Random64(seed);

    /// <summary>When the next report is received; the largest number when none is under way.</summary>
    internal long NextReportTimeNs => _head == _tail ? long.MaxValue : _reports[_head & (ReportsMax - 1)].TimeNs;

    /// <summary>New orders offered so far.</summary>
    internal long NewOrders { get; private set; }

    /// <summary>Replaces offered so far.</summary>
    internal long Replaces { get; private set; }

    /// <summary>Cancels offered so far.</summary>
    internal long Cancels { get; private set; }

    /// <summary>Fills so far.</summary>
    internal long Fills { get; private set; }

    /// <inheritdoc/>
    public override bool Offer(ReadOnlySpan<byte> output)
    {
        if (_tail - _head > ReportsMax - ReportsPerOfferMax)
        {
            return false;
        }

        ref readonly RecordHeader header = ref RecordWriter.Header(output);
        ref readonly OrderPayload request = ref RecordWriter.Payload<OrderPayload>(output);
        ref BenchOrder order = ref _orders[request.OrderId & (OrdersMax - 1)];
        long timeNs = header.ReceiveTimeNs + ReportLatencyNs;
        switch (header.Type)
        {
            case RecordType.NewOrderSingle:
                return TryAccept(ref order, in request, timeNs);
            case RecordType.OrderCancelReplaceRequest:
                Replace(ref order, in request, timeNs);
                return true;
            case RecordType.OrderCancelRequest:
                Cancel(ref order, in request, timeNs);
                return true;
            default:
                throw new VenueException(
                    $"a record of type {header.Type} was offered",
                    InstrumentId.None,
                    header.ReceiveTimeNs,
                    "offer orders and requests only");
        }
    }

    /// <inheritdoc/>
    public override int Poll(Span<byte> record)
    {
        if (_head == _tail)
        {
            return 0;
        }

        ref readonly BenchReport report = ref _reports[_head++ & (ReportsMax - 1)];
        RecordHeader header = new()
        {
            Type = report.IsReject ? RecordType.OrderCancelReject : RecordType.ExecutionReport,
            SourceKind = SourceKind.Venue,
            SourceId = SourceIds.FirstVenue,
            SourceSequence = ++_sourceSequence,
            ReceiveTimeNs = report.TimeNs,
        };
        return report.IsReject
            ? RecordWriter.Write(record, header, in report.Reject).Length
            : RecordWriter.Write(record, header, in report.Execution).Length;
    }

    private static bool IsWorking(in BenchOrder order, in OrderPayload request) =>
        order.OrderId == request.OrderId && order.IsWorking;

    /// <summary>An order whose row is still taken by one that works, 262,144 orders before it, is not accepted.</summary>
    private bool TryAccept(ref BenchOrder order, in OrderPayload request, long timeNs)
    {
        if (order.IsWorking)
        {
            return false;
        }

        NewOrders++;
        order = new BenchOrder
        {
            OrderId = request.OrderId,
            Price = request.Price,
            OrderQty = request.Quantity,
            IsWorking = true,
        };
        Report(in order, in request, ExecType.New, timeNs);
        FillNowAndThen(ref order, in request, timeNs);
        return true;
    }

    private void Replace(ref BenchOrder order, in OrderPayload request, long timeNs)
    {
        Replaces++;
        if (!IsWorking(in order, in request) || request.Quantity <= order.CumQty)
        {
            RejectRequest(in order, in request, isReplace: true, timeNs);
            return;
        }

        order.Price = request.Price;
        order.OrderQty = request.Quantity;
        Report(in order, in request, ExecType.Replaced, timeNs);
        FillNowAndThen(ref order, in request, timeNs);
    }

    private void Cancel(ref BenchOrder order, in OrderPayload request, long timeNs)
    {
        Cancels++;
        if (!IsWorking(in order, in request))
        {
            RejectRequest(in order, in request, isReplace: false, timeNs);
            return;
        }

        order.IsWorking = false;
        Report(in order, in request, ExecType.Canceled, timeNs);
    }

    private void FillNowAndThen(ref BenchOrder order, in OrderPayload request, long timeNs)
    {
        if (_random.Next() % FillEvery != 0)
        {
            return;
        }

        long quantity = order.OrderQty - order.CumQty;
        order.CumQty = order.OrderQty;
        order.IsWorking = false;
        Fills++;
        ref ExecutionReportPayload report = ref Report(in order, in request, ExecType.Trade, timeNs);
        report.OrdStatus = OrdStatus.Filled;
        report.LastPx = order.Price;
        report.LastQty = quantity;
        report.Fee = quantity * MakerRebatePerShare;
    }

    private ref ExecutionReportPayload Report(
        in BenchOrder order, in OrderPayload request, ExecType execType, long timeNs)
    {
        ref BenchReport report = ref _reports[_tail++ & (ReportsMax - 1)];
        report.TimeNs = timeNs;
        report.IsReject = false;
        report.Execution = new ExecutionReportPayload
        {
            OrderId = order.OrderId,
            ExecId = ++_execId,
            RequestId = request.RequestId,
            ExecType = execType,
            OrdStatus = execType == ExecType.Canceled ? OrdStatus.Canceled : OrdStatus.New,
            Price = order.Price,
            OrderQty = order.OrderQty,
            CumQty = order.CumQty,
            LeavesQty = order.IsWorking ? order.OrderQty - order.CumQty : 0,
            TransactTimeNs = timeNs,
        };
        return ref report.Execution;
    }

    private void RejectRequest(in BenchOrder order, in OrderPayload request, bool isReplace, long timeNs)
    {
        ref BenchReport report = ref _reports[_tail++ & (ReportsMax - 1)];
        report.TimeNs = timeNs;
        report.IsReject = true;
        report.Reject = new CancelRejectPayload
        {
            OrderId = request.OrderId,
            RequestId = request.RequestId,
            IsReplace = isReplace ? (byte)1 : (byte)0,
            Reason = order.OrderId == request.OrderId ? RejectReason.TooLate : RejectReason.UnknownOrder,
            OrdStatus = order.OrderId == request.OrderId ? OrdStatus.Filled : OrdStatus.Rejected,
            TransactTimeNs = timeNs,
        };
    }

    [StructLayout(LayoutKind.Auto)]
    private struct BenchReport
    {
        internal long TimeNs;
        internal bool IsReject;
        internal ExecutionReportPayload Execution;
        internal CancelRejectPayload Reject;
    }
}
