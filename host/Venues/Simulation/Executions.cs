using Strategies.Sdk;

namespace Strategies.Venues.Simulation;

/// <summary>Fills and ends of our orders, with fees and reports.</summary>
/// <param name="orders">Our orders.</param>
/// <param name="reports">Where reports go.</param>
/// <param name="makerFee">Fee of a resting fill per unit.</param>
/// <param name="takerFee">Fee of a taking fill per unit.</param>
/// <param name="clock">The venue's time, for error messages.</param>
internal sealed class Executions(
    OwnOrders orders, ReportQueue reports, Price makerFee, Price takerFee, VenueClock clock)
{
    /// <summary>
    /// Lets an aggressor trade with our orders on a side, in priority: best price first, then the queue's order.
    /// </summary>
    /// <param name="side">The side on which ours rest.</param>
    /// <param name="limit">The aggressor's limit, raw: no order beyond it trades.</param>
    /// <param name="stop">An entry at which to stop: only orders before it trade. None: all within the limit.</param>
    /// <param name="quantity">What the aggressor has.</param>
    /// <param name="crossPrice">
    /// In a cross its price, raw, at which all of it trades; 0 otherwise: each fill is at the price of our order.
    /// </param>
    /// <returns>What ours traded.</returns>
    internal long FillResting(VenueBookSide side, long limit, QueueEntry? stop, long quantity, long crossPrice = 0)
    {
        long left = quantity;
        VenuePriceLevel? level = side.Best;
        while (level is not null && left > 0 && side.IsWithin(level.Price, limit))
        {
            // A filled order leaves its queue, and the last one takes the level with it: what follows is read before.
            VenuePriceLevel? worse = level.Worse;
            long price = crossPrice != 0 ? crossPrice : level.Price;
            QueueEntry? entry = level.First;
            while (entry is not null && left > 0)
            {
                if (entry == stop)
                {
                    return quantity - left;
                }

                QueueEntry? next = entry.Next;
                if (entry is OwnOrder order)
                {
                    long fill = Math.Min(left, order.LeavesQty);
                    left -= fill;
                    Fill(order, price, fill, isAggressor: false);
                }

                entry = next;
            }

            level = worse;
        }

        return quantity - left;
    }

    /// <summary>Whether a record can hold the fee of a fill of so many.</summary>
    /// <param name="quantity">Quantity of an order, above zero.</param>
    internal bool CanCharge(long quantity) => IsWhole(makerFee, quantity) && IsWhole(takerFee, quantity);

    /// <summary>Fills an order, and ends it when nothing is left.</summary>
    /// <param name="order">A working order.</param>
    /// <param name="price">Price of the fill, raw.</param>
    /// <param name="quantity">Quantity of the fill.</param>
    /// <param name="isAggressor">True when it takes liquidity.</param>
    /// <exception cref="VenueException">More than the order's leaves: a defect of the venue.</exception>
    internal void Fill(OwnOrder order, long price, long quantity, bool isAggressor)
    {
        if (quantity <= 0 || quantity > order.LeavesQty)
        {
            throw new VenueException(
                $"a fill of {quantity} for order {new OrderId(order.OrderId)} with leaves {order.LeavesQty}",
                new InstrumentId(order.Instrument), clock.NowNs,
                "this is a defect of the simulated venue; keep the journal and report it");
        }

        order.CumQty += quantity;
        order.Status = OrdStatus.PartiallyFilled;
        if (order.LeavesQty == 0)
        {
            // In front of the report, which tells the state behind the change; the fields stay readable.
            orders.End(order, OrdStatus.Filled);
        }

        long fee = checked((isAggressor ? takerFee : makerFee).Raw * quantity);
        reports.ReportTrade(order, price, quantity, isAggressor, fee);
    }

    /// <summary>Cancels an order.</summary>
    /// <param name="order">A working order.</param>
    /// <param name="reason">Why, when the venue does it by itself.</param>
    internal void Cancel(OwnOrder order, RejectReason reason = RejectReason.None)
    {
        orders.End(order, OrdStatus.Canceled);
        reports.Report(order, ExecType.Canceled, reason);
    }

    /// <summary>Lets an order expire.</summary>
    /// <param name="order">A working order.</param>
    internal void Expire(OwnOrder order)
    {
        orders.End(order, OrdStatus.Expired);
        reports.Report(order, ExecType.Expired);
    }

    private static bool IsWhole(Price fee, long quantity)
    {
        Int128 amount = (Int128)fee.Raw * quantity;
        return amount >= long.MinValue && amount <= long.MaxValue;
    }
}
