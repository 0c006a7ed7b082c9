using System.Runtime.InteropServices;

namespace Strategies.Journal.Segments;

/// <summary>
/// Says how far a segment had been written when its writer closed it cleanly, so that a tail that goes missing later is
/// noticed. A writer that continues the segment leaves it: records up to it must be there, more may follow.
/// </summary>
/// <remarks>
/// <see cref="Marker"/> is cleared first and written last, so that a kill in between leaves no mark rather than a
/// wrong one.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct CloseMark
{
    /// <summary>Bytes of this struct.</summary>
    public const int Size = 32;

    /// <summary>Where it stands in the segment.</summary>
    public const int Offset = SegmentHeader.Size;

    /// <summary>The value of <see cref="Marker"/>: the characters "CLOSEDOK".</summary>
    public const ulong MarkerValue = 0x4B4F_4445_534F_4C43;

    /// <summary><see cref="MarkerValue"/>, or zero when there is no mark; the other fields mean nothing then.</summary>
    [FieldOffset(0)] public ulong Marker;

    /// <summary>Byte offset behind the last record.</summary>
    [FieldOffset(8)] public long EndOffset;

    /// <summary>Number, or cause, of the last record of the journal.</summary>
    [FieldOffset(16)] public ulong LastSequence;

    /// <summary>Zero.</summary>
    [FieldOffset(24)] public uint Reserved;

    /// <summary>CRC32C of the bytes in front of this field.</summary>
    [FieldOffset(28)] public uint Crc32C;

    /// <summary>True when a mark is there and whole.</summary>
    internal readonly bool IsValid => Marker == MarkerValue && Crc32C == ComputeCrc32C();

    /// <summary>The checksum that belongs to this mark.</summary>
    internal readonly uint ComputeCrc32C()
    {
        CloseMark self = this;
        return Segments.Crc32C.Compute(MemoryMarshal.AsBytes(new ReadOnlySpan<CloseMark>(in self))[..28]);
    }
}
