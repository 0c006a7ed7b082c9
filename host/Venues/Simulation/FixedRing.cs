namespace Strategies.Venues.Simulation;

/// <summary>A first-in first-out queue of values in an array of fixed size.</summary>
/// <param name="capacity">Most values at one time.</param>
internal sealed class FixedRing<T>(int capacity)
    where T : struct
{
    private readonly T[] _items = new T[capacity];
    private int _first;
    private int _count;

    /// <summary>Most values at one time.</summary>
    internal int Capacity => _items.Length;

    /// <summary>Values in it.</summary>
    internal int Count => _count;

    /// <summary>True when there is no value.</summary>
    internal bool IsEmpty => _count == 0;

    /// <summary>True when no value can be added.</summary>
    internal bool IsFull => _count == _items.Length;

    /// <summary>The oldest value; there is one.</summary>
    internal ref readonly T First => ref _items[_first];

    /// <summary>A value by its place in the queue.</summary>
    /// <param name="index">0 for the oldest, up to <see cref="Count"/> - 1.</param>
    internal ref T At(int index) => ref _items[(int)(((long)_first + index) % _items.Length)];

    /// <summary>Adds a value; the ring is not full.</summary>
    /// <param name="item">The value.</param>
    internal void Add(in T item)
    {
        At(_count) = item;
        _count++;
    }

    /// <summary>Removes the oldest value; there is one.</summary>
    internal void RemoveFirst()
    {
        _first = _first + 1 == _items.Length ? 0 : _first + 1;
        _count--;
    }
}
