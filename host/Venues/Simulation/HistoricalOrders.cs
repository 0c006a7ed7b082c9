using Strategies.Sdk;

namespace Strategies.Venues.Simulation;

/// <summary>The orders of the data that live, by their reference.</summary>
/// <param name="capacity">Most orders at one time, anonymous volumes counted too.</param>
/// <param name="clock">The venue's time, for error messages.</param>
internal sealed class HistoricalOrders(int capacity, VenueClock clock)
{
    private readonly ObjectPool<HistoricalOrder> _pool = new(capacity);

    // Never holds more than the pool, so it never grows; never enumerated, so the order of hash codes is not seen.
    private readonly Dictionary<HistoricalKey, HistoricalOrder> _byReference = new(capacity);

    /// <summary>An order that lives; none when there is none of that name.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="reference">The data's reference.</param>
    internal HistoricalOrder? Find(int instrument, ulong reference) =>
        _byReference.TryGetValue(new HistoricalKey(instrument, reference), out HistoricalOrder? order) ? order : null;

    /// <summary>Makes an order with a name, which does not rest yet.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="reference">A reference that no order has.</param>
    /// <param name="historical">What the data says.</param>
    /// <param name="available">What can be taken.</param>
    /// <exception cref="VenueException">There are no orders left.</exception>
    internal HistoricalOrder Open(int instrument, ulong reference, long historical, long available)
    {
        HistoricalOrder order = Take(instrument, historical, available);
        order.Reference = reference;
        order.IsAnonymous = false;
        _byReference.Add(new HistoricalKey(instrument, reference), order);
        return order;
    }

    /// <summary>Makes an anonymous volume, which does not rest yet.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="quantity">Its size.</param>
    /// <exception cref="VenueException">There are no orders left.</exception>
    internal HistoricalOrder OpenAnonymous(int instrument, long quantity)
    {
        HistoricalOrder order = Take(instrument, quantity, quantity);
        order.Reference = 0;
        order.IsAnonymous = true;
        return order;
    }

    /// <summary>Ends an order: it leaves its queue and is forgotten.</summary>
    /// <param name="order">An order that rests.</param>
    internal void Close(HistoricalOrder order)
    {
        order.Level!.Side.Leave(order);
        if (!order.IsAnonymous)
        {
            _byReference.Remove(new HistoricalKey(order.Instrument, order.Reference));
        }

        _pool.Return(order);
    }

    private HistoricalOrder Take(int instrument, long historical, long available)
    {
        if (_pool.IsExhausted)
        {
            throw new VenueException(
                $"all {_pool.Capacity} orders of the data are in use", new InstrumentId(instrument), clock.NowNs,
                $"raise {nameof(SimulatedVenueConfig.HistoricalOrderCapacity)}");
        }

        HistoricalOrder order = _pool.Take();
        order.Instrument = instrument;
        order.Historical = historical;
        order.Available = available;
        return order;
    }
}
