using Strategies.Cell.Running;

namespace Strategies.Processes.Supervisor;

/// <summary>The supervisor process.</summary>
internal static class SupervisorProcess
{
    /// <summary>Is the process until it is to stop.</summary>
    /// <param name="context">Its context.</param>
    internal static void Run(ProcessContext context) => context.Stopping.WaitHandle.WaitOne();
}
