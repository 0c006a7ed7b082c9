using System.Globalization;
using Strategies.Cell.Config;
using Strategies.Cell.Messages;
using Strategies.Engine.Slots;
using Strategies.Feeds.Recorded;
using Strategies.Journal;
using Strategies.Plans;
using Strategies.Plugins;
using Strategies.Plugins.Loading;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Versions;
using Strategies.Session.WarmingUp;

namespace Strategies.Follower.Rehearsing;

/// <summary>
/// Rehearses a version: loads and checks it, runs it through a small session on the plan's first packets (twice, since
/// in the first run everything is new to the process), and then on the last inputs of the live journal, where it takes
/// the state of the version that runs, or starts fresh there.
/// </summary>
/// <remarks>
/// For a process of its own: a version may loop for ever, overflow the stack or allocate without end.
/// </remarks>
public sealed class Rehearsal
{
    private readonly string _cellFile;
    private readonly int _slot;
    private readonly Hash256 _packageHash;
    private readonly RehearsalAction _action;
    private volatile RehearsalMeter? _meter;
    private volatile string _at = "loading";
    private volatile LiveRehearsal? _live;

    /// <summary>Makes a rehearsal.</summary>
    /// <param name="cellFile">The cell's configuration.</param>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="packageHash">The version.</param>
    /// <param name="action">How: one of the three that rehearse.</param>
    public Rehearsal(string cellFile, int slot, Hash256 packageHash, RehearsalAction action = RehearsalAction.Rehearse)
    {
        _action = action;
        _cellFile = cellFile;
        _slot = slot;
        _packageHash = packageHash;
    }

    /// <summary>Runs it. Once.</summary>
    /// <exception cref="Cell.CellException">The cell's configuration cannot be used.</exception>
    /// <exception cref="JournalException">The journal is damaged, or there is none.</exception>
    public RehearsalResult Run()
    {
        CellSetup setup = CellConfigFile.Load(_cellFile);
        JournalSession session = new(setup.Paths.Journal);
        LiveRehearsal live = new(setup.Paths.Journal, session.OptionsOf, _slot);
        if (live.Definition is not { } definition)
        {
            return RehearsalResult.Bad(Text($"there is no slot {_slot}"));
        }

        RehearsalMeter meter = new(_slot, definition.TimeBudgetNs, definition.AllocationBudgetBytes, live.Bounds);
        _meter = meter;
        try
        {
            LoadedStrategy loaded = Load(session);
            WarmUpTwice(setup.Paths.Journal, loaded, meter, live.Bounds);
            if (meter.Problem.Length > 0)
            {
                return ResultOf(meter, Text($"on recorded packets {meter.Problem}"));
            }

            _at = "on live inputs";
            _live = live;
            string problem = live.Run(_packageHash, _action, new CandidateVersions(loaded, session.NewVersions()), meter);
            problem = problem.Length > 0 ? problem : meter.Problem;
            return ResultOf(meter, problem.Length > 0 ? Text($"on live inputs {problem}") : "") with { Fault = live.Fault };
        }
        catch (PackageException exception)
        {
            return ResultOf(meter, exception.Violations.Count > 0 ? exception.Message : exception.Problem);
        }
    }

    /// <summary>What is to be said of it when it takes too long. Any thread, while it runs.</summary>
    /// <param name="limit">How long it was given.</param>
    public RehearsalResult StillRunning(TimeSpan limit)
    {
        StrategyCall call = _meter?.ActiveCall ?? StrategyCall.None;
        string what = call == StrategyCall.None ? _at : $"{_at} in {call}";
        if (_live is { HasBegun: false })
        {
            string late = Text(
                $"the last inputs were not reached from the newest snapshot in front of them within {limit.TotalSeconds:0.#} s");
            return RehearsalResult.Bad(late) with { Fault = RehearsalFault.NotReached };
        }

        return RehearsalResult.Bad(Text($"it was still running after {limit.TotalSeconds:0.#} s, {what}"));
    }

    private LoadedStrategy Load(JournalSession session)
    {
        try
        {
            return new VersionLoader(session.Store).Load(_slot, _packageHash);
        }
        catch (JournalException exception) when (
            exception.Fault is JournalFault.ContentMissing or JournalFault.ContentMismatch)
        {
            throw new PackageException(_packageHash.ToString(), exception.What, exception.Hint);
        }
    }

    private void WarmUpTwice(string journal, LoadedStrategy loaded, RehearsalMeter meter, SlotBounds bounds)
    {
        _at = "on recorded packets";
        (SessionSetup setup, RecordedPackets packets) = new JournalSession(journal).SetUp();
        IReadOnlyList<ParameterSetPayload> parameters = ParametersOf(setup, loaded);
        // What happens once and never again, as a class constructor, is measured by nobody; the first run's meter only
        // knows where the version is.
        RehearsalMeter first = new(_slot, timeBudgetNs: 0, allocationBudgetBytes: -1, bounds);
        _meter = first;
        WarmUp.Run(setup, loaded, parameters, packets, journal: null, first);
        _meter = meter;
        WarmUp.Run(setup, loaded, parameters, packets, journal: null, meter);
    }

    /// <summary>What the plan sets for the slot, as far as the version knows it.</summary>
    private List<ParameterSetPayload> ParametersOf(SessionSetup setup, LoadedStrategy loaded)
    {
        PreparedVersion version = new(loaded);
        return [.. setup.Plan.Slots
            .Where(candidate => setup.SlotNumber(candidate.Name) == _slot)
            .SelectMany(candidate => candidate.Parameters)
            .Where(parameter => version.Parameters.IndexOf(Text32.From(parameter.Key)) >= 0)
            .Select(parameter => ParameterValue.Encode(
                version.Parameters, _slot, parameter.Key, parameter.Value, "plan", "rehearsal"))];
    }

    private static RehearsalResult ResultOf(RehearsalMeter meter, string problem) => new(
        problem.Length == 0, meter.Callbacks, meter.CallbackNsMax, meter.AllocatedBytes, problem);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
