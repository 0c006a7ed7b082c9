namespace Strategies.Journal.Segments;

/// <summary>
/// The pages of the segment that a journal was opened with, which are brought in a part a round: whoever opens it need not wait for
/// that, and the hot thread meets few page faults. Housekeeping thread.
/// </summary>
internal sealed unsafe class UntouchedPages
{
    private const int PageBytes = 4096;
    private const long RoundBytes = 4 << 20;

    private readonly MappedSegment _segment;
    private long _from;

    /// <param name="segment">The segment, mapped until the last round is over.</param>
    /// <param name="from">Offset of what will be written next.</param>
    internal UntouchedPages(MappedSegment segment, long from)
    {
        _segment = segment;
        _from = from / PageBytes * PageBytes;
    }

    /// <summary>Brings the next part in. False when there was none left.</summary>
    internal bool Touch()
    {
        long bytes = Math.Min(RoundBytes, _segment.Bytes - _from);
        if (bytes <= 0)
        {
            return false;
        }

        SegmentAllocator.Touch(_segment.Base + _from, bytes);
        _from += bytes;
        return true;
    }
}
