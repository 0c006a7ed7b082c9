using System.Runtime.InteropServices;
using Strategies.Sdk;

namespace Strategies.Records;

/// <summary>Payload of the three records that leave for a venue: new order, replace request, cancel request.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OrderPayload
{
    /// <summary>The order.</summary>
    public ulong OrderId;

    /// <summary>
    /// 0 for the new order, 1 and up for its cancel and replace requests in turn; reports name what they answer.
    /// </summary>
    public uint RequestId;

    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>The account.</summary>
    public int Account;

    /// <summary>The instrument.</summary>
    public int Instrument;

    /// <summary>Buy or sell.</summary>
    public Side Side;

    /// <summary>Limit or market.</summary>
    public OrdType OrdType;

    /// <summary>Day or immediate-or-cancel.</summary>
    public TimeInForce TimeInForce;

    /// <summary>Zero.</summary>
    public byte Reserved0;

    /// <summary>
    /// The venue that it goes to, the instrument's; 0 in a refused order for an instrument that is not known.
    /// </summary>
    public ushort Venue;

    /// <summary>Zero.</summary>
    public ushort Reserved1;

    /// <summary>Limit price, raw; zero for a market order. For a replace the new one.</summary>
    public long Price;

    /// <summary>Order quantity; for a replace the new total.</summary>
    public long Quantity;

    /// <summary>The strategy's own number.</summary>
    public long Tag;
}
