using System.Runtime.InteropServices;

namespace Strategies.Journal.Durability;

/// <summary>
/// Up to where a journal is on the disk for certain, little-endian. The file has two of them, at byte 0 and at byte
/// 4096; they are written in turns, each with a higher <see cref="Counter"/>, so that a loss of power while one is
/// written leaves the other. The one that counts is the whole one with the higher counter.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct DurableMark
{
    /// <summary>Bytes of this struct.</summary>
    public const int Size = 96;

    /// <summary>The value of <see cref="Magic"/>: the characters "STRATDUR".</summary>
    public const ulong MagicValue = 0x5255_4454_4152_5453;

    /// <summary>The format that this build writes.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary><see cref="MagicValue"/>.</summary>
    [FieldOffset(0)] public ulong Magic;

    /// <summary>Version of this layout.</summary>
    [FieldOffset(8)] public int FormatVersion;

    /// <summary>Zero.</summary>
    [FieldOffset(12)] public uint Reserved0;

    /// <summary>How many marks were written before this one.</summary>
    [FieldOffset(16)] public ulong Counter;

    /// <summary>Names the journal.</summary>
    [FieldOffset(24)] public Guid JournalId;

    /// <summary>Number of the last input that is on the disk; 0 when there is none.</summary>
    [FieldOffset(40)] public ulong InputSequence;

    /// <summary>Cause of the last output that is on the disk; 0 when there is none.</summary>
    [FieldOffset(48)] public ulong OutputSequence;

    /// <summary>Index of that output.</summary>
    [FieldOffset(56)] public uint OutputIndex;

    /// <summary>Zero.</summary>
    [FieldOffset(60)] public uint Reserved1;

    /// <summary>
    /// Names the run of the operating system in which it was written (Linux's boot_id), or zero: as long as that run
    /// lasts no power was lost.
    /// </summary>
    [FieldOffset(64)] public Guid BootId;

    /// <summary>Zero.</summary>
    [FieldOffset(80)] public ulong Reserved2;

    /// <summary>Zero.</summary>
    [FieldOffset(88)] public uint Reserved3;

    /// <summary>CRC32C of the bytes in front of this field.</summary>
    [FieldOffset(92)] public uint Crc32C;

    /// <summary>Whether a journal that is whole up to these records has everything that the mark promises.</summary>
    internal readonly bool IsReachedBy(ulong inputSequence, ulong outputSequence, uint outputIndex) =>
        inputSequence >= InputSequence
        && (outputSequence > OutputSequence || (outputSequence == OutputSequence && outputIndex >= OutputIndex));

    /// <summary>The checksum that belongs to this mark.</summary>
    internal readonly uint ComputeCrc32C()
    {
        DurableMark self = this;
        return Segments.Crc32C.Compute(MemoryMarshal.AsBytes(new ReadOnlySpan<DurableMark>(in self))[..92]);
    }
}
