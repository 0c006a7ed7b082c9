using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.FlattenState"/>: the flattening of a slot has begun, gone on or ended.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct FlattenStatePayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>How far it is.</summary>
    public FlattenStatus Status;

    /// <summary>Instruments in which the slot holds something at this moment.</summary>
    public int Positions;

    /// <summary>Working orders of the slot at this moment.</summary>
    public int WorkingOrders;

    /// <summary>Number of the input that asked for it.</summary>
    public ulong RequestSequence;

    /// <summary>Who asked.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
