using Serilog;
using Strategies.Cell.Messages;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>Answers what the core asks about its orders, behind every report on them. One thread.</summary>
/// <param name="venue">The exchange.</param>
/// <param name="reports">Where answers go.</param>
/// <param name="log">The venue process's log.</param>
internal sealed class Reconciler(SimulatedVenue venue, ReportPublisher reports, ILogger log)
{
    /// <summary>
    /// Tells all open orders, those on their way to the exchange too. All written reports go first, due or not.
    /// </summary>
    /// <param name="mark">Mark of the question.</param>
    /// <param name="nowNs">Session time.</param>
    internal void Answer(ulong mark, long nowNs)
    {
        ProcessArrivals(nowNs);
        reports.PublishAll(nowNs);
        IReadOnlyList<VenueOrder> orders = venue.ListOrders();
        foreach (VenueOrder order in orders)
        {
            ReconcileOrder answer = new()
            {
                Mark = mark,
                OrderId = order.OrderId.Value,
                Instrument = order.Instrument.Value,
                Side = (int)order.Side,
                LeavesQty = order.LeavesQty.Raw,
                CumQty = order.CumQty.Raw,
                PriceRaw = order.Price.Raw,
            };
            reports.Publish(ReportRingType.ReconcileOrder, in answer);
        }

        ReconcileMark end = new() { Mark = mark };
        reports.Publish(ReportRingType.ReconcileEnd, in end);
        log.Information("reconciliation {Mark} answered: {Orders} open orders", mark, orders.Count);
    }

    /// <summary>Cancels an order that the core does not know; nothing is reported.</summary>
    /// <param name="orderId">The order.</param>
    internal void CancelUnknown(ulong orderId)
    {
        bool isFound = venue.Withdraw(new OrderId(orderId));
        log.Warning(
            "order {OrderId} is not known to the core: {Outcome:l}",
            orderId,
            isFound ? "canceled" : "it has ended already");
    }

    /// <summary>
    /// Ends the day: what is on its way arrives, what rests expires, every report is published in front of the answer.
    /// </summary>
    /// <param name="mark">Mark of the question.</param>
    /// <param name="nowNs">Session time.</param>
    internal void EndDay(ulong mark, long nowNs)
    {
        // Everything that is on its way; the largest number stands for nothing.
        ProcessArrivals(long.MaxValue - 1);
        reports.PublishAll(nowNs);
        int working = venue.WorkingOrderCount;
        // The exchange may be ahead by now: arrivals were not waited for.
        venue.EndOfDay(Math.Max(nowNs, venue.NowNs));
        reports.PublishAll(nowNs);
        ReconcileMark end = new() { Mark = mark };
        reports.Publish(ReportRingType.DayEnded, in end);
        log.Information("the day has ended: {Orders} orders expired", working);
    }

    private void ProcessArrivals(long untilNs)
    {
        while (venue.NextArrivalTimeNs <= untilNs)
        {
            venue.ProcessArrival();
        }
    }
}
