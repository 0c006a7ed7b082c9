using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Venues.Tests.RandomFlow;

/// <summary>One of our orders as its reports tell.</summary>
public sealed class OwnOrderModel
{
    public required ulong OrderId { get; init; }

    public required Side Side { get; init; }

    public long Price { get; private set; }

    public long OrderQty { get; private set; }

    public long CumQty { get; private set; }

    public bool IsWorking { get; private set; }

    /// <summary>Number of the report that gave it its place in time.</summary>
    public ulong Priority { get; private set; }

    public long LeavesQty => IsWorking ? OrderQty - CumQty : 0;

    /// <summary>Takes a report in and checks that it continues the order's story.</summary>
    public void Apply(in ExecutionReportPayload report)
    {
        bool isFirst = report.ExecType is ExecType.New or ExecType.Rejected;
        Assert.Equal(isFirst, Priority == 0);
        Assert.Equal(CumQty + report.LastQty, report.CumQty);
        Assert.Equal(report.ExecType == ExecType.Trade, report.LastQty > 0);
        Assert.InRange(report.CumQty, 0, report.OrderQty);
        bool isWorking = report.OrdStatus.IsWorking();
        Assert.Equal(isWorking ? report.OrderQty - report.CumQty : 0, report.LeavesQty);
        Assert.Equal(isWorking, report.LeavesQty > 0);
        Assert.Equal(report.OrdStatus == OrdStatus.Filled, report.CumQty == report.OrderQty);
        Assert.Equal(
            isWorking, report.OrdStatus == (report.CumQty == 0 ? OrdStatus.New : OrdStatus.PartiallyFilled));
        bool keepsPlace = !isFirst && (
            report.ExecType != ExecType.Replaced || (report.Price == Price && report.OrderQty <= OrderQty));
        Priority = keepsPlace ? Priority : report.ExecId;
        Price = report.Price;
        OrderQty = report.OrderQty;
        CumQty = report.CumQty;
        IsWorking = isWorking;
    }

    /// <summary>True when this order must trade before the other one: better price, then earlier in time.</summary>
    public bool IsAheadOf(OwnOrderModel other) => Side == other.Side && Price == other.Price
        ? Priority < other.Priority
        : Side == other.Side && (Side == Side.Buy ? Price > other.Price : Price < other.Price);
}
