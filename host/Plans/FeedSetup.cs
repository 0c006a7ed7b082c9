using Strategies.Feeds;
using Strategies.Sdk;

namespace Strategies.Plans;

/// <summary>A feed of a session with everything looked up.</summary>
/// <param name="Number">Its number, from 1: the source's number in the headers of its records.</param>
/// <param name="Venue">The venue whose market it tells.</param>
/// <param name="Plan">The plan's words on it, with an absolute path.</param>
/// <param name="Options">What its file does not say itself.</param>
public sealed record FeedSetup(ushort Number, VenueId Venue, FeedPlan Plan, FeedOptions Options)
{
    /// <summary>From the exchange's time of a packet until the engine receives it, ns.</summary>
    public long LatencyNs => Plan.LatencyMicroseconds * 1000;

    /// <summary>Opens its file in front of the first packet; the caller disposes it.</summary>
    /// <exception cref="FeedException">The file cannot be read.</exception>
    public PacketSource Open() => FeedOpener.Open(Plan.File, Options);
}
