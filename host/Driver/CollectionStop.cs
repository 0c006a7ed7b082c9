using System.Runtime;

namespace Strategies.Driver;

/// <summary>
/// Shuts collections off for a session. Measured on .NET 10: the size of the first generation that the environment asks for
/// is cut to some 150 MB, and large arrays cause full collections all the same; sustained low latency changes nothing for
/// either; a region without collections holds for both until its budget is used. Arrays on the heap of pinned objects cause
/// a full collection every 3 MB whatever is set, so nothing of a version's preparation may be allocated there.
/// </summary>
public sealed class CollectionStop : IDisposable
{
    private const int LargeArraysQuarters = 3;
    private const int PartsOfMachine = 4;
    private const int PartsOfLimit = 2;

    private CollectionStop(long bytes, string problem)
    {
        Bytes = bytes;
        Problem = problem;
    }

    /// <summary>Bytes that may be allocated before the next collection; 0 when collections could not be shut off.</summary>
    public long Bytes { get; }

    /// <summary>Why they could not; empty when they are.</summary>
    public string Problem { get; }

    /// <summary>Collects what starting has left behind, and shuts collections off.</summary>
    /// <param name="bytesMax">
    /// So many bytes at most; no more than a quarter of the machine's memory either, or half of what the process's heap is limited to.
    /// </param>
    /// <param name="nearlyUsed">Told, on another thread, when half of them are used; none for nobody.</param>
    public static CollectionStop Begin(long bytesMax, Action? nearlyUsed = null)
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        // What finalizers let go of is collected by the second one.
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        long bytes = Math.Min(bytesMax, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Parts());
        try
        {
            if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                return new CollectionStop(0, "they are shut off already");
            }

            if (!GC.TryStartNoGCRegion(bytes, bytes / 4 * LargeArraysQuarters, disallowFullBlockingGC: true))
            {
                return new CollectionStop(0, $"the memory for {bytes >> 20} MiB is not there");
            }

            if (nearlyUsed is not null)
            {
                GC.RegisterNoGCRegionCallback(bytes / 2, nearlyUsed);
            }

            return new CollectionStop(bytes, "");
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidOperationException)
        {
            return new CollectionStop(0, exception.Message);
        }
    }

    /// <summary>Lets collections happen again, if nothing has ended the region before.</summary>
    public void Dispose()
    {
        try
        {
            if (Bytes > 0 && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
            }
        }
        catch (InvalidOperationException)
        {
            // Another thread's allocation or collection has ended it between the two lines: that is what was wanted.
            return;
        }
    }

    /// <summary>A heap that is limited calls its limit what is available.</summary>
    private static int Parts() =>
        GC.GetConfigurationVariables().Any(setting => setting is
        { Key: "GCHeapHardLimit" or "GCHeapHardLimitPercent", Value: long and > 0 })
            ? PartsOfLimit
            : PartsOfMachine;
}
