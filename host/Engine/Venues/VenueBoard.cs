using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Venues;

/// <summary>
/// The day's venues and the feeds that tell of them: which exist, which session is down, which feed has a gap. What is
/// said of one venue touches no other. Allocates only while the day is set up.
/// </summary>
internal sealed partial class VenueBoard
{
    private readonly string?[] _names = new string?[SourceIds.VenueMax + 1];
    private readonly ushort[] _venueOfFeed = new ushort[SourceIds.FeedMax + 1];
    private readonly ulong[] _feedsOfVenue = new ulong[SourceIds.VenueMax + 1];

    /// <summary>One bit for each venue whose session is down; all are up at first.</summary>
    private ulong _down;

    /// <summary>One bit for each feed that has a gap or is stale.</summary>
    private ulong _gaps;

    /// <summary>Which feeds have been silent for longer than they may.</summary>
    internal FeedSilence Silence { get; } = new();

    /// <summary>True when the number is a venue of the day.</summary>
    internal bool IsKnown(VenueId venue) => venue.Value < _names.Length && _names[venue.Value] is not null;

    /// <summary>True when the number is a feed of the day.</summary>
    internal bool IsFeed(int feed) => (uint)feed < (uint)_venueOfFeed.Length && _venueOfFeed[feed] != 0;

    /// <summary>The venue of a feed of the day; none for another number.</summary>
    internal VenueId VenueOf(int feed) => IsFeed(feed) ? new VenueId(_venueOfFeed[feed]) : VenueId.None;

    /// <summary>Name of a venue of the day.</summary>
    internal string NameOf(VenueId venue) => _names[venue.Value]!;

    /// <summary>True unless the session of a venue of the day is down.</summary>
    internal bool IsUp(VenueId venue) => (_down & Bit(venue.Value)) == 0;

    /// <summary>True when a feed of the venue has a gap, is stale or is silent: its prices are no reference.</summary>
    internal bool HasGap(VenueId venue) => ((_gaps | Silence.Silent) & _feedsOfVenue[venue.Value]) != 0;

    /// <summary>Adds a venue.</summary>
    /// <returns>False when the number cannot be one, or number or name are taken.</returns>
    internal bool TryDefineVenue(VenueId venue, string name)
    {
        if (venue.Value is < SourceIds.FirstVenue or > SourceIds.VenueMax || name.Length == 0
            || Array.IndexOf(_names, name) >= 0 || IsKnown(venue))
        {
            return false;
        }

        _names[venue.Value] = name;
        return true;
    }

    /// <summary>Adds a feed of a venue of the day.</summary>
    /// <param name="feed">Its number.</param>
    /// <param name="venue">Its venue.</param>
    /// <param name="silentAfterMs">For how long it may say nothing, ms; 0 for as long as it likes.</param>
    /// <returns>False when the number cannot be one or is taken, there is no such venue, or the limit is below 0.</returns>
    internal bool TryDefineFeed(ushort feed, VenueId venue, int silentAfterMs)
    {
        if (silentAfterMs < 0 || feed is < SourceIds.FirstFeed or > SourceIds.FeedMax || _venueOfFeed[feed] != 0 || !IsKnown(venue))
        {
            return false;
        }

        _venueOfFeed[feed] = venue.Value;
        _feedsOfVenue[venue.Value] |= Bit(feed);
        Silence.Define(feed, silentAfterMs);
        return true;
    }

    /// <summary>Says that the session of a venue of the day is up or down.</summary>
    internal void SetUp(VenueId venue, bool isUp) =>
        _down = isUp ? _down & ~Bit(venue.Value) : _down | Bit(venue.Value);

    /// <summary>Says that a feed of the day has a gap, or is whole again.</summary>
    internal void SetGap(int feed, bool hasGap) => _gaps = hasGap ? _gaps | Bit(feed) : _gaps & ~Bit(feed);

    private static ulong Bit(int number) => 1UL << number;
}
