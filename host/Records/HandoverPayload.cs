using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.Handover"/>: the engine's answer to a swap request.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct HandoverPayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>How it went.</summary>
    public HandoverResult Result;

    /// <summary>Schema in which the state was written.</summary>
    public int SchemaVersion;

    /// <summary>Bytes of the state.</summary>
    public int StateBytes;

    /// <summary>XXH3, 64 bits, of the state's bytes; above 16 KiB of its first and last 8 KiB.</summary>
    public ulong StateDigest;

    /// <summary>What went wrong.</summary>
    public Text200 Reason;
}
