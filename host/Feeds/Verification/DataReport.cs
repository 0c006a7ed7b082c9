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

    /// <summary>Packets read: rows, framed messages or datagrams; those that were heard again are not among them.</summary>
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

    /// <summary>What is odd about the messages' exchange times.</summary>
    public required StampReport Stamps { get; init; }

    /// <summary>Messages that say what cannot be, such as an order of no shares: a session leaves them out.</summary>
    public required long InvalidMessages { get; init; }

    /// <summary>Where the first of them stands; empty when there is none.</summary>
    public required string FirstInvalid { get; init; }

    /// <summary>
    /// Messages of a type, or of a length for their type, that ITCH 5.0 does not have: a session reads what it knows of them.
    /// </summary>
    public required long OddMessages { get; init; }

    /// <summary>Where the first of them stands, and what it is; empty when there is none.</summary>
    public required string FirstOdd { get; init; }

    /// <summary>
    /// Messages of a file without sequences that are equal to one before them, byte for byte: a session plays them twice.
    /// </summary>
    public required long RepeatedMessages { get; init; }

    /// <summary>What the file says of its orders that cannot be.</summary>
    public required OrderReport Orders { get; init; }

    /// <summary>What is odd about a capture's headers; null for other kinds.</summary>
    public required CaptureReport? Capture { get; init; }

    /// <summary>What else a person should know of the file; empty for nothing.</summary>
    public required string Remark { get; init; }

    /// <summary>Sessions of a numbered feed with their gaps and repeats; empty for files.</summary>
    public required IReadOnlyList<FeedSession> Sessions { get; init; }

    /// <summary>Times that sessions jumped forward.</summary>
    public long Gaps => Sessions.Sum(session => session.Gaps);

    /// <summary>Messages that are missing there.</summary>
    public long MissingMessages => Sessions.Sum(session => (long)session.MissingMessages);

    /// <summary>Messages that were heard again, as on a second line, and taken once.</summary>
    public long DuplicateMessages => Sessions.Sum(session => (long)session.DuplicateMessages);

    /// <summary>Where reading had to stop; null when the file is whole.</summary>
    public required FeedDamage? Damage { get; init; }

    /// <summary>
    /// For LOBSTER, the comparison with its orderbook file; null for other kinds and for a damaged file.
    /// </summary>
    public required LobsterVerification? Lobster { get; init; }

    /// <summary>
    /// True when the file is whole and holds a message, nothing in it differs or cannot be, and all of it is played once.
    /// Gaps of an excerpt, a feed heard on two lines and long silences are no faults of the file.
    /// </summary>
    public bool IsClean => Damage is null && (Lobster is null || Lobster.IsClean) && (Capture is null || Capture.IsClean)
        && InvalidMessages == 0 && Messages > 0 && OddMessages == 0 && RepeatedMessages == 0 && Orders.RepeatedAdds == 0
        && Orders.Overdrawn == 0 && !IsTimeTurned && Stamps.BeyondDay == 0 && Remark.Length == 0;

    /// <summary>True when the time goes back within one session; of several each has its own.</summary>
    public bool IsTimeTurned => TimeReversals > 0 && Sessions.Count <= 1;
}
