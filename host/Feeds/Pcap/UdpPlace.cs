namespace Strategies.Feeds.Pcap;

/// <summary>Where a UDP datagram lies in a frame, in bytes from the frame's start.</summary>
/// <param name="PacketStart">Where the IPv4 header starts.</param>
/// <param name="DatagramStart">Where the UDP header starts, which is where the IPv4 header ends.</param>
/// <param name="DatagramBytes">Bytes of the UDP header and what it carries.</param>
internal readonly record struct UdpPlace(int PacketStart, int DatagramStart, int DatagramBytes)
{
    internal const int HeaderBytes = 8;

    internal Range Payload => (DatagramStart + HeaderBytes)..(DatagramStart + DatagramBytes);
}
