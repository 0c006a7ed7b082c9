using Strategies.Cell.Running;

namespace Strategies.Processes.Core;

/// <summary>The core process.</summary>
internal static class CoreProcess
{
    /// <summary>Is the process until it is to stop.</summary>
    /// <param name="context">Its context.</param>
    internal static void Run(ProcessContext context) => context.Stopping.WaitHandle.WaitOne();
}
