using System.Runtime.InteropServices;
using Strategies.Journal.Describe;
using Strategies.Projection.Views;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Projection;

/// <summary>The orders that can still trade.</summary>
public sealed class OpenOrders
{
    private readonly Dictionary<ulong, OpenOrder> _orders = [];

    public int Count => _orders.Count;

    /// <summary>How those ended that do not work any more.</summary>
    public EndedOrders Ended { get; } = new();

    /// <summary>Those of a scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="id">Number of the slot, account or instrument; any for the firm.</param>
    /// <param name="accountOf">The account of a slot.</param>
    public ulong[] In(RiskScope scope, int id, Func<int, int> accountOf) =>
    [
        .. _orders.Where(entry => scope switch
        {
            RiskScope.Firm => true,
            RiskScope.Account => accountOf(entry.Value.Slot) == id,
            RiskScope.Strategy => entry.Value.Slot == id,
            _ => entry.Value.Instrument == id,
        }).Select(entry => entry.Key),
    ];

    public void Begin(in OrderPayload order, long timeNs) => _orders[order.OrderId] = new OpenOrder
    {
        Slot = order.Slot,
        Instrument = order.Instrument,
        Side = order.Side,
        OrdType = order.OrdType,
        OrdStatus = OrdStatus.PendingNew,
        Price = order.Price,
        OrderQty = order.Quantity,
        LeavesQty = order.Quantity,
        SinceNs = timeNs,
    };

    /// <summary>A cancel or replace request is outstanding.</summary>
    public void Await(ulong orderId, OrdStatus status, long timeNs)
    {
        ref OpenOrder order = ref CollectionsMarshal.GetValueRefOrNullRef(_orders, orderId);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref order))
        {
            order.OrdStatus = status;
            order.SinceNs = timeNs;
        }
    }

    public void Update(in OrderStatePayload state, long timeNs)
    {
        if (!state.OrdStatus.IsWorking())
        {
            _orders.Remove(state.OrderId);
            Ended.Add(state.OrderId, state.OrdStatus);
            return;
        }

        ref OpenOrder order = ref CollectionsMarshal.GetValueRefOrAddDefault(_orders, state.OrderId, out bool isKnown);
        order.OrdType = isKnown ? order.OrdType : OrdType.Limit;
        order.Slot = state.Slot;
        order.Instrument = state.Instrument;
        order.Side = state.Side;
        order.OrdStatus = state.OrdStatus;
        order.Price = state.Price;
        order.OrderQty = state.OrderQty;
        order.CumQty = state.CumQty;
        order.LeavesQty = state.LeavesQty;
        order.SinceNs = timeNs;
    }

    public int CountOf(int slot)
    {
        int count = 0;
        foreach (OpenOrder order in _orders.Values)
        {
            count += order.Slot == slot ? 1 : 0;
        }

        return count;
    }

    public OrderView[] Of(int slot, DayNames names) =>
    [
        .. _orders.Where(entry => entry.Value.Slot == slot).OrderBy(entry => entry.Key).Select(entry => View(entry, names)),
    ];

    /// <summary>Slot by slot, the oldest first; no more than so many.</summary>
    public OrderView[] First(int count, DayNames names) =>
    [
        .. _orders.OrderBy(entry => (entry.Value.Slot, entry.Key)).Take(count).Select(entry => View(entry, names)),
    ];

    private static OrderView View(KeyValuePair<ulong, OpenOrder> entry, DayNames names) => new(
        new OrderId(entry.Key).ToString(),
        names.Slot(entry.Value.Slot),
        names.Instrument(entry.Value.Instrument),
        Names.Of(entry.Value.Side),
        Names.Of(entry.Value.OrdType),
        Names.Of(entry.Value.OrdStatus),
        new Price(entry.Value.Price).ToDecimal(),
        entry.Value.OrderQty,
        entry.Value.CumQty,
        entry.Value.LeavesQty,
        entry.Value.SinceNs);

    private struct OpenOrder
    {
        public int Slot;
        public int Instrument;
        public Side Side;
        public OrdType OrdType;
        public OrdStatus OrdStatus;
        public long Price;
        public long OrderQty;
        public long CumQty;
        public long LeavesQty;
        public long SinceNs;
    }
}
