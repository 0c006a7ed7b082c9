using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Backtest.TestKit;

/// <summary>An order as the venue sees it, and the requests on it that wait for an answer.</summary>
internal sealed class HarnessOrder(SentMessage sent)
{
    internal SentMessage Sent => sent;

    internal OrdStatus Status { get; private set; } = OrdStatus.PendingNew;

    internal long OrderQty { get; private set; } = sent.Quantity;

    internal long CumQty { get; private set; }

    internal Price Price { get; private set; } = sent.Price;

    internal Queue<SentMessage> Requests { get; } = [];

    internal long LeavesQty => Status.IsWorking() ? Math.Max(0, OrderQty - CumQty) : 0;

    /// <summary>The order after a fill.</summary>
    internal void Fill(long quantity)
    {
        CumQty += quantity;
        Status = CumQty >= OrderQty ? OrdStatus.Filled : OrdStatus.PartiallyFilled;
    }

    /// <summary>The order after a replace: what is filled stays filled.</summary>
    internal void Replace(SentMessage request)
    {
        OrderQty = request.Quantity;
        Price = request.Price;
        Status = CumQty >= OrderQty ? OrdStatus.Filled : CumQty > 0 ? OrdStatus.PartiallyFilled : OrdStatus.New;
    }

    internal void Become(OrdStatus status) => Status = status;

    internal ExecutionReportPayload Report(ExecType execType, ulong execId, uint requestId, long timeNs) => new()
    {
        OrderId = sent.OrderId.Value,
        ExecId = execId,
        RequestId = requestId,
        ExecType = execType,
        OrdStatus = Status,
        Reason = execType == ExecType.Rejected ? RejectReason.VenueRejected : RejectReason.None,
        Price = Price.Raw,
        OrderQty = OrderQty,
        CumQty = CumQty,
        LeavesQty = LeavesQty,
        TransactTimeNs = timeNs,
    };
}
