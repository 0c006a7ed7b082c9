using Strategies.Feeds.Recorded;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Plugins;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Retiring;
using Strategies.Records;
using Strategies.Session.Historical;
using Strategies.Session.Results;
using Strategies.Session.WarmingUp;

namespace Strategies.Session.Versions;

/// <summary>All versions that a plan names: staged into the journal's store, loaded, prepared and warmed up.</summary>
public sealed class SessionVersions
{
    /// <summary>Small, so that the warm-up's journal rolls over too.</summary>
    private const long WarmUpSegmentBytes = 1 << 20;

    private readonly SessionSetup _setup;
    private readonly VersionLoader _loader;
    private readonly Dictionary<string, Hash256> _hashes = [];
    private readonly List<SlotStart> _starts = [];
    private readonly List<LoadedStrategy> _loaded = [];

    /// <summary>
    /// Stages the packages; what cannot be staged or is refused by the check fails here, before anything runs.
    /// </summary>
    public SessionVersions(SessionSetup setup, ContentStore store, RecordedPackets packets)
    {
        _setup = setup;
        Store = store;
        Packets = packets;
        _loader = new VersionLoader(store, Prepared.RetiredList);
        foreach (SlotPlan slot in setup.Plan.Slots)
        {
            Stage(slot.Strategy);
        }

        foreach (ActionPlan action in setup.Plan.Actions.Where(action => action.Action == PlanActionKind.Swap))
        {
            Stage(action.Strategy);
        }
    }

    public ContentStore Store { get; }

    /// <summary>What versions are warmed up on.</summary>
    public RecordedPackets Packets { get; }

    /// <summary>Told what runs in the warm-ups of what the slots begin with, and where it failed.</summary>
    public WarmUpMeter WarmUpMeter { get; } = new();

    public PreparedVersions Prepared { get; private set; } = new();

    public IReadOnlyList<SlotStart> Starts => _starts;

    /// <summary>
    /// What the slots begin with. A journal's header has room for these only; what is deployed later stands in the
    /// records that deploy it.
    /// </summary>
    public IEnumerable<Hash256> StartHashes => _setup.Plan.Slots.Select(slot => _hashes[slot.Strategy]).Distinct();

    /// <summary>
    /// Loads and warms up what the slots begin with; the first one warms the host and a throwaway journal too.
    /// </summary>
    public void PrepareStarts(EnvironmentInfo environment)
    {
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("strategies-warm-up-");
        try
        {
            using JournalWriter journal = JournalWriter.Open(
                scratch.FullName,
                _setup.JournalOptionsIn(environment) with { SegmentBytes = WarmUpSegmentBytes });
            foreach (SlotPlan slot in _setup.Plan.Slots)
            {
                int number = _setup.SlotNumber(slot.Name);
                // Its constructors run now: one that never returns can be named.
                WarmUpMeter.Enter(number, StrategyCall.None, isNext: false);
                LoadedStrategy loaded = Load(number, slot.Strategy);
                WarmUpMeter.Leave(number);
                PreparedVersion version = new(loaded);
                List<ParameterSetPayload> parameters = [.. slot.Parameters.Select(
                    parameter =>
                        ParameterValue.Encode(
                            version.Parameters, number, parameter.Key, parameter.Value, "plan", "start of day"))];
                WarmStart(slot, loaded, parameters, _starts.Count == 0 ? journal : null);
                Prepared.Add(version);
                _starts.Add(new SlotStart(number, loaded.PackageHash, parameters));
            }
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private void WarmStart(SlotPlan slot, LoadedStrategy loaded, List<ParameterSetPayload> parameters, JournalWriter? journal)
    {
        try
        {
            WarmUp.Run(_setup, loaded, parameters, Packets, journal, WarmUpMeter);
        }
        catch (PackageException exception) when (WarmUpMeter.Faults.Faults is [.., { Method.Length: > 0 } fault])
        {
            SourceLine line = SourceLines.Find(fault, [slot.Strategy]);
            string place = line.IsKnown ? $"{fault.Method}, {line}" : fault.Method;
            throw new PackageException(exception.Package, $"{exception.Problem} (in {place})", exception.Hint);
        }
    }

    /// <summary>Works the plan's actions out into records.</summary>
    public ScheduledAction[] Schedule() =>
        [.. _setup.Plan.Actions.OrderBy(action => action.AtEvent).Select(Schedule)];

    /// <summary>Prepares the plan's swaps one after another on a thread of their own while the day is played.</summary>
    public SwapPreparation PrepareSwapsBeside(IReadOnlyList<ScheduledAction> scheduled) => new(scheduled, Prepare);

    private void Prepare(ScheduledAction action)
    {
        LoadedStrategy loaded = Load(action.Slot, action.Plan.Strategy);
        SlotStart start = _starts.First(candidate => candidate.Slot == action.Slot);
        WarmUp.Run(_setup, loaded, KnownTo(loaded, start.Parameters), Packets, journal: null);
        Prepared.Add(new PreparedVersion(loaded));
    }

    /// <summary>The day is over and its engine gone: every context is unloaded, and collected or named.</summary>
    public ReclaimReport ReclaimAll()
    {
        RetiredList retired = Prepared.RetiredList;
        // The old one still holds instances: a context is collected only when nothing does.
        Prepared = new PreparedVersions();
        foreach (LoadedStrategy loaded in _loaded)
        {
            retired.TryAdd(loaded);
        }

        _loaded.Clear();
        return retired.Reclaim();
    }

    /// <summary>A next version need not have all the parameters of the one before.</summary>
    private static List<ParameterSetPayload> KnownTo(
        LoadedStrategy loaded, IReadOnlyList<ParameterSetPayload> parameters)
    {
        PreparedVersion version = new(loaded);
        return [.. parameters.Where(parameter => version.Parameters.IndexOf(in parameter.Name) >= 0)];
    }

    private LoadedStrategy Load(int slot, string path)
    {
        LoadedStrategy loaded = _loader.Load(slot, _hashes[path]);
        _loaded.Add(loaded);
        return loaded;
    }

    private void Stage(string path)
    {
        if (_hashes.ContainsKey(path))
        {
            return;
        }

        _hashes[path] = PackageIntake.Add(path, Store);
    }

    private ScheduledAction Schedule(ActionPlan plan)
    {
        bool hasSlot = plan.Action is not (PlanActionKind.Kill or PlanActionKind.Release or PlanActionKind.Limit
            or PlanActionKind.SessionDown or PlanActionKind.SessionUp);
        int slot = !hasSlot ? 0 : _setup.SlotNumber(plan.Slot);
        bool isSwap = plan.Action is PlanActionKind.Swap or PlanActionKind.Rollback;
        ScheduledAction action = new()
        {
            Plan = plan,
            Slot = slot,
            Report = isSwap ? new SwapReport { Slot = plan.Slot, Kind = plan.Action } : null,
            IsPrepared = plan.Action != PlanActionKind.Swap,
        };
        Text32 who = Text32.From(plan.Who);
        Text200 reason = Text200.From(plan.Reason);
        switch (plan.Action)
        {
            case PlanActionKind.Swap:
            case PlanActionKind.Rollback:
                action.Swap = new SwapRequestedPayload
                {
                    Slot = slot,
                    Kind = plan.Action == PlanActionKind.Swap ? SwapKind.Swap : SwapKind.Rollback,
                    State = plan.State,
                    PackageHash = plan.Action == PlanActionKind.Swap ? _hashes[plan.Strategy] : default,
                    Who = who,
                    Reason = reason,
                };
                break;
            case PlanActionKind.Kill:
            case PlanActionKind.Release:
                (Risk.RiskScope scope, int id) = _setup.ScopeOf(plan.Scope);
                action.Kill = new KillSwitchPayload
                {
                    Scope = scope,
                    ScopeId = id,
                    IsSet = plan.Action == PlanActionKind.Kill ? 1 : 0,
                    Who = who,
                    Reason = reason,
                };
                break;
            case PlanActionKind.SessionDown:
            case PlanActionKind.SessionUp:
                action.Session = new SessionStatusPayload
                {
                    Venue = _setup.VenueOf(plan.Venue).Value,
                    IsUp = plan.Action == PlanActionKind.SessionUp ? 1 : 0,
                };
                break;
            case PlanActionKind.Limit:
                action.Limit = LimitChange.Encode(_setup, plan);
                break;
            case PlanActionKind.Parameter:
                action.Parameter = EncodeParameter(plan, slot);
                break;
            default:
                action.Control = new SlotControlPayload
                {
                    Slot = slot,
                    Action = ControlOf(plan.Action),
                    Who = who,
                    Reason = reason,
                };
                break;
        }

        return action;
    }

    private static SlotAction ControlOf(PlanActionKind action) => action switch
    {
        PlanActionKind.Stop => SlotAction.Stop,
        PlanActionKind.Quarantine => SlotAction.Quarantine,
        _ => SlotAction.Start,
    };

    /// <summary>
    /// The value is read by the version that the slot begins with; a later one is asked again by the engine.
    /// </summary>
    private ParameterSetPayload EncodeParameter(ActionPlan plan, int slot)
    {
        string path = _setup.Plan.Slots.First(candidate => candidate.Name == plan.Slot).Strategy;
        LoadedStrategy loaded = Load(slot, path);
        return ParameterValue.Encode(
            new PreparedVersion(loaded).Parameters, slot, plan.Name, plan.Value!.Value, plan.Who, plan.Reason);
    }
}
