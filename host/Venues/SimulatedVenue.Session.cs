using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Simulation;

namespace Strategies.Venues;

/// <summary>What the owner of the order session needs: refusing, canceling everything, telling what is open.</summary>
public sealed partial class SimulatedVenue
{
    /// <summary>Orders of ours that work.</summary>
    public int WorkingOrderCount => _orders.WorkingCount;

    /// <summary>
    /// Offers a new order or a replace request that the session refuses. It travels like any other, so that its refusal
    /// stands behind the reports of what was offered before it. A cancel request is not refused but taken as
    /// <see cref="Offer"/> does.
    /// </summary>
    /// <param name="output">The record, as <see cref="Offer"/> takes it.</param>
    /// <param name="reason">Why it is refused.</param>
    /// <returns>False when it cannot be taken now and must be offered again.</returns>
    /// <exception cref="VenueException">The record is something else.</exception>
    public bool OfferRefused(ReadOnlySpan<byte> output, RejectReason reason) => Take(output, reason);

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

    /// <summary>Cancels an order of which nobody wants to hear: no report, and on its way nothing arrives.</summary>
    /// <param name="orderId">The order.</param>
    /// <returns>False when it neither works nor is on its way.</returns>
    public bool Withdraw(OrderId orderId)
    {
        bool isFound = false;
        for (int index = 0; index < _inFlight.Count; index++)
        {
            ref InFlightRequest request = ref _inFlight.At(index);
            if (request.Order.OrderId == orderId.Value)
            {
                isFound |= request.Type == RecordType.NewOrderSingle && !request.IsWithdrawn;
                // Requests for the order too: they would be answered for an order that nobody knows.
                request = request with { IsWithdrawn = true };
            }
        }

        if (_orders.FindWorking(orderId.Value) is OwnOrder order)
        {
            isFound = true;
            _orders.End(order, OrdStatus.Canceled);
        }

        return isFound;
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
                new Price(order.Price),
                new Quantity(order.CumQty),
                new Quantity(order.LeavesQty),
                IsOnItsWay: false));
        }

        for (int index = 0; index < _inFlight.Count; index++)
        {
            InFlightRequest request = _inFlight.At(index);
            if (request.Type == RecordType.NewOrderSingle && !request.IsWithdrawn)
            {
                orders.Add(new VenueOrder(
                    new OrderId(request.Order.OrderId),
                    new InstrumentId(request.Order.Instrument),
                    request.Order.Side,
                    new Price(request.Order.Price),
                    new Quantity(0),
                    new Quantity(request.Order.Quantity),
                    IsOnItsWay: true));
            }
        }

        return orders;
    }
}
