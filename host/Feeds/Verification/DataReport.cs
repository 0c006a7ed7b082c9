namespace Strategies.Feeds.Verification;

/// <summary>What is in a feed's file, and whether it is whole.</summary>
public sealed record DataReport
{
    /// <summary>Path of the file.</summary>
    public required string File { get; init; }

    /// <summary>Kind of file.</summary>
    public required FeedKind Kind { get; init; }

    /// <summary>The trading day, US Eastern.</summary>
    public required DateOnly TradeDate { get; init; }

    /// <summary>Packets read: rows, framed messages or datagrams.</summary>
    public required long Packets { get; init; }

    /// <summary>Messages in them.</summary>
    public required long Messages { get; init; }

    /// <summary>Messages by the feed's own type: ITCH's letter, LOBSTER's number. Sorted.</summary>
    public required IReadOnlyDictionary<string, long> CountsByType { get; init; }

    /// <summary>Symbols in the order of their first appearance.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>Exchange time of the first message, ns since 1970-01-01 UTC; null without messages.</summary>
    public required long? FirstTimeNs { get; init; }

    /// <summary>Exchange time of the last message; null without messages.</summary>
    public required long? LastTimeNs { get; init; }

    /// <summary>Messages whose exchange time lies before that of the message in front of them.</summary>
    public required long TimeReversals { get; init; }

    /// <summary>Sessions of a numbered feed with their gaps; empty for files.</summary>
    public required IReadOnlyList<FeedSession> Sessions { get; init; }

    /// <summary>Where reading had to stop; null when the file is whole.</summary>
    public required FeedDamage? Damage { get; init; }

    /// <summary>
    /// For LOBSTER, the comparison with its orderbook file; null for other kinds and for a damaged file.
    /// </summary>
    public required LobsterVerification? Lobster { get; init; }

    /// <summary>
    /// True when the file is whole and nothing in it differs. Gaps of an excerpt are no fault of the file.
    /// </summary>
    public bool IsClean => Damage is null && (Lobster is null || Lobster.IsClean);
}
