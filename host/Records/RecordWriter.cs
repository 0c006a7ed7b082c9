using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Puts a header and a fixed-size payload together as a record in a caller's buffer.</summary>
public static class RecordWriter
{
    /// <summary>
    /// Writes a record with a payload of fixed size. CRC and cell, epoch and sequence are the journal's to fill.
    /// </summary>
    /// <param name="buffer">At least header and payload.</param>
    /// <param name="header">Type, source, time; length and format version are set here.</param>
    /// <param name="payload">The payload.</param>
    /// <returns>The record: the part of the buffer that was written.</returns>
    public static Span<byte> Write<T>(Span<byte> buffer, RecordHeader header, in T payload)
        where T : unmanaged
    {
        int length = RecordHeader.Size + Unsafe.SizeOf<T>();
        header.Length = length;
        header.FormatVersion = RecordHeader.CurrentFormatVersion;
        MemoryMarshal.Write(buffer, in header);
        MemoryMarshal.Write(buffer[RecordHeader.Size..], in payload);
        return buffer[..length];
    }

    /// <summary>Writes a record whose payload is bytes.</summary>
    /// <param name="buffer">At least header and payload.</param>
    /// <param name="header">Type, source, time; length and format version are set here.</param>
    /// <param name="payload">The payload, possibly empty.</param>
    /// <returns>The record: the part of the buffer that was written.</returns>
    public static Span<byte> Write(Span<byte> buffer, RecordHeader header, ReadOnlySpan<byte> payload)
    {
        int length = RecordHeader.Size + payload.Length;
        header.Length = length;
        header.FormatVersion = RecordHeader.CurrentFormatVersion;
        MemoryMarshal.Write(buffer, in header);
        payload.CopyTo(buffer[RecordHeader.Size..]);
        return buffer[..length];
    }

    /// <summary>Reads a record's header in place.</summary>
    /// <param name="record">A record.</param>
    public static ref readonly RecordHeader Header(ReadOnlySpan<byte> record) =>
        ref MemoryMarshal.AsRef<RecordHeader>(record);

    /// <summary>Reads a record's fixed-size payload in place.</summary>
    /// <param name="record">A record whose length has been checked against the payload's size.</param>
    public static ref readonly T Payload<T>(ReadOnlySpan<byte> record)
        where T : unmanaged => ref MemoryMarshal.AsRef<T>(record[RecordHeader.Size..]);
}
