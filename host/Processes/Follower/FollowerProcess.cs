using Strategies.Cell.Running;

namespace Strategies.Processes.Follower;

/// <summary>The follower process.</summary>
internal static class FollowerProcess
{
    /// <summary>Is the process until it is to stop.</summary>
    /// <param name="context">Its context.</param>
    internal static void Run(ProcessContext context) => context.Stopping.WaitHandle.WaitOne();
}
