using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Journal;
using Strategies.Journal.Archiving;

namespace Strategies.Core;

/// <summary>The core process: the pinned loop around the engine.</summary>
public static class CoreProcess
{
    /// <summary>Times the watchdog's limit that a call may take while inputs are run again: it may be compiled there.</summary>
    private const long RecoveryCallFactor = 2;

    private const long NsPerMs = 1_000_000;

    /// <summary>Is the process until its day ends, it is asked to stop, or another core takes over.</summary>
    /// <param name="context">Its context.</param>
    public static void Run(ProcessContext context)
    {
        CoreChecks.Require(context.Setup, context.Log);
        if (context.Setup.Config.Core.LockMemory)
        {
            MemoryLock.Take();
        }

        if (context.Process.Role == ProcessRole.NextCore)
        {
            new NextCore(context).Run();
            return;
        }

        StartPhases phases = new();
        StartCpus cpus = new(context.Setup.HotCpu, context.Log);
        CellCounters<CoreCounter> counters =
            CellCounters<CoreCounter>.Create(context.Regions.CountersOf(ProcessRole.Core), out long[] previous);
        ActiveSlotMeter meter = MeterOf(counters);
        long limitNs = RecoveryCallFactor * context.Setup.Config.Core.WatchdogMs * NsPerMs;
        using StartupHeartbeat life = new(context.Heartbeat, new CallWatch(meter, limitNs), context.Log);
        MemoryReport memory = JournalMemory.Prepare(
            context.Setup.Paths.Journal,
            context.Setup.Paths.Archive,
            CoreJournal.OptionsOf(context, EnvironmentInfo.Capture(EngineBuild.Id, [], [])));
        context.Log.Information("the journal in memory: {Report}", memory);
        phases.End("memory");
        CoreStartup startup = CoreStartup.Bring(context, CoreExit.Of(previous), meter, phases);
        CoreSession session = new(context, startup, CoreResources.Make(context, startup, counters));
        phases.End("rings");
        cpus.Leave();
        context.Log.Information("started: {Phases}", phases);
        // From here on the hot thread beats.
        life.Stop();
        Finish(context, session);
    }

    /// <summary>
    /// Runs a session and gives everything back, and only then says what was measured: another core may wait. A core whose
    /// day goes on without it says that it stops, not that it has ended: silence then means something.
    /// </summary>
    public static void Finish(ProcessContext context, CoreSession session)
    {
        using (session)
        {
            LoopEnd end = session.Run();
            context.FinalState = end == LoopEnd.Stopped ? HeartbeatState.Stopping : HeartbeatState.Stopped;
        }

        context.Release();
        session.WriteReport();
    }

    private static unsafe ActiveSlotMeter MeterOf(CellCounters<CoreCounter> counters) =>
        new(counters.AddressOf(CoreCounter.ActiveSlot));
}
