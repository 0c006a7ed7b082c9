using System.Runtime;
using Serilog;

namespace Strategies.Processes.Core;

/// <summary>
/// Shuts collections off for a session. Measured on .NET 10: the size of the first generation that the environment asks for
/// is cut to some 150 MB, and large arrays cause full collections all the same; sustained low latency changes nothing for
/// either; a region without collections holds for both until its budget is used. Arrays on the heap of pinned objects cause
/// a full collection every 3 MB whatever is set, so nothing of a version's preparation may be allocated there.
/// </summary>
internal static class CollectionStop
{
    private const long TotalBytesMax = 8L << 30;
    private const double AlarmShare = 0.75;

    /// <summary>
    /// Collects what starting has left behind, and then shuts collections off for as many bytes as the machine can spare.
    /// Nothing when they are shut off already.
    /// </summary>
    /// <param name="log">Told how many; and later, when three quarters of them are used, that a handover is due.</param>
    internal static void Begin(ILogger log)
    {
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            return;
        }

        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        long total = Math.Min(TotalBytesMax, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);
        try
        {
            if (GC.TryStartNoGCRegion(total, total / 4 * 3, disallowFullBlockingGC: true))
            {
                GC.RegisterNoGCRegionCallback(
                    (long)(total * AlarmShare),
                    () => log.Warning(
                        "three quarters of the {MiB} MiB that this process may allocate without a collection are used: "
                        + "hand over to a fresh core",
                        total >> 20));
                log.Information("collections are shut off until {MiB} MiB have been allocated", total >> 20);
                return;
            }
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidOperationException)
        {
            log.Warning("collections cannot be shut off for {MiB} MiB: {Problem}", total >> 20, exception.Message);
            return;
        }

        log.Warning("collections cannot be shut off: the memory for {MiB} MiB is not there", total >> 20);
    }
}
