using System.Runtime.InteropServices;
using Strategies.Records;

namespace Strategies.Feeds.Queue;

/// <summary>What stands in front of a packet's bytes in the queue's memory.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct PacketEntry
{
    /// <summary>
    /// Bytes to the next entry, a multiple of 8; negative: nothing but padding to the end of the memory.
    /// </summary>
    internal int EntryBytes;

    /// <summary>Bytes of the packet.</summary>
    internal int PayloadBytes;

    internal long ExchangeTimeNs;
    internal MarketDataPrefix Prefix;
    internal FeedGap Gap;
    internal PayloadFormat Format;
}
