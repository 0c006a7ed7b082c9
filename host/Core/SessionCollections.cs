using System.Runtime;
using Serilog;
using Strategies.Driver;

namespace Strategies.Core;

/// <summary>Shuts collections off for a core's session, and tells how far that reaches.</summary>
public static class SessionCollections
{
    private const long BytesMax = 8L << 30;

    /// <summary>Shuts them off for as many bytes as the machine can spare; nothing when they are shut off already.</summary>
    /// <param name="log">Told how many; and later, when half of them are used, that a handover is due.</param>
    public static void Begin(ILogger log)
    {
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            return;
        }

        CollectionStop stop = CollectionStop.Begin(BytesMax, () => log.Warning(
            "half of what this process may allocate without a collection is used: hand over to a fresh core"));
        if (stop.Bytes > 0)
        {
            log.Information("collections are shut off until {MiB} MiB have been allocated", stop.Bytes >> 20);
        }
        else
        {
            log.Warning("collections cannot be shut off: {Problem}", stop.Problem);
        }
    }
}
