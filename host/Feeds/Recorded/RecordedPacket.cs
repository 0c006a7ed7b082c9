using Strategies.Records;

namespace Strategies.Feeds.Recorded;

/// <summary>One packet held in memory.</summary>
internal sealed record RecordedPacket(
    long ExchangeTimeNs, PayloadFormat Format, MarketDataPrefix Prefix, byte[] Payload);
