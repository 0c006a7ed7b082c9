namespace Strategies.Feeds.Recorded;

/// <summary>The first packets of one feed, held in memory.</summary>
/// <param name="source">Where they come from.</param>
internal sealed class RecordedFeed(PacketSource source)
{
    /// <summary>The file they came from.</summary>
    internal string File { get; } = source.File;

    /// <summary>Kind of the file.</summary>
    internal FeedKind Kind { get; } = source.Kind;

    /// <summary>Date of the data.</summary>
    internal DateOnly TradeDate { get; } = source.TradeDate;

    /// <summary>The packets, in their order.</summary>
    internal List<RecordedPacket> Packets { get; } = [];
}
