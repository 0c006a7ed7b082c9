using Strategies.Cell.Running;

namespace Strategies.Processes.Venue;

/// <summary>The venue process.</summary>
internal static class VenueProcess
{
    /// <summary>Is the process until it is to stop.</summary>
    /// <param name="context">Its context.</param>
    internal static void Run(ProcessContext context) => context.Stopping.WaitHandle.WaitOne();
}
