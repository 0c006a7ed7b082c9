using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>What stands between the header of a market-data record and the raw bytes of the packet.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct MarketDataPrefix
{
    /// <summary>Name of the feed session, first eight ASCII characters (a MoldUDP64 session has ten).</summary>
    public ulong SessionLow;

    /// <summary>Name of the feed session, the other characters.</summary>
    public ulong SessionHigh;

    /// <summary>Feed sequence of the packet's first message.</summary>
    public ulong FirstSequence;

    /// <summary>Feed sequence of its last message; one less than the first for a packet without messages.</summary>
    public ulong LastSequence;
}
