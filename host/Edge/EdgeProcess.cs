using Strategies.Cell.Running;

namespace Strategies.Edge;

/// <summary>The edge process.</summary>
public static class EdgeProcess
{
    /// <summary>Is the process until it is to stop.</summary>
    /// <param name="context">Its context.</param>
    public static void Run(ProcessContext context) => context.Stopping.WaitHandle.WaitOne();
}
