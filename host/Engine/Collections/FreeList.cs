namespace Strategies.Engine.Collections;

/// <summary>Hands out the row numbers of a fixed table and takes them back, last returned first.</summary>
internal sealed class FreeList
{
    private readonly int[] _free;
    private int _freeCount;
    private int _fresh;

    internal FreeList(int capacity) => _free = new int[capacity];

    internal bool IsEmpty => _freeCount == 0 && _fresh == _free.Length;

    internal int UsedCount => _fresh - _freeCount;

    // What was returned last first: it is still in the cache, and rows never used stay untouched.
    internal int Take() => _freeCount > 0 ? _free[--_freeCount] : _fresh++;

    internal void Return(int index) => _free[_freeCount++] = index;
}
