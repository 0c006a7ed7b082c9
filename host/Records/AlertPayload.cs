using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.Alert"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct AlertPayload
{
    /// <summary>What it is about.</summary>
    public AlertCode Code;

    /// <summary>Number of times since the last alert of this code, where they are counted together.</summary>
    public int Count;

    /// <summary>A number that helps to find it: order, byte offset, sequence.</summary>
    public long Detail;

    /// <summary>In words.</summary>
    public Text200 Text;
}
