namespace Strategies.Records;

/// <summary>How far the flattening of a slot is.</summary>
public enum FlattenStatus
{
    /// <summary>The slot is not being flattened.</summary>
    None = 0,

    /// <summary>It is stopped, and its working orders are being canceled.</summary>
    Canceling = 1,

    /// <summary>Orders that close its positions work.</summary>
    Closing = 2,

    /// <summary>It has ended: no position is left and no order works.</summary>
    Flat = 3,

    /// <summary>It has ended, and something is left: alerts say what and why.</summary>
    NotFlat = 4,
}
