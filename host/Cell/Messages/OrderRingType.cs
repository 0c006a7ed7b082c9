namespace Strategies.Cell.Messages;

/// <summary>What a record in the order ring is.</summary>
public enum OrderRingType : uint
{
    /// <summary>
    /// A whole output record: new order, replace or cancel request. Its key (cause sequence, index) only grows; after a
    /// recovery the last cause's may come again and is dropped by the receiver.
    /// </summary>
    Output = 1,

    /// <summary>
    /// Tell all working orders and end with <see cref="ReportRingType.ReconcileEnd"/>: <see cref="ReconcileMark"/>.
    /// </summary>
    ReconcileRequest = 2,

    /// <summary>
    /// Cancel a working order that the core does not know: <see cref="ReconcileOrder"/>. No report of it is wanted.
    /// </summary>
    CancelUnknown = 3,

    /// <summary>
    /// The day ends: everything under way is processed, what rests expires, and <see cref="ReportRingType.DayEnded"/>
    /// follows the last report: <see cref="ReconcileMark"/>.
    /// </summary>
    EndOfDay = 4,
}
