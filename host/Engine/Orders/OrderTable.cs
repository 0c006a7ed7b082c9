using Strategies.Engine.Collections;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Orders;

/// <summary>
/// All of the engine's orders: working ones in a list per slot, oldest first, and the ended ones in one list, of which
/// the oldest makes room when the table is full, so that late fills, breaks and corrections still find their order. Divided,
/// the ended ones have a list per slot too, and each slot makes room for itself, so that none takes another's.
/// </summary>
internal sealed partial class OrderTable
{
    internal const int None = -1;
    private const int EndedList = 0;

    private readonly EngineOrder[] _orders;
    private readonly FreeList _free;
    private readonly IndexMap _byId;
    private readonly int[] _heads;
    private readonly int[] _tails;
    private readonly int[] _counts;
    private readonly int _slotsMax;
    private int _share = int.MaxValue;

    internal OrderTable(int capacity, int slotsMax)
    {
        _orders = new EngineOrder[capacity];
        _free = new FreeList(capacity);
        _byId = new IndexMap(capacity);
        _slotsMax = slotsMax;
        _heads = new int[2 * slotsMax + 1];
        _tails = new int[2 * slotsMax + 1];
        _counts = new int[2 * slotsMax + 1];
        Array.Fill(_heads, None);
        Array.Fill(_tails, None);
    }

    internal ref EngineOrder this[int row] => ref _orders[row];

    /// <summary>True when a slot can have no further order: none of what it may have is free, or an order that has ended.</summary>
    internal bool IsFullFor(int slot) => _counts[slot] >= _share || (HasToMakeRoom(slot) && OldestEndedFor(slot) == None);

    private bool IsDivided => _share != int.MaxValue;

    /// <summary>Lists that there are: behind those of a table that is not divided the ended orders of each slot.</summary>
    private int ListCount => IsDivided ? _heads.Length : _slotsMax + 1;

    internal int WorkingCount(int slot) => _counts[slot];

    internal int FirstWorking(int slot) => _heads[slot];

    internal int Find(OrderId orderId) => _byId.Find(0, orderId.Value);

    /// <summary>Makes room for an order, at the cost of the oldest ended one if need be.</summary>
    /// <param name="order">The order.</param>
    /// <param name="evicted">The order that made room; without an identifier when none had to.</param>
    /// <returns>The row; the caller has checked <see cref="IsFullFor"/>.</returns>
    internal int Add(in EngineOrder order, out EngineOrder evicted)
    {
        evicted = default;
        if (HasToMakeRoom(order.Slot))
        {
            // Kept by the caller: should its callback throw, the order comes back.
            int oldest = OldestEndedFor(order.Slot);
            evicted = _orders[oldest];
            Discard(oldest);
        }

        int row = _free.Take();
        _orders[row] = order;
        _byId.Add(0, order.OrderId.Value, row);
        Append(order.Slot, row, isWorking: true);
        return row;
    }

    /// <summary>Takes an order out as if it had never been: its callback's outputs are discarded.</summary>
    internal void Discard(int row)
    {
        Unlink(row);
        _byId.Remove(0, _orders[row].OrderId.Value);
        _free.Return(row);
    }

    /// <summary>
    /// Brings an order back that had made room for one that is discarded: it is the oldest of the ended ones again.
    /// </summary>
    internal void Readmit(in EngineOrder evicted)
    {
        int row = _free.Take();
        ref EngineOrder order = ref _orders[row];
        order = evicted;
        _byId.Add(0, order.OrderId.Value, row);
        order.Previous = None;
        int list = EndedListOf(order.Slot);
        order.Next = _heads[list];
        if (order.Next == None)
        {
            _tails[list] = row;
        }
        else
        {
            _orders[order.Next].Previous = row;
        }

        _heads[list] = row;
        _counts[list]++;
    }

    /// <summary>Moves an order between the working and the ended list when its state asks for it.</summary>
    internal void Relist(int row)
    {
        bool isWorking = _orders[row].BaseStatus.IsWorking();
        if (isWorking != _orders[row].IsListedAsWorking)
        {
            Unlink(row);
            Append(isWorking ? _orders[row].Slot : EndedListOf(_orders[row].Slot), row, isWorking);
        }
    }

    internal void AddTo(ref Fnv1a digest)
    {
        for (int list = 0; list < ListCount; list++)
        {
            digest.Add(_counts[list]);
            for (int row = _heads[list]; row != None; row = _orders[row].Next)
            {
                ref readonly EngineOrder order = ref _orders[row];
                digest.Add(order.OrderId.Value);
                digest.Add((long)order.OrdStatus);
                digest.Add(order.Price.Raw);
                digest.Add(order.OrderQty);
                digest.Add(order.CumQty);
                digest.Add(order.LeavesQty);
                digest.Add(order.ReservedQty);
                digest.Add(order.NextRequestId);
            }
        }
    }

    private void Append(int list, int row, bool isWorking)
    {
        ref EngineOrder order = ref _orders[row];
        order.IsListedAsWorking = isWorking;
        order.Next = None;
        order.Previous = _tails[list];
        if (_tails[list] == None)
        {
            _heads[list] = row;
        }
        else
        {
            _orders[_tails[list]].Next = row;
        }

        _tails[list] = row;
        _counts[list]++;
    }

    private void Unlink(int row)
    {
        ref EngineOrder order = ref _orders[row];
        int list = order.IsListedAsWorking ? order.Slot : EndedListOf(order.Slot);
        if (order.Previous == None)
        {
            _heads[list] = order.Next;
        }
        else
        {
            _orders[order.Previous].Next = order.Next;
        }

        if (order.Next == None)
        {
            _tails[list] = order.Previous;
        }
        else
        {
            _orders[order.Next].Previous = order.Previous;
        }

        _counts[list]--;
    }
}
