using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>A place between two records of one kind.</summary>
/// <param name="Number">Number of the segment.</param>
/// <param name="Offset">Byte offset in it, behind the last record in front of the place.</param>
/// <param name="LastSequence">Number, or cause, of that record; 0 when there is none.</param>
/// <param name="LastIndex">Its index.</param>
internal readonly record struct ArchivePlace(long Number, long Offset, ulong LastSequence, uint LastIndex)
{
    /// <summary>In front of the very first record.</summary>
    internal static ArchivePlace Beginning => new(1, SegmentHeader.HeaderBytes, 0, 0);
}
