namespace Strategies.Feeds.Pcap;

/// <summary>
/// Decides by the datagrams at a capture's start whether its checksums are to be trusted. Where several are wrong and none is
/// right, the capture was taken at the sender, whose network card fills them in behind it, or its addresses were changed: then
/// they say nothing of damage. Playing and verification decide alike, since both look at the start only.
/// </summary>
internal struct ChecksumSurvey
{
    private const int DatagramsMax = 256;

    // One wrong checksum by itself is damage.
    private const int WrongMin = 2;

    private int _datagrams;
    private int _ipv4Right;
    private int _ipv4Wrong;
    private int _udpRight;
    private int _udpWrong;

    private readonly ChecksumRule Rule => new(
        _ipv4Right > 0 || _ipv4Wrong < WrongMin, _udpRight > 0 || _udpWrong < WrongMin);

    /// <summary>Looks at a capture's start.</summary>
    /// <param name="header">The capture's header.</param>
    /// <param name="records">What follows it; the last record may be cut.</param>
    internal static ChecksumRule RuleOf(in PcapHeader header, ReadOnlySpan<byte> records)
    {
        ChecksumSurvey survey = default;
        while (survey._datagrams < DatagramsMax && records.Length >= PcapHeader.RecordBytes)
        {
            uint captured = header.ReadUInt32(records[PcapHeader.CapturedOffset..]);
            records = records[PcapHeader.RecordBytes..];
            if (captured > records.Length)
            {
                break;
            }

            survey.Observe(records[..(int)captured]);
            records = records[(int)captured..];
        }

        return survey.Rule;
    }

    private void Observe(ReadOnlySpan<byte> frame)
    {
        if (EthernetFrame.TryFindUdp(frame, default, out UdpPlace place) != FrameKind.Udp)
        {
            return;
        }

        _datagrams++;
        ReadOnlySpan<byte> header = frame[place.PacketStart..place.DatagramStart];
        Count(InternetChecksum.OfIPv4(header), ref _ipv4Right, ref _ipv4Wrong);
        Count(InternetChecksum.OfUdp(header, frame.Slice(place.DatagramStart, place.DatagramBytes)), ref _udpRight, ref _udpWrong);
    }

    private static void Count(ChecksumState state, ref int right, ref int wrong)
    {
        right += state == ChecksumState.Right ? 1 : 0;
        wrong += state == ChecksumState.Wrong ? 1 : 0;
    }
}
