using Strategies.Records;
using Strategies.Risk.Files;
using Strategies.Sdk;

namespace Strategies.Plans;

/// <summary>
/// Everything that a session is made of, as a person writes it down: data, venue, limits, slots and what happens when.
/// </summary>
/// <remarks>
/// One feed and one venue are written as <c>feed</c> and <c>venue</c>, several as the lists <c>feeds</c> and
/// <c>venues</c>. Feeds and venues are numbered from 1 in their order.
/// </remarks>
public sealed record SessionPlan
{
    private static readonly FeedPlan NoFeed = new() { File = "" };

    /// <summary>Version of this form: 1.</summary>
    [ConfigWhole(1, 1)]
    public required int Version { get; init; }

    /// <summary>What the session is called in reports.</summary>
    [ConfigText(1, RecordSizes.Text)]
    public string Name { get; init; } = "backtest";

    /// <summary>The cell, 0 to 4095.</summary>
    [ConfigWhole(0, 4_095)]
    public int Cell { get; init; } = 1;

    /// <summary>Number of the trading day in the cell's life, 1 to 65535.</summary>
    [ConfigWhole(1, 65_535)]
    public int TradingDay { get; init; } = 1;

    /// <summary>What the engine does, by its number: the newest, or the one before while an older build must be able to go on.</summary>
    [ConfigWhole(EngineBehaviour.Oldest, EngineBehaviour.Newest)]
    public int Behaviour { get; init; } = EngineBehaviour.Newest;

    /// <summary>The market data, where it is one file; setting it leaves no other. Of several the first.</summary>
    public FeedPlan Feed
    {
        get => Feeds.Count > 0 ? Feeds[0] : NoFeed;
        init => Feeds = [value];
    }

    /// <summary>The market data, by the number of the feed: at least one, at most 63. Merged by the engine's time.</summary>
    public IReadOnlyList<FeedPlan> Feeds { get; init; } = [];

    /// <summary>The simulated venue, where there is one; setting it leaves no other. Of several the first.</summary>
    public VenuePlan Venue
    {
        get => Venues[0];
        init => Venues = [value];
    }

    /// <summary>The simulated venues, by the number of the venue: at least one, at most 63; each has a feed.</summary>
    public IReadOnlyList<VenuePlan> Venues { get; init; } = [new()];

    /// <summary>The venue of which a feed tells the market.</summary>
    /// <param name="feed">The feed's place in <see cref="Feeds"/>, from 0, of a plan whose rules were checked.</param>
    public VenueId VenueOfFeed(int feed) => new((ushort)(VenueRules.VenueOf(this, Feeds[feed]) + 1));

    /// <summary>The file of limits, relative to the plan.</summary>
    [ConfigText(1, ConfigTextAttribute.PathBytesMax)]
    public required string Limits { get; init; }

    /// <summary>The strategies.</summary>
    public required IReadOnlyList<SlotPlan> Slots { get; init; }

    /// <summary>What operators do during the session.</summary>
    public IReadOnlyList<ActionPlan> Actions { get; init; } = [];

    /// <summary>Sizes of the engine's tables.</summary>
    public EngineOptions Engine { get; init; } = new();
}
