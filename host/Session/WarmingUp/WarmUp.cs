using Strategies.Driver;
using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Feeds;
using Strategies.Feeds.Queue;
using Strategies.Feeds.Recorded;
using Strategies.Journal;
using Strategies.Plans;
using Strategies.Plugins;
using Strategies.Plugins.Loading;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Session.Historical;
using Strategies.Session.Results;
using Strategies.Session.Versions;
using Strategies.Venues;

namespace Strategies.Session.WarmingUp;

/// <summary>
/// Runs throwaway instances of a version through a small session of their own on recorded packets: callbacks, timers,
/// fills, rejects by gate and venue, Save, Restore, swap, rollback, parameters, stop and start. Afterwards nothing that
/// the hot thread will call is new to the process.
/// </summary>
/// <remarks>
/// Housekeeping thread. A version that throws here is refused. The same run warms the host's own code; with a journal
/// it warms that too.
/// </remarks>
public static class WarmUp
{
    public const int PacketsMax = 4_000;

    private const int QueueBytes = 1 << 20;

    /// <summary>The session's first packets, as many as a warm-up runs on.</summary>
    /// <param name="setup">The session.</param>
    public static RecordedPackets FirstPackets(SessionSetup setup)
    {
        List<PacketSource> sources = [];
        try
        {
            foreach (FeedSetup feed in setup.Feeds)
            {
                sources.Add(feed.Open());
            }

            return RecordedPackets.Read(PacketsMax, [.. sources]);
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }
    }

    /// <summary>Runs one version.</summary>
    /// <param name="setup">The session it is for.</param>
    /// <param name="loaded">The version.</param>
    /// <param name="parameters">What the plan sets for its slot.</param>
    /// <param name="packets">Recorded packets.</param>
    /// <param name="journal">A throwaway journal, or none.</param>
    /// <param name="meter">Measures calls into the version; none for a warm-up that nobody watches.</param>
    /// <exception cref="PackageException">An instance threw, or took more than a slot may.</exception>
    public static void Run(
        SessionSetup setup,
        LoadedStrategy loaded,
        IReadOnlyList<ParameterSetPayload> parameters,
        RecordedPackets packets,
        JournalWriter? journal,
        CallbackMeter? meter = null)
    {
        EngineOptions sizes = SizesOf(setup.Plan.Engine);
        TradingEngine engine = new(sizes, new ThrowawayVersions(loaded));
        SimulatedVenues venues = setup.MakeVenues(sizes);
        EngineDriver driver = new(engine, journal, new RehearsalPort(venues));
        // Behind the driver, which puts its own in, here none.
        engine.Meter = meter ?? new WarmUpMeter();
        InputWriter records = new(driver);
        using PacketQueues queues = new([.. setup.Feeds.Select((_, feed) => packets.Open(feed))], QueueBytes);
        queues.Start();
        StartOfDay.Take(
            setup, records, driver, default, [new SlotStart(loaded.Slot, loaded.PackageHash, parameters)], packets.FirstExchangeTimeNs);
        ActionRunner actions = new(driver, records, Actions(loaded, parameters, packets.Messages));
        HistoricalDriver historical = new(
            driver, records, venues, new MergedFeeds(setup.Feeds, queues.All), actions, pacer: null, progress: null);
        historical.PlayFeed();
        new EndOfDay(engine, records, [new HistoricalClose(historical)]).Begin(records.LastTimeNs);
        if (driver.Metrics.Quarantines is [var fault, ..])
        {
            throw new PackageException(
                loaded.AssemblyName,
                $"in the warm-up on {packets.Count} recorded packets {fault.Reason}",
                "a version must get through recorded data before it may trade; run it in a backtest to see where it fails");
        }

        if (engine.Meter is WarmUpMeter { StartBytes: var bytes } && bytes > sizes.Bounds.StartBytesMax)
        {
            throw new PackageException(
                loaded.AssemblyName,
                $"in the warm-up OnStart allocated {bytes} bytes; at most {sizes.Bounds.StartBytesMax}",
                "allocate what the session needs and no more, or raise engine.bounds.startBytesMax in the plan");
        }
    }

    /// <summary>
    /// Tables as large as so few packets can need, and no larger: a core whose collections are shut off keeps what every
    /// deployment's warm-up has allocated. With the plan's sizes that was 106 MB each in a small plan.
    /// </summary>
    private static EngineOptions SizesOf(EngineOptions plan) => plan with
    {
        MarketOrdersMax = Math.Min(plan.MarketOrdersMax, 1 << 14),
        LevelsMax = Math.Min(plan.LevelsMax, 1 << 13),
        OrdersMax = Math.Min(plan.OrdersMax, 1 << 12),
        FillsMax = Math.Min(plan.FillsMax, 1 << 12),
    };

    private static ScheduledAction[] Actions(
        LoadedStrategy loaded, IReadOnlyList<ParameterSetPayload> parameters, long messages)
    {
        List<ScheduledAction> actions =
        [
            Swap(loaded, PlanActionKind.Swap, messages * 4 / 10),
            Swap(loaded, PlanActionKind.Rollback, messages * 5 / 10),
            Control(loaded, SlotAction.Stop, messages * 6 / 10),
            Control(loaded, SlotAction.Start, messages * 6 / 10),
            Kill(loaded, isSet: true, messages * 8 / 10),
            Kill(loaded, isSet: false, messages * 8 / 10 + 1),
        ];
        foreach (ParameterSetPayload parameter in parameters.Count > 0 ? parameters : Defaults(loaded))
        {
            // Behind stop and start and before the kill: the list is in the order of events.
            actions.Insert(4, new ScheduledAction
            {
                Plan = new ActionPlan { AtEvent = messages * 7 / 10, Action = PlanActionKind.Parameter },
                Slot = loaded.Slot,
                Parameter = parameter,
                IsPrepared = true,
            });
        }

        return [.. actions];
    }

    /// <summary>
    /// Where the plan sets no parameter, each is set to its default: the setters are met all the same.
    /// </summary>
    private static IReadOnlyList<ParameterSetPayload> Defaults(LoadedStrategy loaded) =>
        [.. new PreparedVersion(loaded).Parameters.Definitions.Select(definition => new ParameterSetPayload
        {
            Slot = loaded.Slot,
            Name = Text32.From(definition.Name),
            ValueBits = definition.DefaultBits!.Value,
        })];

    private static ScheduledAction Kill(LoadedStrategy loaded, bool isSet, long atEvent) => new()
    {
        Plan = new ActionPlan { AtEvent = atEvent, Action = isSet ? PlanActionKind.Kill : PlanActionKind.Release },
        Slot = loaded.Slot,
        Kill = new KillSwitchPayload { Scope = RiskScope.Strategy, ScopeId = loaded.Slot, IsSet = isSet ? 1 : 0 },
        IsPrepared = true,
    };

    private static ScheduledAction Swap(LoadedStrategy loaded, PlanActionKind kind, long atEvent) => new()
    {
        Plan = new ActionPlan { AtEvent = atEvent, Action = kind },
        Slot = loaded.Slot,
        Swap = new SwapRequestedPayload
        {
            Slot = loaded.Slot,
            Kind = kind == PlanActionKind.Swap ? SwapKind.Swap : SwapKind.Rollback,
            PackageHash = loaded.PackageHash,
        },
        Report = new SwapReport { Slot = loaded.StrategyName, Kind = kind },
        IsPrepared = true,
    };

    private static ScheduledAction Control(LoadedStrategy loaded, SlotAction action, long atEvent) => new()
    {
        Plan =
            new ActionPlan { AtEvent = atEvent, Action = action == SlotAction.Stop ? PlanActionKind.Stop : PlanActionKind.Start },
        Slot = loaded.Slot,
        Control = new SlotControlPayload { Slot = loaded.Slot, Action = action },
        IsPrepared = true,
    };
}
