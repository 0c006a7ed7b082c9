using System.Runtime.InteropServices;

namespace Strategies.Ipc.Memory;

/// <summary>
/// The first 512 bytes of every region, little-endian. <c>native/ipc/strategies_ipc.h</c> is its twin in C; a test
/// holds both to each other.
/// </summary>
/// <remarks>
/// The first 256 bytes never move between layout versions, so that any build can tell whose a file is. The file
/// appears under its name with the header complete (it is made nameless and linked), so no reader meets half of one.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public unsafe struct RegionHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Size = 512;

    /// <summary>What <see cref="Magic"/> is: "STRATSHM" in ASCII.</summary>
    public const ulong MagicValue = 0x4D48_5354_4152_5453;

    /// <summary>The layout that this build reads and writes.</summary>
    public const uint CurrentLayoutVersion = 1;

    /// <summary>Bytes of <see cref="Name"/>.</summary>
    public const int NameBytes = 64;

    /// <summary>Marks a region: <see cref="MagicValue"/>.</summary>
    [FieldOffset(0)] public ulong Magic;

    /// <summary>Version of the layout.</summary>
    [FieldOffset(8)] public uint LayoutVersion;

    /// <summary>What the region holds: a <see cref="RegionKind"/>.</summary>
    [FieldOffset(12)] public uint Kind;

    /// <summary>Bytes of the whole file.</summary>
    [FieldOffset(16)] public ulong RegionBytes;

    /// <summary>Bytes of this header: <see cref="Size"/>.</summary>
    [FieldOffset(24)] public uint HeaderBytes;

    /// <summary>The cell.</summary>
    [FieldOffset(28)] public uint Cell;

    /// <summary>Of a ring its capacity in bytes, of a table its words, of a histogram its buckets.</summary>
    [FieldOffset(32)] public ulong Parameter0;

    /// <summary>Of a table the distance of its words in bytes, of a histogram the bits of its precision.</summary>
    [FieldOffset(40)] public ulong Parameter1;

    /// <summary>First half of the host's boot identifier when the region was made.</summary>
    [FieldOffset(48)] public ulong BootIdLow;

    /// <summary>Second half of the boot identifier.</summary>
    [FieldOffset(56)] public ulong BootIdHigh;

    /// <summary>The region's name, ASCII, zeros behind it.</summary>
    [FieldOffset(64)] public fixed byte Name[NameBytes];

    /// <summary>The owner: a <see cref="ProcessIdentity"/>'s word; 0 when it let go.</summary>
    [FieldOffset(128)] public ulong Owner;

    /// <summary>Of a ring, the producer; else 0.</summary>
    [FieldOffset(136)] public ulong Producer;

    /// <summary>Of a ring, the consumer; else 0.</summary>
    [FieldOffset(144)] public ulong Consumer;
}
