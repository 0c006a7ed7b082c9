using Strategies.Engine.Orders;
using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine;

/// <content>What drivers may look at between two records.</content>
public sealed partial class TradingEngine
{
    /// <summary>What it has seen and done so far.</summary>
    public EngineCounters Counters
    {
        get
        {
            EngineCounters counters = _marketData.Counters;
            counters.Records = _recordCount;
            counters.Callbacks = _runner.CallbackCount;
            counters.Orders = _state.OrderCounters.Sent;
            counters.Rejects = _state.OrderCounters.Refused;
            counters.Fills = _reports.FillCount;
            return counters;
        }
    }

    /// <summary>What it does, by its number: see <see cref="EngineBehaviour"/>.</summary>
    public int Behaviour => _state.Behaviour;

    /// <summary>The day's instruments, in order of identifier.</summary>
    public ReadOnlySpan<Instrument> Instruments => _state.Instruments;

    /// <summary>The book of an instrument, for drivers and tests.</summary>
    /// <param name="instrument">An instrument of the universe.</param>
    public Book BookOf(InstrumentId instrument) => _state.Books[instrument.Value - 1];

    /// <summary>State of a slot.</summary>
    /// <param name="slot">Its number, from 1.</param>
    public SlotState StateOf(int slot) => _state.Slots[slot]!.State;

    /// <summary>How far the flattening of a slot is; none when it is not being flattened.</summary>
    /// <param name="slot">Its number, from 1.</param>
    public FlattenStatus FlatteningOf(int slot) => _state.Flattens[slot].Status;

    /// <summary>What a slot holds of an instrument and has earned with it, at the prices of now. Allocates nothing.</summary>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="instrument">The instrument.</param>
    public PositionPayload PositionOf(int slot, InstrumentId instrument) => _reports.PositionOf(slot, instrument);

    /// <summary>Whether a slot is subscribed to any instrument.</summary>
    /// <param name="slot">The slot, from 1.</param>
    public bool IsSubscribed(int slot)
    {
        ulong all = 0;
        foreach (ulong slots in _state.Subscribers)
        {
            all |= slots;
        }

        return (all & (1UL << (slot - 1))) != 0;
    }

    /// <summary>Working orders of a slot.</summary>
    /// <param name="slot">Its number, from 1.</param>
    public int WorkingOrdersOf(int slot) => _state.Orders.WorkingCount(slot);

    /// <summary>The working orders of a slot, oldest first. Allocates: for reports.</summary>
    /// <param name="slot">Its number, from 1.</param>
    public IReadOnlyList<WorkingOrder> CopyWorkingOrdersOf(int slot)
    {
        WorkingOrder[] orders = new WorkingOrder[_state.Orders.WorkingCount(slot)];
        int row = _state.Orders.FirstWorking(slot);
        for (int index = 0; index < orders.Length; index++)
        {
            orders[index] = SlotContext.View(in _state.Orders[row]);
            row = _state.Orders[row].Next;
        }

        return orders;
    }

    /// <summary>Copies the working orders of a slot, oldest first. Allocates nothing.</summary>
    /// <param name="slot">Its number, from 1.</param>
    /// <param name="orders">Where they go; as many as fit.</param>
    /// <returns>How many were copied.</returns>
    public int CopyWorkingOrders(int slot, Span<WorkingOrder> orders)
    {
        int count = 0;
        for (int row = _state.Orders.FirstWorking(slot);
            row != OrderTable.None && count < orders.Length;
            row = _state.Orders[row].Next)
        {
            orders[count++] = SlotContext.View(in _state.Orders[row]);
        }

        return count;
    }

    /// <summary>Looks an order up that is working. Allocates nothing.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="order">The order as strategies see it.</param>
    /// <returns>False when there is none of that identifier, or it has ended.</returns>
    public bool TryGetWorking(OrderId orderId, out WorkingOrder order)
    {
        int row = _state.Orders.Find(orderId);
        bool isWorking = row != OrderTable.None && _state.Orders[row].BaseStatus.IsWorking();
        order = isWorking ? SlotContext.View(in _state.Orders[row]) : default;
        return isWorking;
    }

    /// <summary>How long a working order stays in force; the day for one that does not work. Allocates nothing.</summary>
    /// <param name="orderId">The order.</param>
    public TimeInForce TimeInForceOf(OrderId orderId)
    {
        int row = _state.Orders.Find(orderId);
        return row == OrderTable.None ? TimeInForce.Day : _state.Orders[row].TimeInForce;
    }

    /// <summary>The highest order identifier given so far, sent or refused; its counter is 0 before the first.</summary>
    public OrderId LastOrderId => OrderId.Pack(_state.Cell, _state.TradingDay, _state.OrderCounters.LastOrder);

    /// <summary>False while a venue's session is down: new orders for its instruments are refused.</summary>
    /// <param name="venue">The venue.</param>
    public bool IsVenueUp(VenueId venue) => _state.Venues.IsKnown(venue) && _state.Venues.IsUp(venue);

    /// <summary>True while new orders are held back.</summary>
    public bool AreSendsHeld => _state.AreSendsHeld;

    /// <summary>Slots of the day, numbered from 1.</summary>
    public int SlotCount => _state.SlotCount;

    /// <summary>Name of a slot.</summary>
    /// <param name="slot">Its number, from 1.</param>
    public string NameOf(int slot) => _state.Slots[slot]!.Name;

    /// <summary>The package in a slot; empty when there is none.</summary>
    /// <param name="slot">Its number, from 1.</param>
    public Hash256 PackageOf(int slot) => _state.Slots[slot]!.Current?.PackageHash ?? default;
}
