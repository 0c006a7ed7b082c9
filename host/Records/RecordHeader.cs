using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// The 64 bytes in front of every record, little-endian, 8-byte aligned. Inputs are numbered without gaps; an output
/// carries the number of the input that caused it and its index among that input's outputs.
/// </summary>
/// <remarks>
/// <see cref="Length"/> is written last, with release order: 0 means not there yet, negative means padding.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct RecordHeader
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 64;

    /// <summary>Records start at multiples of this.</summary>
    public const int Alignment = 8;

    /// <summary>
    /// Largest record, header included: 1 MiB. Larger tables go as numbered parts closed by a commit part.
    /// </summary>
    public const int RecordBytesMax = 1 << 20;

    /// <summary>
    /// The format that this build writes, and the only one that it reads. Version 2 names venues and feeds: definitions
    /// of both in front of the instruments, a venue in every instrument, order and session record. Version 1 had one of
    /// each, unsaid.
    /// </summary>
    public const byte CurrentFormatVersion = 2;

    /// <summary>Bytes of header and payload, without the padding to the next multiple of eight.</summary>
    [FieldOffset(0)] public int Length;

    /// <summary>CRC32C over header and payload except <see cref="Length"/> and this field.</summary>
    [FieldOffset(4)] public uint Crc32C;

    /// <summary>What the payload is.</summary>
    [FieldOffset(8)] public RecordType Type;

    /// <summary>Version of this layout.</summary>
    [FieldOffset(10)] public byte FormatVersion;

    /// <summary>Zero.</summary>
    [FieldOffset(11)] public byte Reserved0;

    /// <summary>For market data, how the raw bytes are coded; zero otherwise.</summary>
    [FieldOffset(12)] public PayloadFormat PayloadFormat;

    /// <summary>The cell, 0 to 4095.</summary>
    [FieldOffset(14)] public ushort Cell;

    /// <summary>The leader's term.</summary>
    [FieldOffset(16)] public uint Epoch;

    /// <summary>Kind of source.</summary>
    [FieldOffset(20)] public SourceKind SourceKind;

    /// <summary>Number of the source within its kind; of a venue's records the venue's number.</summary>
    [FieldOffset(22)] public ushort SourceId;

    /// <summary>Number of the input, from 1; for an output the number of the input that caused it.</summary>
    [FieldOffset(24)] public ulong Sequence;

    /// <summary>Receive time of the input, raw, ns since 1970-01-01 UTC; for an output the engine time.</summary>
    [FieldOffset(32)] public long ReceiveTimeNs;

    /// <summary>
    /// The source's own number of the input, from 1; repeats are dropped. Zero for sources that do not number.
    /// </summary>
    [FieldOffset(40)] public ulong SourceSequence;

    /// <summary>
    /// Index of an output among those of its input; part number of a table sent in parts; zero otherwise.
    /// </summary>
    [FieldOffset(48)] public uint Index;

    /// <summary>Zero.</summary>
    [FieldOffset(52)] public uint Reserved1;

    /// <summary>Zero.</summary>
    [FieldOffset(56)] public ulong Reserved2;

    /// <summary>Bytes that a record of this length takes up in a segment or buffer.</summary>
    /// <param name="length">Bytes of header and payload.</param>
    public static int AlignedLength(int length) => (length + Alignment - 1) & ~(Alignment - 1);
}
