using Strategies.Cell.Processes;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Waiting;

namespace Strategies.Gateways;

/// <summary>
/// The process of one venue: the simulated exchange with its recorded feeds, and the owner of the order session.
/// </summary>
public static class VenueProcess
{
    private const int SpinRounds = 20;
    private const int YieldRounds = 20;
    private const long SleepNsMax = 500_000;

    /// <summary>Is the process until it is to stop.</summary>
    /// <param name="context">Its context.</param>
    public static void Run(ProcessContext context)
    {
        using VenueSession session = Open(context);
        context.Heartbeat.SetState(HeartbeatState.Running);
        WaitStrategy wait = new SpinThenSleepWaitStrategy(SpinRounds, YieldRounds, SleepNsMax);
        while (!context.Stopping.IsCancellationRequested)
        {
            long nowNs = MonotonicClock.NowNs;
            context.Heartbeat.Beat(nowNs);
            wait.Idle(session.Turn(nowNs));
        }

        context.Heartbeat.SetState(HeartbeatState.Stopping);
        context.Log.Information("stopped");
    }

    private static VenueSession Open(ProcessContext context)
    {
        using HeartbeatThread beater = new(context.Heartbeat);
        return VenueSession.Open(context.Setup, context.Process, context.Regions, context.Log, context.Stopping);
    }
}
