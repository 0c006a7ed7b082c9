namespace Strategies.Projection.Views;

/// <summary>The day as far as it has been read.</summary>
/// <param name="TradingDay">Number of the day in the cell's life; 0 before one begins.</param>
/// <param name="TradeDate">The date as yyyymmdd.</param>
/// <param name="Behaviour">What the core's engine does, by its number; 0 before a day begins.</param>
/// <param name="Ended">True when it has ended.</param>
/// <param name="EndedBy">Who ended it; empty before, and where the journal is older than such a record.</param>
/// <param name="EndReason">Why; empty likewise.</param>
/// <param name="HeldReason">Why new orders are held back; empty when they are not.</param>
/// <param name="LastSequence">Number of the last input read.</param>
/// <param name="LastTimeNs">Its receive time, ns since 1970-01-01 UTC.</param>
/// <param name="LagInputs">Inputs that the core has taken and that are not read yet.</param>
/// <param name="CaughtUp">True when the end of the journal has been reached once.</param>
/// <param name="Packets">Packets of market data.</param>
/// <param name="Reports">Execution reports.</param>
/// <param name="Orders">New orders that left.</param>
/// <param name="Replaces">Replace requests that left.</param>
/// <param name="Cancels">Cancel requests that left.</param>
/// <param name="Fills">Fills.</param>
/// <param name="Rejects">Orders and requests refused, by reason.</param>
/// <param name="OpenOrders">Working orders.</param>
public sealed record DayView(
    int TradingDay,
    int TradeDate,
    int Behaviour,
    bool Ended,
    string EndedBy,
    string EndReason,
    string HeldReason,
    ulong LastSequence,
    long LastTimeNs,
    long LagInputs,
    bool CaughtUp,
    long Packets,
    long Reports,
    long Orders,
    long Replaces,
    long Cancels,
    long Fills,
    IReadOnlyDictionary<string, long> Rejects,
    int OpenOrders);
