using System.Runtime.CompilerServices;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Venues;

/// <summary>
/// The simulated venues of a session behind one order port: an order goes to the venue that it names, reports come in the
/// order of their delivery, of the lower venue number first at the same time. Each venue has its own feeds, clock, books
/// and numbers. One thread, the hot one; allocates nothing after construction.
/// </summary>
public sealed class SimulatedVenues : OrderPort
{
    private readonly SimulatedVenue[] _venues;
    private readonly int[] _venueOfFeed;
    private readonly int[] _placeOfFeed;

    /// <summary>Puts venues together.</summary>
    /// <param name="venues">The venues, the first with number 1; this port owns them.</param>
    /// <param name="venueOfFeed">The venue of each feed, the first with number 1; a venue's are in its decoders' order.</param>
    public SimulatedVenues(ReadOnlySpan<SimulatedVenue> venues, ReadOnlySpan<VenueId> venueOfFeed)
    {
        _venues = venues.ToArray();
        _venueOfFeed = new int[venueOfFeed.Length];
        _placeOfFeed = new int[venueOfFeed.Length];
        int[] feeds = new int[venues.Length];
        for (int feed = 0; feed < venueOfFeed.Length; feed++)
        {
            int venue = venueOfFeed[feed].Value - 1;
            _venueOfFeed[feed] = venue;
            _placeOfFeed[feed] = feeds[venue]++;
        }
    }

    /// <summary>Number of venues.</summary>
    public int Count => _venues.Length;

    /// <summary>One of the venues.</summary>
    /// <param name="venue">Its number, from 1.</param>
    public SimulatedVenue this[VenueId venue] => _venues[venue.Value - 1];

    /// <summary>
    /// When <see cref="ProcessArrival"/> is due at any venue; <see cref="long.MaxValue"/> when nothing is on its way.
    /// </summary>
    public long NextArrivalTimeNs
    {
        get
        {
            long nextNs = long.MaxValue;
            foreach (SimulatedVenue venue in _venues)
            {
                nextNs = Math.Min(nextNs, venue.NextArrivalTimeNs);
            }

            return nextNs;
        }
    }

    /// <summary>When the next report of any venue is to be delivered; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextReportTimeNs
    {
        get
        {
            long nextNs = long.MaxValue;
            foreach (SimulatedVenue venue in _venues)
            {
                nextNs = Math.Min(nextNs, venue.NextReportTimeNs);
            }

            return nextNs;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The order's <see cref="OrderPayload.Venue"/> decides.</remarks>
    public override bool Offer(ReadOnlySpan<byte> output)
    {
        int venue = output.Length < RecordHeader.Size + Unsafe.SizeOf<OrderPayload>()
            ? 0
            : RecordWriter.Payload<OrderPayload>(output).Venue - 1;
        if ((uint)venue >= (uint)_venues.Length)
        {
            throw NoVenue(venue + 1);
        }

        // One that is too short for an order any venue refuses in its own words.
        return _venues[venue].Offer(output);
    }

    /// <inheritdoc/>
    public override int Poll(Span<byte> record)
    {
        long nextNs = NextReportTimeNs;
        foreach (SimulatedVenue venue in _venues)
        {
            if (venue.NextReportTimeNs == nextNs)
            {
                return venue.Poll(record);
            }
        }

        return 0;
    }

    /// <summary>Processes what <see cref="NextArrivalTimeNs"/> tells of, at the lowest venue of that time.</summary>
    /// <exception cref="VenueException">A table is full.</exception>
    public void ProcessArrival()
    {
        long nextNs = NextArrivalTimeNs;
        foreach (SimulatedVenue venue in _venues)
        {
            if (venue.NextArrivalTimeNs == nextNs)
            {
                venue.ProcessArrival();
                return;
            }
        }
    }

    /// <summary>Plays one packet at the venue of its feed.</summary>
    /// <param name="feed">Number of the feed, from 1.</param>
    /// <param name="exchangeTimeNs">When the exchange sent it, ns since 1970-01-01 UTC.</param>
    /// <param name="format">How it is coded.</param>
    /// <param name="payload">The raw bytes behind the record's <see cref="MarketDataPrefix"/>.</param>
    /// <exception cref="VenueException">A table is full.</exception>
    public void OnMarketData(int feed, long exchangeTimeNs, PayloadFormat format, ReadOnlySpan<byte> payload) =>
        _venues[_venueOfFeed[feed - 1]].OnMarketData(exchangeTimeNs, format, payload, _placeOfFeed[feed - 1]);

    /// <summary>Ends the day at every venue.</summary>
    /// <param name="timeNs">The time, ns since 1970-01-01 UTC; what arrives before it is still processed.</param>
    /// <exception cref="VenueException">There is no room for the reports.</exception>
    public void EndOfDay(long timeNs)
    {
        foreach (SimulatedVenue venue in _venues)
        {
            venue.EndOfDay(timeNs);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (SimulatedVenue venue in _venues)
            {
                venue.Dispose();
            }
        }
    }

    private static VenueException NoVenue(int venue) => new(
        $"an order for venue {venue}", InstrumentId.None, 0, "orders go to a venue of the session; they are numbered from 1");
}
