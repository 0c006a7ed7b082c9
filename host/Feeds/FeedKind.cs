namespace Strategies.Feeds;

/// <summary>Kinds of file that hold a feed.</summary>
public enum FeedKind
{
    /// <summary>LOBSTER's zip as published: one message file and one orderbook file.</summary>
    Lobster = 1,

    /// <summary>ITCH 5.0 messages, each behind a two-byte big-endian length; possibly compressed with gzip.</summary>
    ItchFile = 2,

    /// <summary>
    /// A classic pcap capture of MoldUDP64 packets with ITCH 5.0 messages; possibly compressed with gzip.
    /// </summary>
    Pcap = 3,
}
