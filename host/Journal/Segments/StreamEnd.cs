namespace Strategies.Journal.Segments;

/// <summary>
/// Where the whole records of one kind end, and how the last segment was begun: from here a writer goes on.
/// </summary>
/// <param name="Number">Number of the segment; 0 when none is in use.</param>
/// <param name="Offset">Byte offset behind the last whole record.</param>
/// <param name="Header">The segment's header.</param>
/// <param name="Environment">The segment's environment, as it stands in the file.</param>
/// <param name="LastSequence">Number, or cause, of the last record; 0 when there is none.</param>
/// <param name="LastIndex">Index of the last record.</param>
internal sealed record StreamEnd(
    long Number, long Offset, SegmentHeader Header, byte[] Environment, ulong LastSequence, uint LastIndex)
{
    /// <summary>True when the writer before this one has just let the segment go: it has all its blocks.</summary>
    internal bool IsWhole { get; init; }

    /// <summary>There are no segments.</summary>
    internal static StreamEnd Nothing { get; } = new(0, 0, default, [], 0, 0);
}
