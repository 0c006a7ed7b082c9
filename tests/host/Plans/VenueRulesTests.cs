using System.Text;

namespace Strategies.Plans.Tests;

/// <summary>One feed and venue or several: what a plan can say of them, and what it is told when it cannot.</summary>
public sealed class VenueRulesTests
{
    private const string Rest =
        """ "limits": "l.json", "slots": [ { "name": "one", "strategy": "one.dll" } ] """;

    private const string TwoVenues = """ "venues": [ { "name": "XNAS" }, { "name": "BATS" } ], """;

    [Fact]
    public void One_feed_and_one_venue_are_lists_of_one()
    {
        SessionPlan plan = Parse(""" "feed": { "file": "a.zip" }, "venue": { "takerFee": 0.001 }, """);
        Assert.Equal(new FeedPlan { File = "/plans/a.zip" }, Assert.Single(plan.Feeds));
        Assert.Equal(plan.Feeds[0], plan.Feed);
        Assert.Equal(("venue", 0.001m), (Assert.Single(plan.Venues).Name, plan.Venue.TakerFee));
        Assert.Equal("venue", Parse(""" "feed": { "file": "a.zip" }, """).Venue.Name);
    }

    [Fact]
    public void Several_feeds_and_venues_keep_their_order_and_their_paths_start_at_the_plan()
    {
        SessionPlan plan = Parse(TwoVenues + """
            "feeds": [ { "file": "a.zip", "venue": "BATS" }, { "file": "/b.zip", "venue": "XNAS", "latencyMicroseconds": 35 } ],
            """);
        Assert.Equal(["XNAS", "BATS"], plan.Venues.Select(venue => venue.Name));
        Assert.Equal(
            [("/plans/a.zip", "BATS", 20L), ("/b.zip", "XNAS", 35L)],
            plan.Feeds.Select(feed => (feed.File, feed.Venue, feed.LatencyMicroseconds)));
    }

    [Theory]
    [InlineData(""" "feed": { "file": "a.zip" }, "venue": { "name": "X" }, """)]
    [InlineData(TwoVenues + """ "feeds": [ { "file": "a", "venue": "BATS" }, { "file": "b", "venue": "XNAS" } ], """)]
    [InlineData(""" "feeds": [ { "file": "a" }, { "file": "b" } ], """)]
    public void What_was_written_is_read_as_the_same_plan(string keys)
    {
        SessionPlan plan = Parse(keys);
        byte[] written = PlanFile.Write(plan);
        SessionPlan again = PlanFile.Parse(written, "/elsewhere/plan.json");
        Assert.Equal(plan.Feeds, again.Feeds);
        Assert.Equal(plan.Venues, again.Venues);
        Assert.Equal(written, PlanFile.Write(again));
    }

    [Theory]
    [InlineData(""" "feed": { "file": "a" }, "feeds": [ { "file": "b" } ], """,
        "there are both feed and feeds", "one feed is written as feed, several as feeds")]
    [InlineData(""" "feed": { "file": "a" }, "venues": [ { "name": "X" } ], "venue": { "name": "Y" }, """,
        "there are both venue and venues", "one venue is written as venue, several as venues")]
    [InlineData("", "there is no feed", "name the market data under feed, or 1 to 63 files under feeds")]
    [InlineData(""" "feeds": [], """, "there is no feed", "name the market data under feed, or 1 to 63 files under feeds")]
    [InlineData(""" "feeds": [ null ], """, "an element of 'feeds' must be an object, not null",
        "write { ... }")]
    [InlineData(""" "feed": { "file": "a" }, "venues": [], """, "0 venues",
        "describe the venue under venue, or 1 to 63 under venues; with neither there is one")]
    [InlineData(""" "feed": { "file": "a" }, "venues": [ null ], """, "an element of 'venues' must be an object, not null",
        "write { ... }")]
    [InlineData(""" "feed": { "file": "a" }, "venue": { "name": "" }, """, "'name': '' cannot name a venue: it is empty",
        "use 1 to 32 letters, digits, -, _ or ., the first a letter or digit")]
    [InlineData(""" "feed": { "file": "a" }, "venue": { "name": "X@Y" }, """, "'name': 'X@Y' cannot name a venue: '@' cannot stand in it",
        "use 1 to 32 letters, digits, -, _ or ., the first a letter or digit")]
    [InlineData(""" "feed": { "file": "a" }, "venues": [ {}, {} ], """, "venues[0]: no feed tells of venue 'venue'",
        "name the venue in a feed: its instruments are the feed's")]
    [InlineData(""" "feed": { "file": "a", "venue": "venue" }, "venues": [ {}, {} ], """,
        "venues[1].name 'venue' is there twice", "every venue has a name of its own")]
    [InlineData(TwoVenues + """ "feeds": [ { "file": "a", "venue": "XNAS" } ], """,
        "venues[1]: no feed tells of venue 'BATS'", "name the venue in a feed: its instruments are the feed's")]
    [InlineData(TwoVenues + """ "feeds": [ { "file": "a", "venue": "XNAS" }, { "file": "b", "venue": "BATS" }, { "file": "c" } ], """,
        "feeds[2] names no venue", "venues: XNAS, BATS")]
    [InlineData(""" "feed": { "file": "a", "venue": "XNYS" }, """, "venue: no feed tells of venue 'venue'",
        "name the venue in a feed: its instruments are the feed's")]
    [InlineData(""" "feeds": [ { "file": "a" }, { "file": "b", "venue": "XNYS" } ], """, "feeds[1]: there is no venue 'XNYS'",
        "venues: venue")]
    [InlineData(""" "feeds": [ { "file": "a" }, { "file": "b", "latencyMicroseconds": -1 } ], """,
        "'latencyMicroseconds' is -1, not between 0 and 3600000000",
        "write a whole number from 0 to 3600000000, without quotes")]
    [InlineData(TwoVenues + """ "feeds": [ { "file": "a", "venue": "XNAS" }, { "file": "b", "venue": "BATS" } ], """
        + """ "actions": [ { "atEvent": 1, "action": "sessionDown", "venue": "XNYS" } ], """,
        "action 'SessionDown' at event 1: there is no venue 'XNYS'", "venues: XNAS, BATS")]
    public void Feeds_and_venues_that_do_not_fit_are_refused(string keys, string problem, string hint)
    {
        PlanException refusal = Assert.Throws<PlanException>(() => Parse(keys));
        Assert.Equal((problem, hint), (refusal.Problem, refusal.Hint));
    }

    [Fact]
    public void A_latency_that_cannot_be_is_named_with_its_venue()
    {
        PlanException refusal = Assert.Throws<PlanException>(() => Parse("""
            "venues": [ { "name": "XNAS" }, { "name": "BATS", "latency": { "fill": {} } } ],
            "feeds": [ { "file": "a", "venue": "XNAS" }, { "file": "b", "venue": "BATS" } ],
            """));
        Assert.Equal("venues[1].latency.fill is empty", refusal.Problem);
    }

    [Fact]
    public void More_than_63_venues_or_feeds_are_refused()
    {
        string feeds = string.Join(", ", Enumerable.Range(1, 64).Select(number => $$"""{ "file": "{{number}}" }"""));
        Assert.Equal("64 feeds", Assert.Throws<PlanException>(
            () => Parse($""" "feeds": [ {feeds} ], """)).Problem);
        string venues = string.Join(", ", Enumerable.Range(1, 64).Select(number => $$"""{ "name": "{{number}}" }"""));
        Assert.Equal("64 venues", Assert.Throws<PlanException>(
            () => Parse($""" "feed": {"{"} "file": "a", "venue": "1" {"}"}, "venues": [ {venues} ], """)).Problem);
    }

    private static SessionPlan Parse(string keys) =>
        PlanFile.Parse(Encoding.UTF8.GetBytes($$"""{ "version": 1, {{keys}} {{Rest}} }"""), "/plans/plan.json");
}
