using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.SlotControl"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SlotControlPayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>What to do.</summary>
    public SlotAction Action;

    /// <summary>Who asked.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
