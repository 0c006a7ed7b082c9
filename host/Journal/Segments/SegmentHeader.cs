using System.Runtime.InteropServices;

namespace Strategies.Journal.Segments;

/// <summary>
/// The first 128 bytes of a segment, little-endian. After them come the <see cref="CloseMark"/> (32 bytes), the
/// environment (UTF-8 JSON) and zeros up to byte 4096, where the records begin. These 128 bytes keep their place in
/// every format version.
/// </summary>
/// <remarks>
/// <see cref="Magic"/> is written last, with release order: a segment without it was prepared but never used.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct SegmentHeader
{
    /// <summary>Bytes of this struct.</summary>
    public const int Size = 128;

    /// <summary>Bytes in front of the first record.</summary>
    public const int HeaderBytes = 4096;

    /// <summary>Where the environment starts.</summary>
    public const int EnvironmentOffset = Size + CloseMark.Size;

    /// <summary>Most bytes of an environment.</summary>
    public const int EnvironmentBytesMax = HeaderBytes - EnvironmentOffset;

    /// <summary>The value of <see cref="Magic"/>: the characters "STRATSEG".</summary>
    public const ulong MagicValue = 0x4745_5354_4152_5453;

    /// <summary>The format that this build writes.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary><see cref="MagicValue"/>, or zero in a segment that was never used.</summary>
    [FieldOffset(0)] public ulong Magic;

    /// <summary>Version of the segment's layout.</summary>
    [FieldOffset(8)] public int FormatVersion;

    /// <summary>Where the first record begins: <see cref="HeaderBytes"/>.</summary>
    [FieldOffset(12)] public int FirstRecordOffset;

    /// <summary>Inputs or outputs.</summary>
    [FieldOffset(16)] public SegmentKind Kind;

    /// <summary>The cell, 0 to 4095.</summary>
    [FieldOffset(18)] public ushort Cell;

    /// <summary>The leader's term; all records of a segment have the same.</summary>
    [FieldOffset(20)] public uint Epoch;

    /// <summary>Number of the segment within its kind, from 1, as in its name.</summary>
    [FieldOffset(24)] public long Number;

    /// <summary>Inputs: number of the first record. Outputs: no record here has a lower cause.</summary>
    [FieldOffset(32)] public ulong FirstSequence;

    /// <summary>Bytes of the whole file.</summary>
    [FieldOffset(40)] public long SegmentBytes;

    /// <summary>Names the journal; all its segments carry it.</summary>
    [FieldOffset(48)] public Guid JournalId;

    /// <summary>Bytes of the environment.</summary>
    [FieldOffset(64)] public int EnvironmentBytes;

    /// <summary>CRC32C of the environment.</summary>
    [FieldOffset(68)] public uint EnvironmentCrc32C;

    /// <summary>CRC32C of the bytes in front of this field.</summary>
    [FieldOffset(124)] public uint Crc32C;

    /// <summary>The checksum that belongs to this header.</summary>
    internal readonly uint ComputeCrc32C()
    {
        SegmentHeader self = this;
        return Segments.Crc32C.Compute(MemoryMarshal.AsBytes(new ReadOnlySpan<SegmentHeader>(in self))[..124]);
    }
}
