namespace Strategies.Feeds.Lobster;

/// <summary>Price levels of one side, best first, in fixed arrays. Prices are raw (1e-8), sizes in shares.</summary>
internal sealed class LobsterSide
{
    private readonly bool _isBid;
    private readonly long[] _prices;
    private readonly long[] _sizes;
    private bool _isEnded;

    internal LobsterSide(int capacity, bool isBid)
    {
        _isBid = isBid;
        _prices = new long[capacity];
        _sizes = new long[capacity];
    }

    internal int Count { get; private set; }

    internal long PriceAt(int level) => _prices[level];

    internal long SizeAt(int level) => _sizes[level];

    internal void Clear()
    {
        Count = 0;
        _isEnded = false;
    }

    /// <summary>No level may follow until the next <see cref="Clear"/>.</summary>
    internal void EndOfLevels() => _isEnded = true;

    /// <summary>Appends a level.</summary>
    /// <returns>False when it is not behind the last one.</returns>
    internal bool TryAppend(long price, long size)
    {
        if (_isEnded || Count > 0 && !IsBetter(_prices[Count - 1], price))
        {
            return false;
        }

        _prices[Count] = price;
        _sizes[Count++] = size;
        return true;
    }

    internal bool Contains(long price) => Find(price, out _);

    /// <summary>Adds to a level, or makes it.</summary>
    internal void Add(long price, long size)
    {
        if (Find(price, out int level))
        {
            _sizes[level] += size;
            return;
        }

        _prices.AsSpan(level, Count - level).CopyTo(_prices.AsSpan(level + 1));
        _sizes.AsSpan(level, Count - level).CopyTo(_sizes.AsSpan(level + 1));
        _prices[level] = price;
        _sizes[level] = size;
        Count++;
    }

    /// <summary>Takes from a level, which goes when nothing is left; a price without a level is left alone.</summary>
    internal void Reduce(long price, long size)
    {
        if (!Find(price, out int level))
        {
            return;
        }

        _sizes[level] -= size;
        if (_sizes[level] <= 0)
        {
            Count--;
            _prices.AsSpan(level + 1, Count - level).CopyTo(_prices.AsSpan(level));
            _sizes.AsSpan(level + 1, Count - level).CopyTo(_sizes.AsSpan(level));
        }
    }

    internal void Cut(int levels) => Count = Math.Min(Count, levels);

    private bool IsBetter(long price, long other) => _isBid ? price > other : price < other;

    // Windows are small: a walk from the best level beats a search.
    private bool Find(long price, out int level)
    {
        level = 0;
        while (level < Count && IsBetter(_prices[level], price))
        {
            level++;
        }

        return level < Count && _prices[level] == price;
    }
}
