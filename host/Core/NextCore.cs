using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Driver;
using Strategies.Driver.Recovery;
using Strategies.Engine;
using Strategies.Feeds.Recorded;
using Strategies.Ipc.Metrics;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Versions;

namespace Strategies.Core;

/// <summary>
/// A fresh core: catches up from the newest snapshot and the journal, asks the running one to end at a record boundary, and
/// goes on in its place. Everything that the old process had loaded and retired ends with it.
/// </summary>
public sealed class NextCore(ProcessContext context)
{
    private static readonly TimeSpan ReadersStay = TimeSpan.FromSeconds(1);

    private readonly string _folder = context.Setup.Paths.Journal;

    public void Run()
    {
        if (!CoreJournal.HasInputs(_folder))
        {
            throw new CellException(_folder, "there is no day to take over", "start the cell with 'strat up'");
        }

        HostCode host = HotPathCode.Begin();
        (SessionSetup setup, RecordedPackets packets) = new JournalSession(_folder).SetUp();
        LiveVersions versions = new(new ContentStore(context.Setup.Paths.Store), new PreparedVersions());
        context.Heartbeat.SetState(HeartbeatState.Recovering);
        CatchUp catchUp = new(context, setup, versions);
        catchUp.Run();
        host.Finish();
        ResidentWarmUp.Run(context, setup, packets, versions);
        catchUp.Run();
        versions.Reclaim();
        JournalOptions options = CoreJournal.OptionsOf(context, CoreJournal.EnvironmentOf(_folder)) with { IsFollowed = true };
        SessionCollections.Begin(context.Log);
        catchUp.Run();
        using CellFlags flags = CellFlags.Open(context.Regions.Flags);
        using Heartbeat running = context.Regions.TryOpenHeartbeat(ProcessRole.Core)
            ?? throw new CellException("core", "there is no core to take over from", "start the cell with 'strat up'");
        TakeOver(setup, packets, versions, catchUp, options, flags, running);
    }

    private void TakeOver(
        SessionSetup setup,
        RecordedPackets packets,
        LiveVersions versions,
        CatchUp catchUp,
        JournalOptions options,
        CellFlags flags,
        Heartbeat running)
    {
        Func<Hash256, EngineOptions> sizes = new JournalSession(_folder).OptionsOf;
        CoreResources resources = CoreResources.Attach(context, [.. SlotDefinitions.Of(setup)]);
        HotThreadStart hotThread = new(context.Setup.HotCpu);
        Warm(catchUp.Engine);
        catchUp.AwaitSpares();
        context.SetPriority(ProcessRole.Core);
        HotThread.TryPutFirst();

        // From here on nobody trades until this is done.
        if (!flags.RequestHandover(Environment.ProcessId))
        {
            throw new CellException("core", "another core is taking over already", "wait for it, or end it");
        }

        try
        {
            Takeover takeover = new(catchUp.LastSequence);
            catchUp.AwaitEnd(running);
            takeover.SetEnded(running.Read().BeatNs);
            JournalWriter journal = catchUp.GoOn(options);
            takeover.SetOpened();
            RecoveredEngine recovered =
                new EngineRecovery(_folder, sizes, versions).TakeOver(catchUp.Engine, catchUp.LastSequence, journal);
            versions.GoLive();
            // Only with the journal in hand: from here on watchers see this process as the core.
            context.BecomeCore();
            resources.TakeOver();
            takeover.SetOwned();
            CoreStartup startup = CoreStartup.TakeOver(setup, packets, versions, journal, recovered);
            CoreSession session = new(context, startup, resources)
            {
                Takeover = takeover,
                WaitingHotThread = hotThread,
            };
            flags.EndHandover();
            takeover.SetDone();
            // Unmapping their segments holds up whoever meets new memory: not while the hot thread begins.
            _ = Task.Delay(ReadersStay).ContinueWith(_ => catchUp.Dispose(), TaskScheduler.Default);
            CoreProcess.Finish(context, session);
        }
        finally
        {
            if (flags.HandoverTo == Environment.ProcessId)
            {
                flags.EndHandover();
            }
        }
    }

    /// <summary>
    /// Runs once what the takeover runs and changes nothing, so that none of it is compiled while nobody trades.
    /// </summary>
    private void Warm(TradingEngine engine)
    {
        TradingRings.LastOf(engine, SourceKind.Feed, SourceIds.FirstFeed);
        foreach (SwapDecisionPayload refusal in engine.RefusePending("met beforehand"))
        {
            context.Log.Information("a swap of slot {Slot} is under way", refusal.Slot);
        }
    }
}
