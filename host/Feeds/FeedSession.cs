using Strategies.Records;

namespace Strategies.Feeds;

/// <summary>One session of a numbered feed: what came, what is missing, what came again.</summary>
public sealed class FeedSession
{
    private const int RememberedGapsMax = 256;

    private readonly ulong _low;
    private readonly ulong _high;
    private readonly FeedGap[] _gaps = new FeedGap[RememberedGapsMax];

    internal FeedSession(in MarketDataPrefix first)
    {
        _low = first.SessionLow;
        _high = first.SessionHigh;
        NextSequence = first.FirstSequence;
        Name = SessionName.Decode(first);
        FirstSequence = first.FirstSequence;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Feed sequence with which the file starts; a file may start in the middle of a session.</summary>
    public ulong FirstSequence { get; }

    /// <summary>Highest feed sequence taken; one less than the first while there was no message.</summary>
    public ulong LastSequence => NextSequence - 1;

    /// <summary>Packets heard, heartbeats and repeated ones included.</summary>
    public long Packets { get; private set; }

    /// <summary>Messages heard, repeated ones included.</summary>
    public long Messages { get; private set; }

    /// <summary>Times that the feed jumped forward, and what was left out did not come in time.</summary>
    public long Gaps { get; private set; }

    /// <summary>Messages that the jumps left out.</summary>
    public ulong MissingMessages { get; private set; }

    /// <summary>
    /// Messages that were heard again, as on a second line of the feed, or too late, and were therefore not taken.
    /// </summary>
    public ulong DuplicateMessages { get; private set; }

    /// <summary>Packets of which no message was taken since all had been heard before.</summary>
    public long DuplicatePackets { get; private set; }

    /// <summary>The sequence of which nothing has been taken yet.</summary>
    internal ulong NextSequence { get; private set; }

    /// <summary>When its first packet was captured, ns since 1970-01-01 UTC.</summary>
    internal long FirstTimeNs { get; private set; }

    /// <summary>In how many bytes the names differ.</summary>
    internal int DifferingBytes(FeedSession other)
    {
        int differing = 0;
        for (int shift = 0; shift < 64; shift += 8)
        {
            differing += (byte)(_low >> shift) != (byte)(other._low >> shift) ? 1 : 0;
            differing += (byte)(_high >> shift) != (byte)(other._high >> shift) ? 1 : 0;
        }

        return differing;
    }

    internal bool Is(in MarketDataPrefix prefix) => prefix.SessionLow == _low && prefix.SessionHigh == _high;

    /// <summary>
    /// Whether messages of these sequences were not heard: they lie in a gap, of which the last 256 are known, or next to what was.
    /// </summary>
    internal bool IsMissing(ulong first, ulong last) =>
        last + 1 == FirstSequence
        || first == NextSequence
        || Array.Exists(_gaps, gap => !gap.IsNone && first >= gap.FirstMissing && last <= gap.LastMissing);

    internal void Hear(int messages, long timeNs)
    {
        FirstTimeNs = Packets == 0 ? timeNs : FirstTimeNs;
        Packets++;
        Messages += messages;
    }

    /// <summary>Takes messages, of which none has been taken.</summary>
    /// <param name="first">Sequence of the first one.</param>
    /// <param name="count">How many.</param>
    /// <returns>What is missing in front of them.</returns>
    internal FeedGap Take(ulong first, int count)
    {
        FeedGap gap = FeedGap.None;
        if (first > NextSequence)
        {
            gap = new FeedGap(NextSequence, first - 1);
            _gaps[Gaps % RememberedGapsMax] = gap;
            Gaps++;
            MissingMessages += gap.Count;
        }

        NextSequence = first + (ulong)count;
        return gap;
    }

    internal void CountRepeat(int messages, bool isWholePacket)
    {
        DuplicateMessages += (ulong)messages;
        DuplicatePackets += isWholePacket && messages > 0 ? 1 : 0;
    }
}
