namespace Strategies.Cell.Config;

/// <summary>What ends a trading day.</summary>
public enum DayEnd
{
    /// <summary>An operator's command.</summary>
    ByCommand = 0,

    /// <summary>The end of the recorded feed: for demonstrations and tests.</summary>
    AtFeedEnd = 1,
}
