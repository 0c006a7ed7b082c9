namespace Strategies.Tests.Support;

/// <summary>Counts what this thread allocates, also while other threads of the test program cause collections.</summary>
internal static class AllocatedBytes
{
    /// <summary>
    /// Begins to count. The runtime hands memory to a thread in pieces of 8 KiB and counts what of a piece is used; a
    /// background collection that takes a piece away counts its rest as used. After a collection the thread has no piece, so
    /// whoever allocates nothing from here on sees 0.
    /// </summary>
    internal static long Begin()
    {
        GC.Collect();
        return GC.GetAllocatedBytesForCurrentThread();
    }

    /// <summary>Bytes that this thread has allocated since.</summary>
    /// <param name="begun">What <see cref="Begin"/> gave.</param>
    internal static long Since(long begun) => GC.GetAllocatedBytesForCurrentThread() - begun;
}
