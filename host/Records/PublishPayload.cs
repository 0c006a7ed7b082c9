using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.Publish"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct PublishPayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>Zero.</summary>
    public int Reserved;

    /// <summary>The number.</summary>
    public long Value;

    /// <summary>Its name.</summary>
    public Text32 Name;
}
