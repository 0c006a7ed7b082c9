using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.PositionState"/>. Money in units of 1e-8 of the instrument's currency, 128 bits
/// each.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct PositionPayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>The instrument.</summary>
    public int Instrument;

    /// <summary>Signed holding.</summary>
    public long Quantity;

    /// <summary>What the holding cost.</summary>
    public Int128 Cost;

    /// <summary>Profit closed, before fees.</summary>
    public Int128 Realised;

    /// <summary>Market value minus cost.</summary>
    public Int128 Unrealised;

    /// <summary>Fees paid.</summary>
    public Int128 Fees;
}
