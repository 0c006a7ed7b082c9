namespace Strategies.Projection.Views;

/// <summary>A working order.</summary>
/// <param name="OrderId">Its identifier: cell, day and number.</param>
/// <param name="Slot">The slot that sent it.</param>
/// <param name="Instrument">Symbol of the instrument.</param>
/// <param name="Side"><c>buy</c> or <c>sell</c>.</param>
/// <param name="OrdType"><c>limit</c> or <c>market</c>.</param>
/// <param name="OrdStatus">Its state, as FIX names it.</param>
/// <param name="Price">The limit; 0 for a market order.</param>
/// <param name="OrderQty">Quantity ordered.</param>
/// <param name="CumQty">Filled so far.</param>
/// <param name="LeavesQty">What can still be filled.</param>
/// <param name="SinceNs">When it last changed, engine time, ns since 1970-01-01 UTC.</param>
public sealed record OrderView(
    string OrderId,
    string Slot,
    string Instrument,
    string Side,
    string OrdType,
    string OrdStatus,
    decimal Price,
    long OrderQty,
    long CumQty,
    long LeavesQty,
    long SinceNs);
