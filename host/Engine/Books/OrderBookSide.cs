namespace Strategies.Engine.Books;

/// <summary>
/// The levels of one side, sorted so that the best stands at the end: changes near the best move least.
/// </summary>
internal sealed class OrderBookSide
{
    private const int LinearSteps = 8;

    private readonly BookPool _pool;
    private readonly int[] _levels;
    private readonly bool _isBid;

    internal OrderBookSide(BookPool pool, bool isBid, int capacity)
    {
        _pool = pool;
        _isBid = isBid;
        _levels = new int[capacity];
    }

    internal int Count { get; private set; }

    internal bool IsFull => Count == _levels.Length;

    /// <summary>Row of the level at a distance from the best, or none.</summary>
    internal int At(int distance) => (uint)distance < (uint)Count ? _levels[Count - 1 - distance] : BookPool.None;

    internal int Worst => Count > 0 ? _levels[0] : BookPool.None;

    /// <summary>Finds the level at a price.</summary>
    /// <param name="price">Raw price.</param>
    /// <param name="position">Where it stands, or where it would have to be inserted.</param>
    /// <returns>Its row, or none.</returns>
    internal int Find(long price, out int position)
    {
        int low = 0;
        int high = Count;
        // Nearly every change is within some levels of the best; what is farther is found by halving.
        for (int step = 0; step < LinearSteps && low < high; step++)
        {
            long candidate = _pool.Levels[_levels[high - 1]].Price;
            if (candidate == price)
            {
                position = high - 1;
                return _levels[position];
            }

            if (IsBetter(price, candidate))
            {
                position = high;
                return BookPool.None;
            }

            high--;
        }

        while (low < high)
        {
            int middle = (low + high) >>> 1;
            long candidate = _pool.Levels[_levels[middle]].Price;
            if (candidate == price)
            {
                position = middle;
                return _levels[middle];
            }

            if (IsBetter(price, candidate))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        position = low;
        return BookPool.None;
    }

    internal void Insert(int position, int level)
    {
        _levels.AsSpan(position, Count - position).CopyTo(_levels.AsSpan(position + 1));
        _levels[position] = level;
        Count++;
    }

    internal void Remove(int level)
    {
        Find(_pool.Levels[level].Price, out int position);
        _levels.AsSpan(position + 1, Count - position - 1).CopyTo(_levels.AsSpan(position));
        Count--;
    }

    private bool IsBetter(long price, long than) => _isBid ? price > than : price < than;
}
