namespace Strategies.Feeds.Pcap;

/// <summary>Which of a capture's checksums say whether a frame is damaged.</summary>
/// <param name="IsIPv4Judged">A frame whose IPv4 header has a wrong checksum is damaged.</param>
/// <param name="IsUdpJudged">A frame whose UDP datagram has a wrong checksum is damaged.</param>
internal readonly record struct ChecksumRule(bool IsIPv4Judged, bool IsUdpJudged)
{
    /// <summary>What is not judged, in words; empty when both are.</summary>
    internal string Note => (IsIPv4Judged, IsUdpJudged) switch
    {
        (true, true) => string.Empty,
        (true, false) => Words("UDP"),
        (false, true) => Words("IPv4"),
        _ => Words("IPv4 and UDP"),
    };

    private static string Words(string which) =>
        $"{which} checksums are not judged: at the capture's start all are wrong, as where it was taken at the sender or its addresses "
        + "were changed";
}
