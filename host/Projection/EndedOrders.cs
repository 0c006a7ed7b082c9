using Strategies.Sdk;

namespace Strategies.Projection;

/// <summary>How the last orders that ended did.</summary>
public sealed class EndedOrders
{
    private const int Kept = 1 << 15;

    private readonly Dictionary<ulong, OrdStatus> _statuses = [];
    private readonly Queue<ulong> _order = [];

    /// <summary>What became of an order; null while it works, or when it ended long ago.</summary>
    public OrdStatus? Find(ulong orderId) =>
        _statuses.TryGetValue(orderId, out OrdStatus status) ? status : null;

    public void Add(ulong orderId, OrdStatus status)
    {
        if (!_statuses.TryAdd(orderId, status))
        {
            return;
        }

        _order.Enqueue(orderId);
        if (_order.Count > Kept)
        {
            _statuses.Remove(_order.Dequeue());
        }
    }
}
