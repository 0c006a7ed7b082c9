namespace Strategies.Feeds;

/// <summary>Messages of a feed session that are missing in front of a packet.</summary>
/// <param name="FirstMissing">Feed sequence of the first one; 0 means that there is no gap.</param>
/// <param name="LastMissing">Feed sequence of the last one.</param>
public readonly record struct FeedGap(ulong FirstMissing, ulong LastMissing)
{
    /// <summary>No gap.</summary>
    public static FeedGap None => default;

    /// <summary>True when nothing is missing.</summary>
    public bool IsNone => FirstMissing == 0 && LastMissing == 0;

    /// <summary>Messages missing.</summary>
    public ulong Count => IsNone ? 0 : LastMissing - FirstMissing + 1;
}
