using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Driver.Recovery;
using Strategies.Engine;
using Strategies.Feeds.Recorded;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Versions;
using Strategies.Session.WarmingUp;

namespace Strategies.Core;

/// <summary>
/// How a core's engine comes to be: new, at the beginning of a day, or brought back from its journal. Housekeeping's.
/// </summary>
public sealed class CoreStartup
{
    private CoreStartup(SessionSetup setup, RecordedPackets packets, LiveVersions versions)
    {
        Setup = setup;
        Packets = packets;
        Versions = versions;
    }

    /// <summary>The session.</summary>
    public SessionSetup Setup { get; }

    /// <summary>What versions are warmed up on.</summary>
    public RecordedPackets Packets { get; }

    /// <summary>Where versions come from.</summary>
    public LiveVersions Versions { get; }

    /// <summary>The engine.</summary>
    public required TradingEngine Engine { get; init; }

    /// <summary>The journal, open for writing.</summary>
    public required JournalWriter Journal { get; init; }

    /// <summary>What the slots begin with; empty when the day goes on.</summary>
    public IReadOnlyList<SlotStart> Starts { get; private init; } = [];

    /// <summary>Hash of the configuration; only for a new day.</summary>
    public Hash256 Configuration { get; private init; }

    /// <summary>Outputs to offer to the venue again, which drops what it has seen.</summary>
    public IReadOnlyList<byte[]> OfferAgain { get; private init; } = [];

    /// <summary>
    /// True when the day has ended already: the core before this one was killed between the day's last record and its own
    /// end.
    /// </summary>
    public bool IsDayEnded { get; private init; }

    /// <summary>True when the day begins with this core.</summary>
    public bool IsNewDay => Starts.Count > 0;

    /// <summary>Begins a day, or goes on with the one in the journal.</summary>
    /// <exception cref="CellException">The journal does not give again what is recorded.</exception>
    /// <exception cref="JournalException">The journal cannot be used.</exception>
    public static CoreStartup Bring(
        ProcessContext context, CoreExit ending, ActiveSlotMeter meter, StartPhases phases) =>
        CoreJournal.HasInputs(context.Setup.Paths.Journal) ? Recover(context, ending, meter, phases) : Begin(context, phases);

    /// <summary>An engine that has followed the journal takes over.</summary>
    public static CoreStartup TakeOver(
        SessionSetup setup, RecordedPackets packets, LiveVersions versions, JournalWriter journal, RecoveredEngine recovered)
    {
        CoreJournal.RequireSame(recovered);
        return new CoreStartup(setup, packets, versions)
        {
            Engine = recovered.Engine,
            Journal = journal,
            OfferAgain = recovered.LastOutputs,
        };
    }

    private static CoreStartup Begin(ProcessContext context, StartPhases phases)
    {
        HostCode host = HotPathCode.Begin();
        CoreReport.Clear(context.Setup.Paths);
        SessionSetup setup = SessionSetup.Load(context.Setup.Plan);
        RecordedPackets packets = WarmUp.FirstPackets(setup);
        ContentStore store = new(context.Setup.Paths.Store);
        SessionVersions starts = new(setup, store, packets);
        Hash256 configuration = store.AddFile(PlanFile.Write(setup.Plan));
        setup.KeepLatencyFiles(store);
        store.AddFile(setup.Plan.Limits);
        EnvironmentInfo environment = EnvironmentInfo.Capture(EngineBuild.Id, starts.StartHashes, [configuration]);
        phases.End("day and packages");
        host.Finish();
        phases.End("host code, the rest");
        starts.PrepareStarts(environment);
        phases.End("versions");
        LiveVersions versions = new(store, starts.Prepared);
        versions.GoLive();
        return new CoreStartup(setup, packets, versions)
        {
            Engine = new TradingEngine(setup.Plan.Engine, versions),
            Journal = JournalWriter.Open(context.Setup.Paths.Journal, CoreJournal.OptionsOf(context, environment)),
            Starts = starts.Starts,
            Configuration = configuration,
        };
    }

    private static CoreStartup Recover(
        ProcessContext context, CoreExit ending, ActiveSlotMeter meter, StartPhases phases)
    {
        // Beside the recovery: a core that comes back is awaited.
        HostCode host = HotPathCode.Begin();
        string folder = context.Setup.Paths.Journal;
        (SessionSetup setup, RecordedPackets packets) = new JournalSession(folder).SetUp();
        phases.End("day");
        JournalWriter journal = JournalWriter.Open(folder, CoreJournal.OptionsOf(context, CoreJournal.EnvironmentOf(folder)));
        phases.End("journal");
        try
        {
            LiveVersions versions = new(new ContentStore(context.Setup.Paths.Store), new PreparedVersions());
            EngineRecovery recovery = new(folder, new JournalSession(folder).OptionsOf, versions);
            RecoveredEngine recovered = recovery.Run(OptionsOf(ending, meter), journal);
            CoreJournal.RequireSame(recovered);
            LossyReport.Tell(context, journal.JournalId, recovered.Lossy);
            context.Log.Information(
                "recovered from {Start} and {Inputs} inputs behind it; last input {Last}; poisoned slot {Slot}",
                recovered.Start?.Sequence ?? 0, recovered.InputsRun, recovered.LastSequence, ending.PoisonedSlot);
            phases.End($"recovery of {recovered.InputsRun} inputs");
            if (!recovered.IsDayEnded)
            {
                ResidentWarmUp.Run(context, setup, packets, versions);
                versions.GoLive();
                versions.Reclaim();
            }

            phases.End("warm-up");
            host.Finish();
            phases.End("host code, the rest");
            return new CoreStartup(setup, packets, versions)
            {
                Engine = recovered.Engine,
                Journal = journal,
                OfferAgain = recovered.LastOutputs,
                IsDayEnded = recovered.IsDayEnded,
            };
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private static RecoveryOptions OptionsOf(CoreExit ending, ActiveSlotMeter meter) => new()
    {
        PoisonedSlot = ending.PoisonedSlot,
        PoisonReason = ending.Reason,
        Meter = meter,
    };
}
