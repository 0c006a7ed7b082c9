using Strategies.Records;

namespace Strategies.Feeds.Queue;

/// <summary>A packet in the queue's own memory; valid until the consumer advances.</summary>
public readonly ref struct PacketView
{
    internal PacketView(in PacketEntry entry, ReadOnlySpan<byte> payload)
    {
        Prefix = entry.Prefix;
        Gap = entry.Gap;
        ExchangeTimeNs = entry.ExchangeTimeNs;
        Format = entry.Format;
        Payload = payload;
    }

    /// <summary>Time at the exchange or of the capture, ns since 1970-01-01 UTC.</summary>
    public long ExchangeTimeNs { get; }

    /// <summary>How <see cref="Payload"/> is coded.</summary>
    public PayloadFormat Format { get; }

    /// <summary>Session and feed sequences.</summary>
    public MarketDataPrefix Prefix { get; }

    /// <summary>Messages missing in front of the packet.</summary>
    public FeedGap Gap { get; }

    /// <summary>The raw bytes that come behind <see cref="Prefix"/> in a record.</summary>
    public ReadOnlySpan<byte> Payload { get; }
}
