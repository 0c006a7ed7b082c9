using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.SlotState"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SlotStatePayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>Its state now.</summary>
    public SlotState State;

    /// <summary>The package in it.</summary>
    public Hash256 PackageHash;

    /// <summary>The package before, which stays resident; empty when there is none.</summary>
    public Hash256 PreviousHash;

    /// <summary>Working orders of the slot at this moment.</summary>
    public int WorkingOrders;

    /// <summary>Zero.</summary>
    public int Reserved;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
