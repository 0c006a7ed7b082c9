namespace Strategies.Records;

/// <summary>State of a feed.</summary>
public enum FeedCondition
{
    /// <summary>Messages are missing: prices of the feed are not a reference until it recovers.</summary>
    Gap = 1,

    /// <summary>Nothing has come for too long.</summary>
    Stale = 2,

    /// <summary>Whole and timely again.</summary>
    Recovered = 3,
}
