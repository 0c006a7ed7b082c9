using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.SessionStatus"/>. While a venue's session is down new orders and replaces for its
/// instruments are refused; those for others go on.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SessionStatusPayload
{
    /// <summary>The venue; the source's number in the header, where the venue itself is the source.</summary>
    public ushort Venue;

    /// <summary>Zero.</summary>
    public ushort Reserved;

    /// <summary>1 when it is up.</summary>
    public int IsUp;
}
