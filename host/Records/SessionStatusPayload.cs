using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.SessionStatus"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SessionStatusPayload
{
    /// <summary>Number of the session.</summary>
    public int Session;

    /// <summary>1 when it is up.</summary>
    public int IsUp;
}
