using System.Runtime.CompilerServices;
using Strategies.Cell.Messages;
using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Follower.Candidates;
using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Follower.Rehearsing;

/// <summary>
/// Runs a version on the last inputs of a journal that is being written: it takes the slot's state over where they
/// begin, from the version that ran there, or starts fresh, and must get through to their end.
/// </summary>
/// <remarks>
/// A process of its own is the place for it: a version may hang or overflow the stack. One thread; allocates.
/// </remarks>
public sealed class LiveRehearsal
{
    /// <summary>Inputs that a version is run on.</summary>
    public const ulong InputsMax = 20_000;

    /// <summary>Times that the version's state is saved and restored on the way.</summary>
    private const int StatesRestored = 3;

    private readonly string _folder;
    private readonly int _slot;
    private readonly ulong _last;
    private readonly EngineOptions _sizes;
    private volatile bool _hasBegun;

    /// <summary>Looks a journal's end, configuration and slots up.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="optionsOf">
    /// Sizes of the engine's tables, from the configuration that the first record names.
    /// </param>
    /// <param name="slot">The slot, from 1.</param>
    /// <exception cref="JournalException">There is no input yet, or the journal is damaged.</exception>
    public LiveRehearsal(string folder, Func<Hash256, EngineOptions> optionsOf, int slot)
    {
        _folder = folder;
        _slot = slot;
        using JournalReader inputs = JournalReader.OpenInputs(folder, JournalReadMode.Follow);
        if (!inputs.MoveNext())
        {
            throw new JournalException(
                JournalFault.NotAJournal,
                "there is no input in the journal yet",
                "rehearse when the day has begun",
                folder);
        }

        _sizes = optionsOf(JournalBeginning.ConfigurationOf(inputs));
        Definition = DefinitionOf(inputs, slot);
        _last = LastOf(folder);
    }

    /// <summary>The slot as the day defines it; null when there is no such slot.</summary>
    public SlotDefinitionPayload? Definition { get; }

    /// <summary>What any slot may take at most.</summary>
    public SlotBounds Bounds => _sizes.Bounds;

    /// <summary>True once the inputs are reached that the version is run on. Any thread.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>What was in the way that is not the version's.</summary>
    public RehearsalFault Fault { get; private set; }

    /// <summary>Runs the version. Once.</summary>
    /// <param name="packageHash">The version.</param>
    /// <param name="action">How: one of the three that rehearse.</param>
    /// <param name="versions">Where versions come from, this one too.</param>
    /// <param name="meter">Measures it.</param>
    /// <returns>Why the version is not good; empty when it is, unless the meter objects.</returns>
    /// <exception cref="JournalException">The journal is damaged.</exception>
    public string Run(Hash256 packageHash, RehearsalAction action, StrategySource versions, CallbackMeter meter)
    {
        ulong from = _last > InputsMax ? _last - InputsMax : 0;
        string problem = RunFrom(from, packageHash, action, versions, meter);
        // The version that gave no state there may have left the slot since.
        return Fault == RehearsalFault.NoState && LastSwap(from) is > 0 and ulong swap
            ? RunFrom(swap, packageHash, action, versions, meter)
            : problem;
    }

    private string RunFrom(
        ulong from, Hash256 packageHash, RehearsalAction action, StrategySource versions, CallbackMeter meter)
    {
        SnapshotLoader loader = new(_folder, _sizes, versions);
        // A later snapshot leaves fewer inputs to rehearse on, but to begin with the day's first would take too long.
        TradingEngine engine = loader.TryLoadLatest(from)
            ?? (from > InputsMax ? loader.TryLoadLatest(_last) : null)
            ?? new TradingEngine(_sizes, versions);
        using JournalRunner inputs = new(_folder, engine, JournalReadMode.Follow);
        if (!TryRunTo(inputs, from))
        {
            return "nothing has happened in the day yet, or a swap waits for its decision: rehearse again";
        }

        _hasBegun = true;
        engine.Meter = meter;
        CandidateEngine candidate = new(inputs, _slot, packageHash)
        {
            State = action == RehearsalAction.RehearseFresh ? SwapState.Fresh : SwapState.Carry,
            IsQuarantined = action == RehearsalAction.RehearseQuarantined,
        };
        bool isInstalled = candidate.Install(out string reason);
        Fault = candidate.IsStateMissing ? RehearsalFault.NoState : RehearsalFault.None;
        if (!isInstalled)
        {
            return reason;
        }

        try
        {
            RunOn(inputs, candidate, versions);
        }
        catch (SnapshotException refusal)
        {
            return refusal.Message;
        }

        return candidate.Faults > 0 ? candidate.Fault
            : candidate.Forgotten is { } forgotten ? forgotten.ToString()
            : candidate.TryHandOverToItself(out reason) ? ""
            : $"it cannot be swapped with itself: {reason}";
    }

    /// <summary>Runs the version, and restores it a few times beside it, as a recovery does.</summary>
    private void RunOn(JournalRunner inputs, CandidateEngine candidate, StrategySource versions)
    {
        ulong step = Math.Max(1, (Math.Max(_last, inputs.LastSequence) - inputs.LastSequence) / (StatesRestored + 1));
        ulong next = inputs.LastSequence + step;
        // An input was read that has not been run: do, not while.
        do
        {
            candidate.Apply();
            if (inputs.LastSequence >= next)
            {
                next += step;
                candidate.CheckState(versions);
            }
        }
        while (inputs.LastSequence < _last && candidate.IsRunning && candidate.Forgotten is null && inputs.TryNext());
    }

    /// <summary>The last input behind a place that has put another version into the slot; 0 when there is none.</summary>
    private ulong LastSwap(ulong from)
    {
        ulong last = 0;
        using JournalReader inputs = JournalReader.OpenInputs(_folder, from, JournalReadMode.Follow);
        while (inputs.MoveNext() && inputs.Header.Sequence <= _last)
        {
            if (inputs.Header.Type == RecordType.SwapCommitted && inputs.Header.Sequence > from
                && inputs.Record.Length == RecordHeader.Size + Unsafe.SizeOf<SwapDecisionPayload>()
                && RecordWriter.Payload<SwapDecisionPayload>(inputs.Record).Slot == _slot)
            {
                last = inputs.Header.Sequence;
            }
        }

        return last;
    }

    /// <summary>
    /// Runs inputs as they were run live, up to the first one behind a place that is of the market or the clock: there
    /// the day has begun with all its versions.
    /// </summary>
    /// <returns>True when that input was read; it has not been run.</returns>
    private static bool TryRunTo(JournalRunner inputs, ulong from)
    {
        while (inputs.TryNext())
        {
            if (inputs.Header.Sequence > from
                && inputs.Engine.CanSnapshot
                && (inputs.Header.Type is RecordType.MarketData or RecordType.Clock))
            {
                return true;
            }

            inputs.Apply();
        }

        return false;
    }

    private static SlotDefinitionPayload? DefinitionOf(JournalReader inputs, int slot)
    {
        while (inputs.MoveNext() && inputs.Header.Type != RecordType.UniverseCommit)
        {
            if (inputs.Header.Type == RecordType.SlotDefinition
                && inputs.Record.Length == RecordHeader.Size + Unsafe.SizeOf<SlotDefinitionPayload>()
                && RecordWriter.Payload<SlotDefinitionPayload>(inputs.Record).Slot == slot)
            {
                return RecordWriter.Payload<SlotDefinitionPayload>(inputs.Record);
            }
        }

        return null;
    }

    /// <summary>Beyond the end, reading begins with the last segment: only that is read through.</summary>
    private static ulong LastOf(string folder)
    {
        using JournalReader inputs = JournalReader.OpenInputs(folder, ulong.MaxValue, JournalReadMode.Follow);
        return inputs.MoveNext() ? ulong.MaxValue : inputs.LastSequence;
    }
}
