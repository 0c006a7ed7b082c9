using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Venues;

/// <summary>Which venues and feeds a day can have; whatever else is an alert.</summary>
public sealed class VenueDefinitionTests
{
    private readonly EngineHarness _harness = new(hasDay: false);

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(65_535)]
    public void A_number_that_no_venue_or_feed_can_have_is_an_alert(int number)
    {
        _harness.StartDay();
        _harness.DefineVenue((ushort)number, "XTST");
        AssertRefused();
        _harness.DefineFeed((ushort)number, 1);
        AssertRefused();
        _harness.DefineFeed(2, (ushort)number);
        AssertRefused();
        _harness.Announce(new Instrument { Id = First, Symbol = "ALPHA", Venue = new VenueId((ushort)number) });
        AssertRefused();
    }

    [Fact]
    public void A_number_or_name_that_is_taken_and_a_venue_without_a_name_are_alerts()
    {
        _harness.StartDay();
        _harness.DefineVenue(1, "OTHER");
        AssertRefused();
        _harness.DefineVenue(2, "V1");
        AssertRefused();
        _harness.DefineVenue(2, "");
        AssertRefused();
        _harness.DefineFeed(1, 1);
        AssertRefused();
        _harness.DefineVenue(2, "V2");
        _harness.DefineFeed(2, 2);
        Assert.Empty(_harness.Last);
    }

    [Fact]
    public void The_first_and_the_last_number_can_be_venues_and_feeds()
    {
        _harness.StartDay();
        _harness.DefineVenue(SourceIds.VenueMax, "LAST");
        Assert.Empty(_harness.Last);
        _harness.DefineFeed(SourceIds.FeedMax, SourceIds.VenueMax);
        Assert.Empty(_harness.Last);
        _harness.Announce(new Instrument { Id = First, Symbol = "ALPHA", Venue = new VenueId(SourceIds.VenueMax) });
        Assert.Empty(_harness.Last);
        _harness.Apply(RecordType.UniverseCommit, []);
        Assert.True(_harness.Engine.IsVenueUp(new VenueId(SourceIds.VenueMax)));
        _harness.Session(SourceIds.VenueMax, isUp: false);
        Assert.False(_harness.Engine.IsVenueUp(new VenueId(SourceIds.VenueMax)));
    }

    [Fact]
    public void Nothing_is_defined_any_more_when_the_universe_is_complete()
    {
        _harness.StartDay();
        _harness.Announce(new Instrument { Id = First, Symbol = "ALPHA" });
        _harness.Apply(RecordType.UniverseCommit, []);
        _harness.DefineVenue(2, "V2");
        AssertRefused();
        _harness.DefineFeed(2, 1);
        AssertRefused();
        Assert.False(_harness.Engine.IsVenueUp(new VenueId(2)));
    }

    [Fact]
    public void One_symbol_twice_at_one_venue_cannot_be_traded()
    {
        _harness.StartDay();
        _harness.Announce(new Instrument { Id = First, Symbol = "ALPHA" });
        _harness.Announce(new Instrument { Id = Second, Symbol = "ALPHA" });
        _harness.Apply(RecordType.UniverseCommit, []);
        AssertRefused();
    }

    private void AssertRefused()
    {
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        Assert.Single(_harness.Last);
    }
}
