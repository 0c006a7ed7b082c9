namespace Strategies.Feeds.Samples;

/// <summary>
/// One side of the sample's book: orders in time priority at each price, prices from the best one out.
/// </summary>
internal sealed class SampleSide
{
    private readonly SortedList<long, List<SampleOrder>> _levels;

    internal SampleSide(bool isBid)
    {
        IsBid = isBid;
        _levels = new SortedList<long, List<SampleOrder>>(
            isBid ? Comparer<long>.Create((left, right) => right.CompareTo(left)) : Comparer<long>.Default);
    }

    internal bool IsBid { get; }

    internal int LevelCount => _levels.Count;

    internal int OrderCount { get; private set; }

    internal long PriceAt(int level) => _levels.Keys[level];

    internal int SizeAt(int level)
    {
        int size = 0;
        foreach (SampleOrder order in _levels.Values[level])
        {
            size += order.Size;
        }

        return size;
    }

    internal IReadOnlyList<SampleOrder> OrdersAt(int level) => _levels.Values[level];

    /// <summary>How many levels are better than a price.</summary>
    internal int LevelOf(long price)
    {
        int level = 0;
        while (level < _levels.Count && (IsBid ? _levels.Keys[level] > price : _levels.Keys[level] < price))
        {
            level++;
        }

        return level;
    }

    internal void Add(SampleOrder order)
    {
        if (!_levels.TryGetValue(order.Price, out List<SampleOrder>? orders))
        {
            _levels.Add(order.Price, orders = []);
        }

        orders.Add(order);
        OrderCount++;
    }

    /// <summary>Takes shares from an order, which leaves the book when none are left.</summary>
    internal void Reduce(SampleOrder order, int size)
    {
        order.Size -= size;
        if (order.Size > 0)
        {
            return;
        }

        List<SampleOrder> orders = _levels[order.Price];
        orders.Remove(order);
        OrderCount--;
        if (orders.Count == 0)
        {
            _levels.Remove(order.Price);
        }
    }
}
