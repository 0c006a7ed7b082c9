using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.SwapCommitted"/> and <see cref="RecordType.SwapRefused"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SwapDecisionPayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>Zero.</summary>
    public int Reserved;

    /// <summary>Sequence of the <see cref="RecordType.SwapRequested"/> that is decided.</summary>
    public ulong RequestSequence;

    /// <summary>Why it is refused; empty for a commit.</summary>
    public Text200 Reason;
}
