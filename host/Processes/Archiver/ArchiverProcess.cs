using Strategies.Cell.Running;

namespace Strategies.Processes.Archiver;

/// <summary>The archiver process.</summary>
internal static class ArchiverProcess
{
    /// <summary>Is the process until it is to stop.</summary>
    /// <param name="context">Its context.</param>
    internal static void Run(ProcessContext context) => context.Stopping.WaitHandle.WaitOne();
}
