using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Feeds;
using Strategies.Plans;
using Strategies.Records;

namespace Strategies.Gateways.Tests.Support;

/// <summary>A packet of a recorded feed, as its file has it.</summary>
/// <param name="ExchangeTimeNs">Its time.</param>
/// <param name="Gap">What is missing in front of it.</param>
/// <param name="Content">Prefix and payload, as a record has them.</param>
internal sealed record FeedPacket(long ExchangeTimeNs, FeedGap Gap, byte[] Content)
{
    internal static List<FeedPacket> ReadAll(SessionPlan plan)
    {
        using PacketSource source = SessionSetup.Load(plan).Feeds[0].Open();
        List<FeedPacket> packets = [];
        while (source.MoveNext())
        {
            byte[] content = new byte[Unsafe.SizeOf<MarketDataPrefix>() + source.Payload.Length];
            MarketDataPrefix prefix = source.Prefix;
            MemoryMarshal.Write(content, in prefix);
            source.Payload.CopyTo(content.AsSpan(Unsafe.SizeOf<MarketDataPrefix>()));
            packets.Add(new FeedPacket(source.ExchangeTimeNs, source.Gap, content));
        }

        return packets;
    }
}
