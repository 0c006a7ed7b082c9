namespace Strategies.Engine.Tests.Support;

/// <summary>Measures what the calling thread allocates.</summary>
internal static class AllocationGate
{
    private const int TriesMax = 20;

    /// <summary>
    /// Bytes that an action allocates. A collection that another thread causes in between takes the rest of this thread's
    /// allocation buffer away and counts it as allocated, so such a measurement is repeated.
    /// </summary>
    internal static long BytesOf(Action action)
    {
        for (int attempt = 1; ; attempt++)
        {
            int collections = GC.CollectionCount(0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (collections == GC.CollectionCount(0) || attempt == TriesMax)
            {
                return allocated;
            }
        }
    }
}
