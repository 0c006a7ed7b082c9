namespace Strategies.Records;

/// <summary>State of a feed.</summary>
public enum FeedCondition
{
    /// <summary>Messages are missing: no price at the feed's venue is a reference until it recovers.</summary>
    Gap = 1,

    /// <summary>Nothing has come for too long: prices count as little as behind a gap.</summary>
    Stale = 2,

    /// <summary>Whole and timely again.</summary>
    Recovered = 3,
}
