using Strategies.Records;

namespace Strategies.Feeds.Pcap;

/// <summary>A MoldUDP64 packet as it was heard on a line of its feed.</summary>
internal struct LinePacket
{
    internal FeedSession Session;

    /// <summary>The session's name, without sequences.</summary>
    internal MarketDataPrefix Name;

    internal ulong FirstSequence;
    internal int Count;

    /// <summary>When it was captured, ns since 1970-01-01 UTC.</summary>
    internal long TimeNs;

    /// <summary>Number of its frame, from 1, and byte of that frame's record in the file.</summary>
    internal long Frame;
    internal long FrameOffset;

    /// <summary>Where its bytes lie, for a packet that is held.</summary>
    internal int Start;
    internal int Length;

    internal readonly ulong EndSequence => FirstSequence + (ulong)Count;
}
