namespace Strategies.Feeds.Recorded;

/// <summary>The first packets of a session's feeds, held in memory: what a new version is warmed up and rehearsed on.</summary>
public sealed class RecordedPackets
{
    private readonly RecordedFeed[] _feeds;

    private RecordedPackets(ReadOnlySpan<PacketSource> sources)
    {
        _feeds = new RecordedFeed[sources.Length];
        for (int feed = 0; feed < sources.Length; feed++)
        {
            _feeds[feed] = new RecordedFeed(sources[feed]);
        }
    }

    /// <summary>Number of packets, of all feeds together.</summary>
    public int Count { get; private set; }

    /// <summary>Messages in them.</summary>
    public long Messages { get; private set; }

    /// <summary>The exchange's time of the first packet of all, ns since 1970-01-01 UTC; 0 when there is none.</summary>
    public long FirstExchangeTimeNs { get; private set; }

    /// <summary>Reads from the start of feeds, by the exchange's time; at the same time the feed in front first.</summary>
    /// <param name="packetsMax">Most packets to read, of all feeds together.</param>
    /// <param name="sources">The feeds; what they stand at afterwards says nothing.</param>
    public static RecordedPackets Read(int packetsMax, params ReadOnlySpan<PacketSource> sources)
    {
        RecordedPackets recorded = new(sources);
        bool[] isThere = new bool[sources.Length];
        for (int feed = 0; feed < sources.Length; feed++)
        {
            isThere[feed] = sources[feed].MoveNext();
        }

        while (recorded.Count < packetsMax && TryFirst(sources, isThere, out int first))
        {
            recorded.Add(first, sources[first]);
            // Not past the last one: what lies behind it is nobody's business here.
            isThere[first] = recorded.Count < packetsMax && sources[first].MoveNext();
        }

        return recorded;
    }

    /// <summary>Reads from the start of one feed.</summary>
    /// <param name="source">The feed.</param>
    /// <param name="packetsMax">Most packets to read.</param>
    public static RecordedPackets Read(PacketSource source, int packetsMax) => Read(packetsMax, source);

    /// <summary>Plays a feed's packets again.</summary>
    /// <param name="feed">Which of the feeds, from 0.</param>
    public PacketSource Open(int feed = 0) => new RecordedSource(_feeds[feed]);

    private static bool TryFirst(ReadOnlySpan<PacketSource> sources, ReadOnlySpan<bool> isThere, out int first)
    {
        first = -1;
        for (int feed = 0; feed < sources.Length; feed++)
        {
            if (isThere[feed] && (first < 0 || sources[feed].ExchangeTimeNs < sources[first].ExchangeTimeNs))
            {
                first = feed;
            }
        }

        return first >= 0;
    }

    private void Add(int feed, PacketSource source)
    {
        FirstExchangeTimeNs = Count == 0 ? source.ExchangeTimeNs : FirstExchangeTimeNs;
        Count++;
        Messages += (long)(source.Prefix.LastSequence - source.Prefix.FirstSequence + 1);
        _feeds[feed].Packets.Add(
            new RecordedPacket(source.ExchangeTimeNs, source.Format, source.Prefix, source.Payload.ToArray()));
    }
}
