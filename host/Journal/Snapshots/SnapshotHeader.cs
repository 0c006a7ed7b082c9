using System.Runtime.InteropServices;
using Strategies.Journal.Segments;
using Strategies.Records;

namespace Strategies.Journal.Snapshots;

/// <summary>
/// The first 128 bytes of a snapshot, little-endian. After them come the table of sources (<see cref="SourceCount"/>
/// entries of 16 bytes: kind (2), number (2), zero (4), last sequence (8)), the environment (UTF-8 JSON), zeros up to
/// <see cref="PayloadOffset"/>, and the payload, with which the file ends. These 128 bytes keep their place in every
/// format version.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct SnapshotHeader
{
    /// <summary>Bytes of this struct.</summary>
    public const int Size = 128;

    /// <summary>Bytes of an entry in the table of sources.</summary>
    public const int SourceBytes = 16;

    /// <summary>Most sources.</summary>
    public const int SourcesMax = 1 << 16;

    /// <summary>The payload begins at a multiple of this.</summary>
    public const int PayloadAlignment = 4096;

    /// <summary>The value of <see cref="Magic"/>: the characters "STRATSNP".</summary>
    public const ulong MagicValue = 0x504E_5354_4152_5453;

    /// <summary>The format that this build writes.</summary>
    public const int CurrentFormatVersion = 2;

    /// <summary><see cref="MagicValue"/>.</summary>
    [FieldOffset(0)] public ulong Magic;

    /// <summary>Version of the file's layout.</summary>
    [FieldOffset(8)] public int FormatVersion;

    /// <summary>Where the payload begins.</summary>
    [FieldOffset(12)] public int PayloadOffset;

    /// <summary>The cell, 0 to 4095.</summary>
    [FieldOffset(16)] public ushort Cell;

    /// <summary>Zero.</summary>
    [FieldOffset(18)] public ushort Reserved0;

    /// <summary>The leader's term, as in the file's name.</summary>
    [FieldOffset(20)] public uint Epoch;

    /// <summary>Number of the last input that the state has seen, as in the file's name.</summary>
    [FieldOffset(24)] public ulong Sequence;

    /// <summary>The engine's time, ns since 1970-01-01 UTC.</summary>
    [FieldOffset(32)] public long EngineTimeNs;

    /// <summary>Names the journal.</summary>
    [FieldOffset(40)] public Guid JournalId;

    /// <summary>Checksum of the input at <see cref="Sequence"/>, as it stands in its record.</summary>
    [FieldOffset(56)] public uint RecordCrc32C;

    /// <summary>Entries of the table of sources.</summary>
    [FieldOffset(60)] public int SourceCount;

    /// <summary>Bytes of the payload.</summary>
    [FieldOffset(64)] public long PayloadBytes;

    /// <summary>Digest of the state, the engine's own.</summary>
    [FieldOffset(72)] public ulong StateDigest;

    /// <summary>SHA-256 of the payload.</summary>
    [FieldOffset(80)] public Hash256 PayloadHash;

    /// <summary>Bytes of the environment.</summary>
    [FieldOffset(112)] public int EnvironmentBytes;

    /// <summary>CRC32C of everything between this header and the payload.</summary>
    [FieldOffset(116)] public uint TablesCrc32C;

    /// <summary>Zero.</summary>
    [FieldOffset(120)] public uint Reserved1;

    /// <summary>CRC32C of the bytes in front of this field.</summary>
    [FieldOffset(124)] public uint Crc32C;

    /// <summary>Where the payload begins when the tables have these sizes.</summary>
    internal static int PayloadOffsetOf(int sourceCount, int environmentBytes) =>
        (Size + (sourceCount * SourceBytes) + environmentBytes + PayloadAlignment - 1) & -PayloadAlignment;

    /// <summary>The checksum that belongs to this header.</summary>
    internal readonly uint ComputeCrc32C()
    {
        SnapshotHeader self = this;
        return Segments.Crc32C.Compute(MemoryMarshal.AsBytes(new ReadOnlySpan<SnapshotHeader>(in self))[..124]);
    }
}
