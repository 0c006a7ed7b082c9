namespace Strategies.Feeds.Recorded;

/// <summary>The first packets of a feed, held in memory: what a new version is warmed up and rehearsed on.</summary>
public sealed class RecordedPackets
{
    private readonly List<RecordedPacket> _packets = [];

    private RecordedPackets(PacketSource source)
    {
        File = source.File;
        Kind = source.Kind;
        TradeDate = source.TradeDate;
    }

    /// <summary>The file they came from.</summary>
    public string File { get; }

    /// <summary>Kind of the file.</summary>
    public FeedKind Kind { get; }

    /// <summary>Date of the data.</summary>
    public DateOnly TradeDate { get; }

    /// <summary>Number of packets.</summary>
    public int Count => _packets.Count;

    /// <summary>Messages in them.</summary>
    public long Messages { get; private set; }

    /// <summary>The exchange's time of the first packet, ns since 1970-01-01 UTC; 0 when there is none.</summary>
    public long FirstExchangeTimeNs => _packets.Count > 0 ? _packets[0].ExchangeTimeNs : 0;

    internal IReadOnlyList<RecordedPacket> Packets => _packets;

    /// <summary>Reads from the start of a feed.</summary>
    /// <param name="source">The feed; it stands behind the packets afterwards.</param>
    /// <param name="packetsMax">Most packets to read.</param>
    public static RecordedPackets Read(PacketSource source, int packetsMax)
    {
        RecordedPackets recorded = new(source);
        while (recorded.Count < packetsMax && source.MoveNext())
        {
            recorded._packets.Add(
                new RecordedPacket(source.ExchangeTimeNs, source.Format, source.Prefix, source.Payload.ToArray()));
            recorded.Messages += (long)(source.Prefix.LastSequence - source.Prefix.FirstSequence + 1);
        }

        return recorded;
    }

    /// <summary>Plays them again.</summary>
    public PacketSource Open() => new RecordedSource(this);
}
