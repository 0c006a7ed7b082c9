using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Simulation;

namespace Strategies.Venues;

/// <summary>What the simulated exchange needs beside orders: canceling everything, telling what is open.</summary>
public sealed partial class SimulatedVenue
{
    /// <summary>Orders of ours that work.</summary>
    public int WorkingOrderCount => _orders.WorkingCount;

    /// <summary>
    /// Cancels working orders, the first accepted first, each with a report, and refuses new orders and replaces that
    /// are still on their way. To be called until it has nothing left to cancel, with reports polled in between.
    /// </summary>
    /// <param name="reason">Why, for the reports.</param>
    /// <param name="ordersMax">Most orders to cancel: one report each.</param>
    /// <returns>Orders canceled; 0 when none works any more.</returns>
    /// <exception cref="VenueException">There is no room for the reports.</exception>
    public int MassCancel(RejectReason reason, int ordersMax)
    {
        for (int index = 0; index < _inFlight.Count; index++)
        {
            ref InFlightRequest request = ref _inFlight.At(index);
            // The first reason stays. Of a cancel request nobody looks at it: cancels pass.
            request = request.Refusal == RejectReason.None ? request with { Refusal = reason } : request;
        }

        int count = 0;
        while (count < ordersMax && _orders.FirstWorking is OwnOrder order)
        {
            _executions.Cancel(order, reason);
            count++;
        }

        return count;
    }

    /// <summary>
    /// Lists our open orders: those that work as they were accepted, then new orders on their way. Allocates.
    /// </summary>
    public IReadOnlyList<VenueOrder> ListOrders()
    {
        List<VenueOrder> orders = new(_orders.WorkingCount);
        for (OwnOrder? order = _orders.FirstWorking; order is not null; order = order.NextWorking)
        {
            orders.Add(new VenueOrder(
                new OrderId(order.OrderId),
                new InstrumentId(order.Instrument),
                order.Side,
                order.IsImmediateOrCancel ? TimeInForce.ImmediateOrCancel : TimeInForce.Day,
                new Price(order.Price),
                new Quantity(order.CumQty),
                new Quantity(order.LeavesQty),
                IsOnItsWay: false));
        }

        for (int index = 0; index < _inFlight.Count; index++)
        {
            InFlightRequest request = _inFlight.At(index);
            if (request.Type == RecordType.NewOrderSingle)
            {
                orders.Add(new VenueOrder(
                    new OrderId(request.Order.OrderId),
                    new InstrumentId(request.Order.Instrument),
                    request.Order.Side,
                    request.Order.TimeInForce,
                    new Price(request.Order.Price),
                    new Quantity(0),
                    new Quantity(request.Order.Quantity),
                    IsOnItsWay: true));
            }
        }

        return orders;
    }
}
