using System.Runtime.CompilerServices;
using Strategies.Records;

namespace Strategies.Journal.Segments;

/// <summary>Checks one published record in place. No allocation.</summary>
internal static unsafe class RecordCheck
{
    /// <summary>Checks length, alignment bytes and checksum: whether the bytes are those that were written.</summary>
    /// <param name="at">The record; its first word is there.</param>
    /// <param name="room">Bytes from there to the end of the segment, including the word that closes it.</param>
    /// <param name="readable">Bytes from there to the end of the file.</param>
    internal static JournalFault CheckBytes(byte* at, long room, long readable)
    {
        int length = *(int*)at;
        if (!IsPossibleLength(length, room))
        {
            return JournalFault.ImpossibleLength;
        }

        int aligned = RecordHeader.AlignedLength(length);
        if (aligned > readable)
        {
            return JournalFault.TruncatedSegment;
        }

        // The filling bytes are not in the checksum.
        for (int index = length; index < aligned; index++)
        {
            if (at[index] != 0)
            {
                return JournalFault.Checksum;
            }
        }

        return Crc32C.Compute(new ReadOnlySpan<byte>(at + 8, length - 8)) == *(uint*)(at + 4)
            ? JournalFault.None
            : JournalFault.Checksum;
    }

    /// <summary>Checks the fields that every record of a segment has in common.</summary>
    /// <param name="header">A record's header whose bytes are in order.</param>
    /// <param name="segment">The segment's header.</param>
    internal static JournalFault CheckFields(in RecordHeader header, in SegmentHeader segment)
    {
        if (header.FormatVersion != RecordHeader.CurrentFormatVersion)
        {
            return JournalFault.UnknownFormatVersion;
        }

        if ((header.Reserved0 | header.Reserved1 | header.Reserved2) != 0)
        {
            return JournalFault.ReservedNotZero;
        }

        if (header.Cell != segment.Cell)
        {
            return JournalFault.ForeignCell;
        }

        if (header.Epoch != segment.Epoch)
        {
            return JournalFault.EpochOrder;
        }

        return IsOfKind(header.Type, segment.Kind) ? JournalFault.None : JournalFault.InvalidRecord;
    }

    /// <summary>Whether a type belongs into segments of a kind.</summary>
    internal static bool IsOfKind(RecordType type, SegmentKind kind) =>
        kind == SegmentKind.Input
            ? type is > RecordType.None and < RecordType.FirstOutput
            : type >= RecordType.FirstOutput;

    /// <summary>Checks the padding that closes a segment: one word, and zeros behind it.</summary>
    /// <param name="view">The segment.</param>
    /// <param name="offset">Where the padding stands.</param>
    /// <param name="length">Its length field, negative.</param>
    /// <param name="checksum">Its checksum field, zero.</param>
    internal static JournalFault CheckPadding(SegmentView view, long offset, int length, uint checksum)
    {
        if (length == 0 || checksum != 0 || -(long)length != view.Header.SegmentBytes - offset)
        {
            return JournalFault.ImpossibleLength;
        }

        int behind = (int)(Math.Min(view.Header.SegmentBytes, view.FileBytes) - offset) - 8;
        return new ReadOnlySpan<byte>(view.Base + offset + 8, behind).ContainsAnyExcept((byte)0)
            ? JournalFault.ReservedNotZero
            : JournalFault.None;
    }

    /// <summary>Looks for a whole record of this segment behind a place where the records seem to end.</summary>
    /// <param name="view">The segment.</param>
    /// <param name="offset">Where to begin: a multiple of eight.</param>
    /// <param name="sequenceMin">Lowest number, or cause, that a later record can have.</param>
    /// <returns>Its byte offset, or -1.</returns>
    internal static long FindRecordBehind(SegmentView view, long offset, ulong sequenceMin)
    {
        long limit = Math.Min(view.FileBytes, view.Header.SegmentBytes);
        for (; offset + RecordHeader.Size <= limit; offset += RecordHeader.Alignment)
        {
            byte* at = view.Base + offset;
            ref RecordHeader header = ref Unsafe.AsRef<RecordHeader>(at);
            if (header.Length != 0
                && IsPossibleLength(header.Length, view.Header.SegmentBytes - offset)
                && header.Sequence >= sequenceMin
                && CheckFields(in header, in view.Header) == JournalFault.None
                && CheckBytes(at, view.Header.SegmentBytes - offset, limit - offset) == JournalFault.None)
            {
                return offset;
            }
        }

        return -1;
    }

    private static bool IsPossibleLength(int length, long room) =>
        length is >= RecordHeader.Size and <= RecordHeader.RecordBytesMax
        && RecordHeader.AlignedLength(length) <= room - SegmentStream.PaddingBytesMin;
}
