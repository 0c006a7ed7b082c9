namespace Dependent.Library;

/// <summary>The last values of something, the oldest overwritten first.</summary>
/// <typeparam name="T">What it holds.</typeparam>
/// <param name="capacity">How many.</param>
public sealed class Ring<T>(int capacity)
    where T : struct
{
    private readonly T[] _items = new T[capacity];

    /// <summary>Values ever added.</summary>
    public long AddedCount { get; private set; }

    /// <summary>Values held now.</summary>
    public int Count => (int)Math.Min(AddedCount, _items.Length);

    /// <summary>Adds a value.</summary>
    public void Add(in T item) => _items[(int)(AddedCount++ % _items.Length)] = item;

    /// <summary>The value that was added so many values ago; 0 is the newest.</summary>
    public ref readonly T Newest(int age) => ref _items[(int)((AddedCount - 1 - age) % _items.Length)];

    /// <summary>Folds the held values, the newest first.</summary>
    public TResult Fold<TResult>(TResult seed, Func<TResult, T, TResult> step)
    {
        for (int age = 0; age < Count; age++)
        {
            seed = step(seed, Newest(age));
        }

        return seed;
    }

    /// <summary>Empties it.</summary>
    public void Clear() => AddedCount = 0;
}
