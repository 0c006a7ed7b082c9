using System.Runtime.InteropServices;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.OrderRejected"/>: what was asked for, and exactly why it did not leave.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct RejectPayload
{
    /// <summary>The order or request as it was asked for.</summary>
    public OrderPayload Order;

    /// <summary>The record type it would have had.</summary>
    public RecordType Request;

    /// <summary>Why it was refused.</summary>
    public RejectReason Reason;

    /// <summary>Zero.</summary>
    public byte Reserved0;

    /// <summary>The scope whose limit was the tightest, where a limit refused it.</summary>
    public RiskScope Scope;

    /// <summary>The limit, in the control's own unit; saturated to 64 bits.</summary>
    public long Limit;

    /// <summary>The value that was compared with it; saturated to 64 bits.</summary>
    public long Value;
}
