namespace Strategies.Feeds.Pcap;

/// <summary>What a captured frame is to a feed.</summary>
internal enum FrameKind
{
    /// <summary>A whole UDP datagram over IPv4.</summary>
    Udp = 0,

    /// <summary>Something else: ARP, IPv6, TCP, ...</summary>
    Other = 1,

    /// <summary>A fragment of an IPv4 packet.</summary>
    Fragment = 2,

    /// <summary>Its lengths contradict each other.</summary>
    Malformed = 3,

    /// <summary>A checksum that does not fit: whoever receives it drops it.</summary>
    Damaged = 4,
}
