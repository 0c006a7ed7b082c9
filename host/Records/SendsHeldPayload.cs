using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.SendsHeld"/>: new orders and replaces are held back, or no longer. Cancels pass, and
/// working orders stay.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SendsHeldPayload
{
    /// <summary>1 to hold, 0 to go on.</summary>
    public int IsHeld;

    /// <summary>Zero.</summary>
    public int Reserved;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
