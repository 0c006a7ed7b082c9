using System.Runtime.InteropServices;
using Strategies.Sdk;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.ExecutionReport"/> (FIX message 8, as the venue said it).</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ExecutionReportPayload
{
    /// <summary>The engine's order.</summary>
    public ulong OrderId;

    /// <summary>
    /// The venue's own number of this report, unique in the venue's day: other venues may give the same. A repeat is dropped.
    /// </summary>
    public ulong ExecId;

    /// <summary>The report of the same venue that a correction or a break refers to; zero otherwise.</summary>
    public ulong ExecRefId;

    /// <summary>
    /// The request that is answered: 0 the new order, 1 and up its cancel and replace requests in turn.
    /// </summary>
    public uint RequestId;

    /// <summary>What the report says.</summary>
    public ExecType ExecType;

    /// <summary>The order's state as the venue sees it.</summary>
    public OrdStatus OrdStatus;

    /// <summary>Why, for a rejection.</summary>
    public RejectReason Reason;

    /// <summary>1 when a fill took liquidity.</summary>
    public byte IsAggressor;

    /// <summary>Limit price, raw.</summary>
    public long Price;

    /// <summary>Order quantity.</summary>
    public long OrderQty;

    /// <summary>Price of this fill, raw; zero when none.</summary>
    public long LastPx;

    /// <summary>Quantity of this fill; zero when none.</summary>
    public long LastQty;

    /// <summary>Filled so far.</summary>
    public long CumQty;

    /// <summary>What can still be filled.</summary>
    public long LeavesQty;

    /// <summary>Fee of this fill in units of 1e-8 of the instrument's currency; negative is a rebate.</summary>
    public long Fee;

    /// <summary>The venue's time, ns since 1970-01-01 UTC.</summary>
    public long TransactTimeNs;
}
