using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Cli.Csv;

/// <summary>An order as it left, and what has become of it so far.</summary>
/// <param name="sentNs">When it left, ns since 1970-01-01 UTC.</param>
/// <param name="sequence">Number of the input at which it was sent.</param>
/// <param name="order">The order as it left.</param>
internal sealed class OrderRow(long sentNs, ulong sequence, OrderPayload order)
{
    private decimal _filled;

    internal long SentNs => sentNs;

    internal ulong Sequence => sequence;

    internal OrderPayload Order => order;

    /// <summary>What the venue has confirmed since; before that the order as it left.</summary>
    internal OrderStatePayload State { get; private set; } = new()
    {
        OrdStatus = OrdStatus.PendingNew,
        Price = order.Price,
        OrderQty = order.Quantity,
        LeavesQty = order.Quantity,
    };

    /// <summary>Mean price of what was filled; 0 when nothing was.</summary>
    internal decimal AvgPx => State.CumQty == 0 ? 0 : decimal.Round(_filled / State.CumQty, 8);

    internal void Take(in OrderStatePayload state)
    {
        State = state;
        _filled += state.ExecType == ExecType.Trade ? new Price(state.LastPx).ToDecimal() * state.LastQty : 0;
    }
}
