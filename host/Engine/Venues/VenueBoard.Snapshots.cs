using Strategies.Records;
using Strategies.Records.Snapshots;
using Strategies.Sdk;

namespace Strategies.Engine.Venues;

/// <content>Venues, feeds and what is said of them, as bytes.</content>
internal sealed partial class VenueBoard
{
    internal void Save(BinaryWriter writer)
    {
        writer.Write(_names.Count(name => name is not null));
        for (ushort venue = SourceIds.FirstVenue; venue <= SourceIds.VenueMax; venue++)
        {
            if (_names[venue] is { } name)
            {
                writer.Write(venue);
                writer.Write(name);
            }
        }

        writer.Write(_venueOfFeed.Count(venue => venue != 0));
        for (ushort feed = SourceIds.FirstFeed; feed <= SourceIds.FeedMax; feed++)
        {
            if (_venueOfFeed[feed] != 0)
            {
                writer.Write(feed);
                writer.Write(_venueOfFeed[feed]);
                writer.Write(Silence.LimitMsOf(feed));
            }
        }

        writer.Write(_down);
        writer.Write(_gaps);
        Silence.Save(writer);
    }

    internal void Restore(BinaryReader reader)
    {
        int venues = reader.ReadCount(SourceIds.VenueMax, "venues");
        for (int index = 0; index < venues; index++)
        {
            VenueId venue = new(reader.ReadUInt16());
            Require(TryDefineVenue(venue, reader.ReadString()), $"venue {venue} is there twice or none");
        }

        int feeds = reader.ReadCount(SourceIds.FeedMax, "feeds");
        for (int index = 0; index < feeds; index++)
        {
            ushort feed = reader.ReadUInt16();
            VenueId venue = new(reader.ReadUInt16());
            Require(TryDefineFeed(feed, venue, reader.ReadInt32()), $"feed {feed} is there twice or none");
        }

        _down = reader.ReadUInt64();
        _gaps = reader.ReadUInt64();
        Silence.Restore(reader);
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException(problem);
        }
    }
}
