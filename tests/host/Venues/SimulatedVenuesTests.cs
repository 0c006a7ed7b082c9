using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Latency;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests;

/// <summary>Several venues behind one port: each keeps to itself, and what they say comes in one order.</summary>
public sealed class SimulatedVenuesTests : IDisposable
{
    private const long MidnightNs = 0;

    private static readonly Instrument[] Universe =
    [
        new() { Id = new InstrumentId(1), Symbol = "ALPHA", Venue = new VenueId(1) },
        new() { Id = new InstrumentId(2), Symbol = "ALPHA", Venue = new VenueId(2) },
    ];

    private readonly SimulatedVenues _venues;
    private readonly byte[] _output = new byte[RecordHeader.Size + Unsafe.SizeOf<OrderPayload>()];
    private readonly byte[] _record = new byte[OrderPort.ReportBytesMax];

    public SimulatedVenuesTests() => _venues = Make(ackNs1: 0, ackNs2: 0);

    public void Dispose() => _venues.Dispose();

    [Fact]
    public void An_order_goes_to_the_venue_that_it_names_and_to_no_other()
    {
        Offer(_venues, order: 5, venue: 2, timeNs: 10);
        Assert.Equal((long.MaxValue, 10), (_venues[new VenueId(1)].NextArrivalTimeNs, _venues.NextArrivalTimeNs));
        _venues.ProcessArrival();
        Assert.Equal((0, 1), (_venues[new VenueId(1)].WorkingOrderCount, _venues[new VenueId(2)].WorkingOrderCount));
        Assert.Equal([(10L, 2, 5UL, 1UL)], Poll(_venues));
    }

    [Fact]
    public void Reports_come_by_their_time_and_at_the_same_time_the_lower_venue_first_each_with_numbers_of_its_own()
    {
        Offer(_venues, order: 1, venue: 2, timeNs: 10);
        Offer(_venues, order: 2, venue: 1, timeNs: 10);
        Offer(_venues, order: 3, venue: 2, timeNs: 20);
        Offer(_venues, order: 4, venue: 1, timeNs: 30);
        while (_venues.NextArrivalTimeNs != long.MaxValue)
        {
            _venues.ProcessArrival();
        }

        Assert.Equal([(10L, 1, 2UL, 1UL), (10L, 2, 1UL, 1UL), (20L, 2, 3UL, 2UL), (30L, 1, 4UL, 2UL)], Poll(_venues));
        Assert.Equal(0, _venues.Poll(_record));
    }

    [Fact]
    public void A_slow_venue_holds_up_no_other()
    {
        using SimulatedVenues venues = Make(ackNs1: 1_000, ackNs2: 10);
        Offer(venues, order: 1, venue: 1, timeNs: 10);
        Offer(venues, order: 2, venue: 2, timeNs: 500);
        venues.ProcessArrival();
        venues.ProcessArrival();
        Assert.Equal([(510L, 2, 2UL, 1UL), (1_010L, 1, 1UL, 1UL)], Poll(venues));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(65_535)]
    public void An_order_for_a_venue_that_is_not_there_is_refused_in_words(int venue)
    {
        VenueException refusal = Assert.Throws<VenueException>(() => Offer(_venues, 1, (ushort)venue, timeNs: 10));
        Assert.Contains($"an order for venue {venue}", refusal.Message);
        Assert.Equal(long.MaxValue, _venues.NextArrivalTimeNs);
    }

    [Fact]
    public void A_packet_moves_the_books_of_its_feeds_venue_alone()
    {
        _venues.OnMarketData(2, 10, PayloadFormat.Lobster, Row(instrument: 2, reference: 7));
        _venues.OnMarketData(3, 20, PayloadFormat.Lobster, Row(instrument: 2, reference: 8));
        // Not an instrument of the feed's venue.
        _venues.OnMarketData(2, 30, PayloadFormat.Lobster, Row(instrument: 1, reference: 9));
        _venues.OnMarketData(1, 30, PayloadFormat.Lobster, Row(instrument: 2, reference: 9));
        Assert.Equal((0, 0), (BidOf(venue: 1, instrument: 1), BidOf(venue: 1, instrument: 2)));
        Assert.Equal((0, 200), (BidOf(venue: 2, instrument: 1), BidOf(venue: 2, instrument: 2)));
        Assert.Equal((30, 30), (_venues[new VenueId(1)].NowNs, _venues[new VenueId(2)].NowNs));
    }

    [Fact]
    public void The_day_ends_at_every_venue()
    {
        Offer(_venues, order: 1, venue: 1, timeNs: 10);
        Offer(_venues, order: 2, venue: 2, timeNs: 10);
        _venues.EndOfDay(50);
        Assert.Equal(
            [(10L, 1, 1UL, 1UL), (10L, 2, 2UL, 1UL), (50L, 1, 1UL, 2UL), (50L, 2, 2UL, 2UL)], Poll(_venues));
    }

    private long BidOf(ushort venue, int instrument)
    {
        VenueLevel[] levels = new VenueLevel[4];
        int count = _venues[new VenueId(venue)].CopyLevels(new InstrumentId(instrument), Side.Buy, levels);
        return levels.Take(count).Sum(level => level.Historical.Raw);
    }

    private static byte[] Row(int instrument, ulong reference)
    {
        byte[] text = Encoding.ASCII.GetBytes($"34200.000000001,1,{reference},100,1000000,1");
        LobsterPrefix prefix = new() { Instrument = instrument, WindowLevels = 5, TextLength = text.Length };
        return [.. MemoryMarshal.AsBytes([prefix]), .. text];
    }

    private static SimulatedVenues Make(long ackNs1, long ackNs2) => new(
        [Venue(1, ackNs1, feeds: 1), Venue(2, ackNs2, feeds: 2)], [new VenueId(1), new VenueId(2), new VenueId(2)]);

    private static SimulatedVenue Venue(ushort number, long ackNs, int feeds) => new(
        new SimulatedVenueConfig
        {
            InstrumentCount = Universe.Length,
            SourceId = number,
            Latencies = new VenueLatencies(
                1, each => LatencyModel.Constant(each < LatencyClass.Acknowledgement ? 0 : ackNs)),
        },
        [.. Enumerable.Range(0, feeds).Select(_ => new MarketDataDecoder(Universe, MidnightNs, new VenueId(number)))]);

    private void Offer(SimulatedVenues venues, ulong order, ushort venue, long timeNs)
    {
        OrderPayload payload = VenueHarness.LimitPayload(order, Side.Buy, 1_000, 10) with
        {
            Venue = venue,
            Instrument = venue == 1 ? 1 : 2,
        };
        RecordHeader header = new() { Type = RecordType.NewOrderSingle, ReceiveTimeNs = timeNs };
        Assert.True(venues.Offer(RecordWriter.Write(_output, header, in payload)));
    }

    /// <summary>Time, venue, order and number of every report, in the order in which they come.</summary>
    private List<(long TimeNs, int Venue, ulong Order, ulong ExecId)> Poll(SimulatedVenues venues)
    {
        List<(long, int, ulong, ulong)> reports = [];
        while (venues.NextReportTimeNs != long.MaxValue)
        {
            ReadOnlySpan<byte> record = _record.AsSpan(0, venues.Poll(_record));
            ExecutionReportPayload report = RecordWriter.Payload<ExecutionReportPayload>(record);
            RecordHeader header = RecordWriter.Header(record);
            reports.Add((header.ReceiveTimeNs, header.SourceId, report.OrderId, report.ExecId));
        }

        return reports;
    }
}
