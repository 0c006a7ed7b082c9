namespace Strategies.Cell.Messages;

/// <summary>What a record in the command ring is: obeyed by the hot thread between two records.</summary>
public enum CommandRingType : uint
{
    /// <summary>
    /// A whole input record: kill switch, limit, parameter, slot control or flatten, of source kind operator, source 1, its source
    /// sequence the ring's. The core stamps its receive time.
    /// </summary>
    Record = 1,

    /// <summary>
    /// End the trading day, as <c>EndOfDay</c> does for a recorded feed: the <c>EndOfDayPayload</c> of the day's last record.
    /// </summary>
    EndDay = 2,
}
