using System.Numerics;

namespace Strategies.Engine.Collections;

/// <summary>
/// A fixed-size hash table from (scope, key) to the index of a table row. Open addressing, linear probing, deletion by
/// shifting back; no allocation after construction, and the same layout on every machine.
/// </summary>
internal sealed class IndexMap
{
    private readonly Entry[] _entries;
    private readonly int _mask;
    private readonly int _shift;
    private readonly int _countMax;

    /// <summary>Makes a map.</summary>
    /// <param name="capacity">Most entries at one time; the table is at least twice as large.</param>
    internal IndexMap(int capacity)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 4) * 2);
        _entries = new Entry[size];
        _mask = size - 1;
        _shift = 64 - BitOperations.Log2((uint)size);
        _countMax = capacity;
    }

    internal int Count { get; private set; }

    internal bool IsFull => Count >= _countMax;

    /// <summary>Finds the index of a key.</summary>
    /// <returns>The index, or -1.</returns>
    internal int Find(int scope, ulong key)
    {
        Entry[] entries = _entries;
        int mask = _mask;
        for (int at = Home(scope, key); ; at = (at + 1) & mask)
        {
            // The same mask once more, in a form from which the compiler knows that the index is inside.
            ref readonly Entry entry = ref entries[at & (entries.Length - 1)];
            if (entry.IndexPlusOne == 0)
            {
                return -1;
            }

            if (entry.Key == key && entry.Scope == scope)
            {
                return entry.IndexPlusOne - 1;
            }
        }
    }

    /// <summary>Adds a key that is not there. The caller has checked <see cref="IsFull"/>.</summary>
    internal void Add(int scope, ulong key, int index)
    {
        int at = Home(scope, key);
        while (_entries[at].IndexPlusOne != 0)
        {
            at = (at + 1) & _mask;
        }

        _entries[at] = new Entry { Key = key, Scope = scope, IndexPlusOne = index + 1 };
        Count++;
    }

    /// <summary>Removes a key; does nothing when it is not there.</summary>
    internal void Remove(int scope, ulong key)
    {
        int at = Home(scope, key);
        while (!(_entries[at].Key == key && _entries[at].Scope == scope && _entries[at].IndexPlusOne != 0))
        {
            if (_entries[at].IndexPlusOne == 0)
            {
                return;
            }

            at = (at + 1) & _mask;
        }

        ShiftBack(at);
        Count--;
    }

    private void ShiftBack(int hole)
    {
        for (int at = (hole + 1) & _mask; _entries[at].IndexPlusOne != 0; at = (at + 1) & _mask)
        {
            int home = Home(_entries[at].Scope, _entries[at].Key);
            // It may move into the hole unless that lies in front of its home: a search must still pass there.
            if (((at - home) & _mask) >= ((at - hole) & _mask))
            {
                _entries[hole] = _entries[at];
                hole = at;
            }
        }

        _entries[hole] = default;
    }

    private int Home(int scope, ulong key) =>
        (int)(((key ^ ((ulong)(uint)scope << 40)) * 0x9E3779B97F4A7C15) >> _shift);

    private struct Entry
    {
        internal ulong Key;
        internal int Scope;
        internal int IndexPlusOne;
    }
}
