using Strategies.Records;

namespace Strategies.Feeds;

/// <summary>One session of a numbered feed: what came, what is missing, what came again.</summary>
public sealed class FeedSession
{
    private readonly ulong _low;
    private readonly ulong _high;
    private ulong _next;

    internal FeedSession(in MarketDataPrefix first)
    {
        _low = first.SessionLow;
        _high = first.SessionHigh;
        _next = first.FirstSequence;
        Name = SessionName.Decode(first);
        FirstSequence = first.FirstSequence;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Feed sequence with which the file starts; a file may start in the middle of a session.</summary>
    public ulong FirstSequence { get; }

    /// <summary>Highest feed sequence seen; one less than the first while there was no message.</summary>
    public ulong LastSequence => _next - 1;

    /// <summary>Packets, heartbeats included.</summary>
    public long Packets { get; private set; }

    /// <summary>Messages, repeated ones included.</summary>
    public long Messages { get; private set; }

    /// <summary>Times that the feed jumped forward.</summary>
    public long Gaps { get; private set; }

    /// <summary>Messages that the jumps left out.</summary>
    public ulong MissingMessages { get; private set; }

    /// <summary>Messages at or below the highest sequence seen before: repeated, or late.</summary>
    public ulong DuplicateMessages { get; private set; }

    internal bool Is(in MarketDataPrefix prefix) => prefix.SessionLow == _low && prefix.SessionHigh == _high;

    internal FeedGap Observe(in MarketDataPrefix prefix)
    {
        ulong end = prefix.LastSequence + 1;
        Packets++;
        Messages += (long)(end - prefix.FirstSequence);
        FeedGap gap = FeedGap.None;
        if (prefix.FirstSequence > _next)
        {
            gap = new FeedGap(_next, prefix.FirstSequence - 1);
            Gaps++;
            MissingMessages += gap.Count;
        }
        else
        {
            DuplicateMessages += Math.Min(end, _next) - prefix.FirstSequence;
        }

        _next = Math.Max(_next, end);
        return gap;
    }
}
