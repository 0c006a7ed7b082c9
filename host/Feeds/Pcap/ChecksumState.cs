namespace Strategies.Feeds.Pcap;

/// <summary>What a checksum in a captured header is worth.</summary>
internal enum ChecksumState
{
    /// <summary>Not filled in: by the sender's choice, or because its network card was to do so behind the capture.</summary>
    Absent = 0,

    /// <summary>It fits the bytes.</summary>
    Right = 1,

    /// <summary>It does not fit the bytes.</summary>
    Wrong = 2,
}
