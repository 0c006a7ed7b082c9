namespace Strategies.Venues.Simulation;

/// <summary>
/// A fixed number of objects, made once. Objects come back as they are; who takes one sets every field.
/// </summary>
internal sealed class ObjectPool<T>
    where T : class, new()
{
    private readonly T[] _free;
    private int _freeCount;

    /// <summary>Makes all objects.</summary>
    /// <param name="capacity">How many.</param>
    internal ObjectPool(int capacity)
    {
        _free = new T[capacity];
        for (int index = 0; index < capacity; index++)
        {
            _free[index] = new T();
        }

        _freeCount = capacity;
    }

    /// <summary>Number of objects in all.</summary>
    internal int Capacity => _free.Length;

    /// <summary>True when every object is in use.</summary>
    internal bool IsExhausted => _freeCount == 0;

    /// <summary>Takes an object; the caller has seen that the pool is not exhausted.</summary>
    internal T Take() => _free[--_freeCount];

    /// <summary>Gives an object back.</summary>
    /// <param name="item">An object of this pool that is in use.</param>
    internal void Return(T item) => _free[_freeCount++] = item;
}
