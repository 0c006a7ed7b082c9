using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.SwapRequested"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SwapRequestedPayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>How.</summary>
    public SwapKind Kind;

    /// <summary>What becomes of the state that the slot has; of records from before there was a choice it is carried.</summary>
    public SwapState State;

    /// <summary>The package that is to run; for a rollback the resident one's.</summary>
    public Hash256 PackageHash;

    /// <summary>Who asked.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
