using System.Runtime.InteropServices;
using Strategies.Sdk;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.OrderCancelReject"/> (FIX message 9).</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct CancelRejectPayload
{
    /// <summary>The engine's order.</summary>
    public ulong OrderId;

    /// <summary>The request that is refused.</summary>
    public uint RequestId;

    /// <summary>1 when it was a replace, 0 when a cancel.</summary>
    public byte IsReplace;

    /// <summary>Why.</summary>
    public RejectReason Reason;

    /// <summary>The order's state as the venue sees it.</summary>
    public OrdStatus OrdStatus;

    /// <summary>Zero.</summary>
    public byte Reserved;

    /// <summary>The venue's time, ns since 1970-01-01 UTC.</summary>
    public long TransactTimeNs;
}
