namespace Strategies.Cell.Messages;

/// <summary>What a record in the report ring is. The ring's sequence is the venue session's source sequence.</summary>
public enum ReportRingType : uint
{
    /// <summary>
    /// A whole input record, execution report, cancel reject or session status, of source kind venue, source 1, its source
    /// sequence the ring's.
    /// </summary>
    Record = 1,

    /// <summary>A working order of ours as the venue has it: <see cref="ReconcileOrder"/>.</summary>
    ReconcileOrder = 2,

    /// <summary>All working orders were told: <see cref="ReconcileMark"/> with the mark of the request.</summary>
    ReconcileEnd = 3,

    /// <summary>Every order has expired and every report is in front of this: <see cref="ReconcileMark"/>.</summary>
    DayEnded = 4,
}
