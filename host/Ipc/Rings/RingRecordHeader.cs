using System.Runtime.InteropServices;

namespace Strategies.Ipc.Rings;

/// <summary>What stands before every record in a ring; records begin at multiples of 8 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct RingRecordHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Size = 16;

    /// <summary>Records begin at multiples of this.</summary>
    public const int Alignment = 8;

    /// <summary>
    /// Bytes of header and payload, without what fills up to 8. Written last, with release order. 0: not there yet;
    /// negative: so many bytes of padding up to the ring's end (then only these four bytes are valid).
    /// </summary>
    [FieldOffset(0)] public int Length;

    /// <summary>What the record is; the ring gives it no meaning.</summary>
    [FieldOffset(4)] public uint Type;

    /// <summary>The producer's sequence.</summary>
    [FieldOffset(8)] public ulong Sequence;
}
