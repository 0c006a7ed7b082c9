namespace Strategies.Swaps.Versions;

/// <summary>What is wrong with a version on purpose, so that a test can show that the checks find it.</summary>
public enum VersionDefect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One market callback is not counted.</summary>
    LosesAnEvent,

    /// <summary>One word of the block is changed without its checksum.</summary>
    SpoilsTheBlock,

    /// <summary>A count is changed without its seal.</summary>
    SpoilsTheSeal,

    /// <summary>Orders are sent one tick off.</summary>
    TradesDifferently,
}
