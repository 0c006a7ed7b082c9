using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Support;

/// <summary>Reports on one order as a venue would write them: it keeps the venue's own totals.</summary>
internal sealed class VenueDouble(EngineHarness harness, OrderId order, long orderQty, Price price)
{
    private ulong _lastExecId;

    internal OrderId Order => order;

    internal long OrderQty { get; set; } = orderQty;

    internal Price Price { get; set; } = price;

    internal long CumQty { get; set; }

    internal OrdStatus Status { get; set; } = OrdStatus.PendingNew;

    // Unique over the orders of a day: the order in front, the report behind.
    private ulong NextExecId() => (order.Value << 20) + ++_lastExecId;

    internal ulong Accept() => Send(ExecType.New, OrdStatus.New);

    internal ulong Fill(long quantity, Price at, long fee = 0)
    {
        CumQty += quantity;
        OrdStatus status =
            Status.IsWorking() ? CumQty >= OrderQty ? OrdStatus.Filled : OrdStatus.PartiallyFilled : Status;
        return Send(ExecType.Trade, status, lastQty: quantity, lastPx: at, fee: fee);
    }

    internal ulong Cancel(uint requestId = 0) => Send(ExecType.Canceled, OrdStatus.Canceled, requestId);

    internal ulong Replaced(uint requestId, Price newPrice, long newQuantity)
    {
        Price = newPrice;
        OrderQty = newQuantity;
        OrdStatus status = CumQty >= OrderQty ? OrdStatus.Filled
            : CumQty > 0 ? OrdStatus.PartiallyFilled : OrdStatus.New;
        return Send(ExecType.Replaced, status, requestId);
    }

    internal ulong Bust(ulong fill, long quantity, OrdStatus status)
    {
        CumQty -= quantity;
        return Send(ExecType.TradeCancel, status, execRefId: fill);
    }

    internal ulong Correct(
        ulong fill, long oldQuantity, long newQuantity, Price newPrice, OrdStatus status, long fee = 0)
    {
        CumQty += newQuantity - oldQuantity;
        return Send(ExecType.TradeCorrect, status, lastQty: newQuantity, lastPx: newPrice, execRefId: fill, fee: fee);
    }

    internal void RejectCancel(uint requestId, bool isReplace = false) =>
        harness.Apply(RecordType.OrderCancelReject, new CancelRejectPayload
        {
            OrderId = order.Value,
            RequestId = requestId,
            IsReplace = isReplace ? (byte)1 : (byte)0,
            Reason = RejectReason.VenueRejected,
            OrdStatus = Status,
        });

    internal ulong Send(
        ExecType execType,
        OrdStatus status,
        uint requestId = 0,
        long lastQty = 0,
        Price lastPx = default,
        ulong execRefId = 0,
        long fee = 0)
    {
        Status = status;
        ulong execId = NextExecId();
        harness.Report(new ExecutionReportPayload
        {
            OrderId = order.Value,
            ExecId = execId,
            ExecRefId = execRefId,
            RequestId = requestId,
            ExecType = execType,
            OrdStatus = status,
            Reason = execType == ExecType.Rejected ? RejectReason.VenueRejected : RejectReason.None,
            Price = Price.Raw,
            OrderQty = OrderQty,
            LastPx = lastPx.Raw,
            LastQty = lastQty,
            CumQty = CumQty,
            LeavesQty = status.IsWorking() ? Math.Max(0, OrderQty - CumQty) : 0,
            Fee = fee,
            TransactTimeNs = harness.TimeNs,
        });
        return execId;
    }
}
