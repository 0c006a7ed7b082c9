using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Edge.Hosting;
using Strategies.Ipc.Metrics;

namespace Strategies.Edge;

/// <summary>The edge process.</summary>
public static class EdgeProcess
{
    /// <summary>Is the process until it is to stop.</summary>
    /// <param name="context">Its context.</param>
    /// <exception cref="CellException">The tokens or the port cannot be used.</exception>
    /// <exception cref="Ipc.IpcException">Another edge runs.</exception>
    public static void Run(ProcessContext context)
    {
        using CellCounters<EdgeCounter> counters =
            CellCounters<EdgeCounter>.Create(context.Regions.CountersOf(ProcessRole.Edge));
        using EdgeHeartbeat pulse = new(context.Heartbeat, counters);
        using EdgeServices parts = new(context.Setup, context.Regions, context.Log, TimeProvider.System);
        pulse.Watch(parts);
        int port = context.Setup.Config.Edge.Port;
        EdgeHost host = EdgeHost.Start(parts, port).GetAwaiter().GetResult();
        context.Log.Information("answers on {Address}", host.Address);
        context.Heartbeat.SetState(HeartbeatState.Running);
        context.Stopping.WaitHandle.WaitOne();
        context.Heartbeat.SetState(HeartbeatState.Stopping);
        parts.Deployments.Dispose();
        host.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
