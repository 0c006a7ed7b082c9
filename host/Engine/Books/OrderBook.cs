using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Books;

/// <summary>The displayed book of one instrument, order by order, as its feed tells it.</summary>
/// <remarks>Engine's thread only; allocation-free after construction.</remarks>
internal sealed partial class OrderBook : Book
{
    private const int HaltedHereBit = 1 << 8;

    private readonly BookPool _pool;
    private readonly OrderBookSide _bids;
    private readonly OrderBookSide _offers;
    private readonly int _instrument;
    private Price _lastTradePrice;
    private long _lastUpdateTimeNs;
    private TradingStatus _status;
    private bool _isHaltedHere;

    internal OrderBook(BookPool pool, InstrumentId instrument, int levelsPerSideMax)
    {
        _pool = pool;
        _instrument = instrument.Value;
        _bids = new OrderBookSide(pool, isBid: true, levelsPerSideMax);
        _offers = new OrderBookSide(pool, isBid: false, levelsPerSideMax);
    }

    public override InstrumentId Instrument => new(_instrument);

    public override BookLevel BestBid => LevelAt(_bids, 0);

    public override BookLevel BestOffer => LevelAt(_offers, 0);

    public override Price LastTradePrice => _lastTradePrice;

    public override long LastUpdateTimeNs => _lastUpdateTimeNs;

    public override TradingStatus Status => _isHaltedHere ? TradingStatus.Halted : _status;

    /// <summary>True when the best bid is at or above the best offer. A level that is there has volume.</summary>
    internal bool IsCrossed
    {
        get
        {
            int bid = _bids.At(0);
            int offer = _offers.At(0);
            return bid != BookPool.None && offer != BookPool.None && _pool.Levels[bid].Price >= _pool.Levels[offer].Price;
        }
    }

    public override int LevelCount(Side side) => SideOf(side).Count;

    public override BookLevel Level(Side side, int index) => LevelAt(SideOf(side), index);

    public override int CopyOrders(Side side, int index, Span<BookOrder> orders)
    {
        int level = SideOf(side).At(index);
        int copied = 0;
        if (level != BookPool.None)
        {
            for (int at = _pool.Levels[level].Head; at != BookPool.None && copied < orders.Length; at = _pool.Orders[at].Next)
            {
                orders[copied++] = new BookOrder(_pool.Orders[at].Reference, _pool.Orders[at].Quantity);
            }
        }

        return copied;
    }

    /// <summary>What trading actions have said so far.</summary>
    internal TradingStatus ActionStatus => _status;

    /// <summary>What trading actions say, on every market.</summary>
    internal void SetStatus(TradingStatus status) => _status = status;

    /// <summary>An operational halt: on this venue alone, and beside what trading actions say.</summary>
    internal void SetHaltedHere(bool isHalted) => _isHaltedHere = isHalted;

    internal void Apply(ref MarketMessage message, long engineTimeNs)
    {
        _lastUpdateTimeNs = engineTimeNs;
        switch (message.Kind)
        {
            case MarketMessageKind.Add:
                AddOrder(message.Side, message.Price.Raw, message.Quantity.Raw, message.OrderReference);
                break;
            case MarketMessageKind.Execute:
                Reduce(ref message, message.Quantity.Raw);
                // Reduce has put the resting order's price in where the message has none.
                _lastTradePrice = message.Price.IsZero ? _lastTradePrice : message.Price;
                break;
            case MarketMessageKind.Reduce:
                Reduce(ref message, message.Quantity.Raw);
                break;
            case MarketMessageKind.Delete:
                Reduce(ref message, message.HasPrice ? message.Quantity.Raw : long.MaxValue);
                break;
            case MarketMessageKind.Replace:
                Replace(ref message);
                break;
            case MarketMessageKind.HiddenTrade:
            case MarketMessageKind.CrossTrade:
                _lastTradePrice = message.Price;
                break;
            case MarketMessageKind.WindowCut:
                Cut(_bids, (int)message.Quantity.Raw);
                Cut(_offers, (int)message.Quantity.Raw);
                break;
            case MarketMessageKind.LevelSet:
                SetLevel(message.Side, message.Price.Raw, message.Quantity.Raw);
                break;
        }
    }

    internal void AddTo(ref Fnv1a digest)
    {
        digest.Add(_instrument);
        digest.Add(StatusBits);
        digest.Add(_lastTradePrice.Raw);
        AddSideTo(ref digest, _bids);
        AddSideTo(ref digest, _offers);
    }

    private void AddSideTo(ref Fnv1a digest, OrderBookSide side)
    {
        digest.Add(side.Count);
        for (int index = 0; index < side.Count; index++)
        {
            ref readonly PriceLevel level = ref _pool.Levels[side.At(index)];
            digest.Add(level.Price);
            digest.Add(level.AnonymousQuantity);
            for (int at = level.Head; at != BookPool.None; at = _pool.Orders[at].Next)
            {
                digest.Add(_pool.Orders[at].Reference);
                digest.Add(_pool.Orders[at].Quantity);
            }
        }
    }

    /// <summary>Both reasons not to trade in one number; without an operational halt it is the status alone.</summary>
    private int StatusBits => (int)_status | (_isHaltedHere ? HaltedHereBit : 0);

    private OrderBookSide SideOf(Side side) => side == Side.Buy ? _bids : _offers;

    private BookLevel LevelAt(OrderBookSide side, int index)
    {
        int row = side.At(index);
        if (row == BookPool.None)
        {
            return default;
        }

        ref readonly PriceLevel level = ref _pool.Levels[row];
        return new BookLevel(new Price(level.Price), level.Quantity, level.OrderCount);
    }

    private void AddOrder(Side side, long price, long quantity, ulong reference)
    {
        int known = _pool.References.Find(_instrument, reference);
        if (known != BookPool.None)
        {
            RemoveOrder(known);
        }

        // Decoders let no such order through; a level that is there must have volume.
        if (quantity <= 0)
        {
            return;
        }

        // The level last: one that was made for an order that then has no row would stand empty.
        if (_pool.FreeOrders.IsEmpty || !TryLevel(side, price, out int row))
        {
            _pool.Overflows++;
            return;
        }

        int at = _pool.FreeOrders.Take();
        ref PriceLevel level = ref _pool.Levels[row];
        _pool.Orders[at] = new MarketOrder
        {
            Reference = reference,
            Quantity = quantity,
            Level = row,
            Next = BookPool.None,
            Previous = level.Tail,
        };
        if (level.Tail == BookPool.None)
        {
            level.Head = at;
        }
        else
        {
            _pool.Orders[level.Tail].Next = at;
        }

        level.Tail = at;
        level.OrderCount++;
        level.Quantity += quantity;
        _pool.References.Add(_instrument, reference, at);
    }

    private void Reduce(ref MarketMessage message, long quantity)
    {
        int at = _pool.References.Find(_instrument, message.OrderReference);
        if (at == BookPool.None)
        {
            ReduceAnonymous(ref message);
            return;
        }

        ref MarketOrder order = ref _pool.Orders[at];
        ref PriceLevel level = ref _pool.Levels[order.Level];
        CompleteFromOrder(ref message, in order, in level);
        if (quantity >= order.Quantity)
        {
            RemoveOrder(at);
            return;
        }

        order.Quantity -= quantity;
        level.Quantity -= quantity;
    }

    /// <summary>
    /// What the message leaves out (ITCH names only the reference) is told to strategies from the resting order.
    /// </summary>
    private static void CompleteFromOrder(ref MarketMessage message, in MarketOrder order, in PriceLevel level)
    {
        message.Side = level.IsBid ? Side.Buy : Side.Sell;
        if (message.Price.IsZero)
        {
            message.Price = new Price(level.Price);
        }

        if (message.Kind == MarketMessageKind.Delete && message.Quantity.IsZero)
        {
            message.Quantity = order.Quantity;
        }
    }

    private void ReduceAnonymous(ref MarketMessage message)
    {
        int row = message.HasPrice ? SideOf(message.Side).Find(message.Price.Raw, out _) : BookPool.None;
        if (row == BookPool.None)
        {
            _pool.UnknownOrders++;
            return;
        }

        ref PriceLevel level = ref _pool.Levels[row];
        long taken = Math.Min(level.AnonymousQuantity, message.Quantity.Raw);
        level.AnonymousQuantity -= taken;
        level.Quantity -= taken;
        if (level.Quantity == 0)
        {
            RemoveLevel(row);
        }
    }

    private void Replace(ref MarketMessage message)
    {
        int at = _pool.References.Find(_instrument, message.OrderReference);
        if (at == BookPool.None)
        {
            _pool.UnknownOrders++;
            return;
        }

        message.Side = _pool.Levels[_pool.Orders[at].Level].IsBid ? Side.Buy : Side.Sell;
        RemoveOrder(at);
        AddOrder(message.Side, message.Price.Raw, message.Quantity.Raw, message.NewOrderReference);
    }

    private void SetLevel(Side side, long price, long quantity)
    {
        if (!TryLevel(side, price, out int row))
        {
            _pool.Overflows++;
            return;
        }

        DropOrders(row);
        ref PriceLevel level = ref _pool.Levels[row];
        level.AnonymousQuantity = quantity;
        level.Quantity = quantity;
        if (quantity <= 0)
        {
            RemoveLevel(row);
        }
    }

    private bool TryLevel(Side side, long price, out int row)
    {
        OrderBookSide levels = SideOf(side);
        row = levels.Find(price, out int position);
        if (row != BookPool.None)
        {
            return true;
        }

        // The worst level makes room, unless the new one would itself be the worst.
        if (levels.IsFull)
        {
            if (position == 0)
            {
                return false;
            }

            _pool.Overflows++;
            DropOrders(levels.Worst);
            RemoveLevel(levels.Worst);
            // The worst stood in front of all others.
            position--;
        }

        if (_pool.FreeLevels.IsEmpty)
        {
            return false;
        }

        row = _pool.FreeLevels.Take();
        _pool.Levels[row] =
            new PriceLevel { Price = price, Head = BookPool.None, Tail = BookPool.None, IsBid = side == Side.Buy };
        levels.Insert(position, row);
        return true;
    }

    private void Cut(OrderBookSide side, int levelsMax)
    {
        while (side.Count > levelsMax)
        {
            int worst = side.Worst;
            DropOrders(worst);
            RemoveLevel(worst);
        }
    }

    private void DropOrders(int row)
    {
        ref PriceLevel level = ref _pool.Levels[row];
        for (int at = level.Head; at != BookPool.None;)
        {
            int next = _pool.Orders[at].Next;
            _pool.References.Remove(_instrument, _pool.Orders[at].Reference);
            _pool.FreeOrders.Return(at);
            at = next;
        }

        level.Quantity = level.AnonymousQuantity;
        level.OrderCount = 0;
        level.Head = BookPool.None;
        level.Tail = BookPool.None;
    }

    private void RemoveOrder(int at)
    {
        ref MarketOrder order = ref _pool.Orders[at];
        ref PriceLevel level = ref _pool.Levels[order.Level];
        if (order.Previous == BookPool.None)
        {
            level.Head = order.Next;
        }
        else
        {
            _pool.Orders[order.Previous].Next = order.Next;
        }

        if (order.Next == BookPool.None)
        {
            level.Tail = order.Previous;
        }
        else
        {
            _pool.Orders[order.Next].Previous = order.Previous;
        }

        level.Quantity -= order.Quantity;
        level.OrderCount--;
        _pool.References.Remove(_instrument, order.Reference);
        _pool.FreeOrders.Return(at);
        if (level.Quantity == 0)
        {
            RemoveLevel(order.Level);
        }
    }

    private void RemoveLevel(int row)
    {
        (_pool.Levels[row].IsBid ? _bids : _offers).Remove(row);
        _pool.FreeLevels.Return(row);
    }
}
