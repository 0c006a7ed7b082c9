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
    public static Span<byte> Write<T>(Span<byte> buffer, scoped in RecordHeader header, in T payload)
        where T : unmanaged
    {
        int length = RecordHeader.Size + Unsafe.SizeOf<T>();
        WriteHeader(buffer, in header, length);
        MemoryMarshal.Write(buffer[RecordHeader.Size..], in payload);
        return buffer[..length];
    }

    /// <summary>Writes a record whose payload is bytes.</summary>
    /// <param name="buffer">At least header and payload.</param>
    /// <param name="header">Type, source, time; length and format version are set here.</param>
    /// <param name="payload">The payload, possibly empty.</param>
    /// <returns>The record: the part of the buffer that was written.</returns>
    public static Span<byte> Write(Span<byte> buffer, scoped in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        int length = RecordHeader.Size + payload.Length;
        WriteHeader(buffer, in header, length);
        payload.CopyTo(buffer[RecordHeader.Size..]);
        return buffer[..length];
    }

    /// <summary>
    /// Writes a header word by word. The journal reads it in words a moment later: a word that was stored in pieces cannot be
    /// forwarded to that and would wait until every store before it has left the processor.
    /// </summary>
    /// <param name="buffer">At least a header.</param>
    /// <param name="header">Type, source, time; length and format version are set here.</param>
    /// <param name="length">Bytes of header and payload.</param>
    public static void WriteHeader(Span<byte> buffer, scoped in RecordHeader header, int length)
    {
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(buffer[..RecordHeader.Size]);
        words[7] = header.Reserved2;
        words[6] = header.Index | ((ulong)header.Reserved1 << 32);
        words[5] = header.SourceSequence;
        words[4] = (ulong)header.ReceiveTimeNs;
        words[3] = header.Sequence;
        words[2] = header.Epoch | ((ulong)header.SourceKind << 32) | ((ulong)header.SourceId << 48);
        words[1] = (ulong)header.Type | ((ulong)RecordHeader.CurrentFormatVersion << 16) | ((ulong)header.Reserved0 << 24)
            | ((ulong)header.PayloadFormat << 32) | ((ulong)header.Cell << 48);
        words[0] = (uint)length | ((ulong)header.Crc32C << 32);
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
