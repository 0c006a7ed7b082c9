using System.Runtime.InteropServices;
using Strategies.Sdk;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.OrderState"/>: an order after a report was applied.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OrderStatePayload
{
    /// <summary>The order.</summary>
    public ulong OrderId;

    /// <summary>The venue's number of the report; zero for a cancel reject.</summary>
    public ulong ExecId;

    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>The instrument.</summary>
    public int Instrument;

    /// <summary>Buy or sell.</summary>
    public Side Side;

    /// <summary>What the report said.</summary>
    public ExecType ExecType;

    /// <summary>The order's state now.</summary>
    public OrdStatus OrdStatus;

    /// <summary>Why, for a rejection.</summary>
    public RejectReason Reason;

    /// <summary>1 when a fill took liquidity.</summary>
    public int IsAggressor;

    /// <summary>Confirmed limit price, raw.</summary>
    public long Price;

    /// <summary>Confirmed order quantity.</summary>
    public long OrderQty;

    /// <summary>Filled so far.</summary>
    public long CumQty;

    /// <summary>What can still be filled.</summary>
    public long LeavesQty;

    /// <summary>Price of this fill, raw.</summary>
    public long LastPx;

    /// <summary>Quantity of this fill.</summary>
    public long LastQty;

    /// <summary>Fee of this fill, units of 1e-8 of the currency.</summary>
    public long Fee;
}
