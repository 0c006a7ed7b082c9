namespace Strategies.Records;

/// <summary>
/// Numbers of the sources within their kind, as <see cref="RecordHeader.SourceId"/> names them. Each source counts its own
/// sequence, so two of one kind never share a number.
/// </summary>
public static class SourceIds
{
    /// <summary>The first feed; further ones follow.</summary>
    public const ushort FirstFeed = 1;

    /// <summary>The last number that a feed can have: what is known of feeds is kept as one bit each.</summary>
    public const ushort FeedMax = 63;

    /// <summary>The first venue's order session; further ones follow. A venue's number is its session's.</summary>
    public const ushort FirstVenue = 1;

    /// <summary>The last number that a venue can have: what is known of venues is kept as one bit each.</summary>
    public const ushort VenueMax = 63;

    /// <summary>The plan of a recorded session, which gives commands as operators do.</summary>
    public const ushort Plan = 0;

    /// <summary>Operators' commands that come through the edge.</summary>
    public const ushort Commands = 1;

    /// <summary>Deployments that come through the edge.</summary>
    public const ushort Deployments = 2;
}
