using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Gateways;

/// <summary>Words in shared memory that one process after the other goes on with.</summary>
internal static class MemoryRegion
{
    /// <summary>Makes the words, or takes over what an ended process left.</summary>
    /// <param name="location">Where they lie.</param>
    /// <param name="names">Their names; all are 0 at first.</param>
    /// <exception cref="IpcException">They cannot be made: another process that has them is alive, above all.</exception>
    internal static Counters Make(RegionLocation location, IReadOnlyList<string> names)
    {
        try
        {
            return Counters.Create(location, names, isPacked: true, StalePolicy.Adopt);
        }
        catch (IpcException exception)
            when (exception.Fault is not (IpcFault.Owned or IpcFault.NotPermitted or IpcFault.NoSpace))
        {
            // Of another start of the host, or of another build: nothing in it can be used.
            return Counters.Create(location, names, isPacked: true, StalePolicy.Replace);
        }
    }
}
