using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Venues.Simulation;

/// <summary>
/// Our orders of the day: those that work, in the order of their acceptance, and how the others ended.
/// </summary>
/// <param name="workingCapacity">Most orders that work at one time.</param>
/// <param name="dayCapacity">Most orders in the day.</param>
internal sealed class OwnOrders(int workingCapacity, int dayCapacity)
{
    private readonly ObjectPool<OwnOrder> _pool = new(workingCapacity);

    // Neither dictionary holds more than its capacity, so neither grows; neither is ever enumerated.
    private readonly Dictionary<ulong, OwnOrder> _working = new(workingCapacity);
    private readonly Dictionary<ulong, OrdStatus> _ended = new(dayCapacity);
    private readonly int _dayCapacity = dayCapacity;
    private OwnOrder? _lastWorking;

    /// <summary>The working order that was accepted first.</summary>
    internal OwnOrder? FirstWorking { get; private set; }

    /// <summary>Orders that work.</summary>
    internal int WorkingCount => _working.Count;

    /// <summary>True when no further order can be kept.</summary>
    internal bool IsFull => _pool.IsExhausted || IsDayFull;

    /// <summary>True when no further order of the day can be remembered.</summary>
    internal bool IsDayFull => _working.Count + _ended.Count >= _dayCapacity;

    /// <summary>A working order; none when it has ended or was never here.</summary>
    /// <param name="orderId">The engine's identifier.</param>
    internal OwnOrder? FindWorking(ulong orderId) => _working.TryGetValue(orderId, out OwnOrder? order) ? order : null;

    /// <summary>How an order ended; none when it works or was never here.</summary>
    /// <param name="orderId">The engine's identifier.</param>
    internal OrdStatus EndStatus(ulong orderId) =>
        _ended.TryGetValue(orderId, out OrdStatus status) ? status : OrdStatus.None;

    /// <summary>Accepts an order; the caller has seen that there is room and that the identifier is new.</summary>
    /// <param name="payload">The order as it arrived.</param>
    internal OwnOrder Open(in OrderPayload payload)
    {
        OwnOrder order = _pool.Take();
        order.OrderId = payload.OrderId;
        order.RequestId = payload.RequestId;
        order.Instrument = payload.Instrument;
        order.Side = payload.Side;
        order.IsMarket = payload.OrdType == OrdType.Market;
        order.IsImmediateOrCancel = order.IsMarket || payload.TimeInForce == TimeInForce.ImmediateOrCancel;
        order.Price = payload.Price;
        order.OrderQty = payload.Quantity;
        order.CumQty = 0;
        order.Status = OrdStatus.New;
        order.PreviousWorking = _lastWorking;
        order.NextWorking = null;
        if (_lastWorking is null)
        {
            FirstWorking = order;
        }
        else
        {
            _lastWorking.NextWorking = order;
        }

        _lastWorking = order;
        _working.Add(order.OrderId, order);
        return order;
    }

    /// <summary>
    /// Remembers an order that was refused on arrival; the caller has seen that there is room and that it is new.
    /// </summary>
    /// <param name="orderId">The engine's identifier.</param>
    internal void RememberRejected(ulong orderId) => _ended.Add(orderId, OrdStatus.Rejected);

    /// <summary>
    /// Ends an order: it leaves its queue, and only its last state is remembered. Its fields stay readable until the
    /// next <see cref="Open"/>.
    /// </summary>
    /// <param name="order">A working order.</param>
    /// <param name="status">How it ends.</param>
    internal void End(OwnOrder order, OrdStatus status)
    {
        order.Level?.Side.Leave(order);
        order.Status = status;
        if (order.PreviousWorking is null)
        {
            FirstWorking = order.NextWorking;
        }
        else
        {
            order.PreviousWorking.NextWorking = order.NextWorking;
        }

        if (order.NextWorking is null)
        {
            _lastWorking = order.PreviousWorking;
        }
        else
        {
            order.NextWorking.PreviousWorking = order.PreviousWorking;
        }

        _working.Remove(order.OrderId);
        _ended.Add(order.OrderId, status);
        _pool.Return(order);
    }
}
