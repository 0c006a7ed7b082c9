using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Slots;

/// <summary>
/// A place for a strategy. Orders, positions, timers, subscriptions and parameters are the slot's and survive a swap.
/// </summary>
internal sealed partial class StrategySlot
{
    internal const int ParametersMax = 64;

    private readonly SlotParameter[] _parameters = new SlotParameter[ParametersMax];
    private int _parameterCount;

    private readonly TimerBoard _board;
    private SlotState _slotState;

    internal StrategySlot(int number, int account, string name, string accountName, TimerBoard board, SlotBounds bounds)
    {
        _board = board;
        Use = new SlotUse(bounds);
        Timers = new TimerTable(board);
        Number = number;
        Account = account;
        Name = name;
        AccountName = accountName;
    }

    internal int Number { get; }

    internal int Account { get; }

    internal string Name { get; }

    internal string AccountName { get; }

    internal SlotState State
    {
        get => _slotState;
        set
        {
            _slotState = value;
            _board.IsStale = true;
        }
    }

    internal StagedStrategy? Current { get; set; }

    internal StagedStrategy? Previous { get; set; }

    /// <summary>The current version's instance, read on every callback.</summary>
    internal Strategy? Strategy { get; set; }

    /// <summary>The slot's name as records carry it.</summary>
    internal Text32 RecordName { get; init; }

    /// <summary>What becomes of the slot when its version throws.</summary>
    internal FaultAction OnFault { get; init; }

    /// <summary>The current version has thrown or overrun in this slot.</summary>
    internal bool IsCurrentFaulty { get; set; }

    /// <summary>The previous version has: the slot never goes back to it by itself.</summary>
    internal bool IsPreviousFaulty { get; set; }

    /// <summary>The current version came fresh into the stopped slot: a start calls its OnStart, not its OnHandover.</summary>
    internal bool IsUnstarted { get; set; }

    /// <summary>
    /// Callbacks and commands so far, of whatever kind: one more, and a state that was taken before is out of date.
    /// </summary>
    internal long ChangeCount { get; set; }

    /// <summary>True while Save or Restore runs: nothing may be sent or set.</summary>
    internal bool IsHandingOver { get; set; }

    internal TimerTable Timers { get; }

    /// <summary>What it has used of its bounds.</summary>
    internal SlotUse Use { get; }

    internal PendingHandover Pending;

    /// <summary>
    /// The state that the pending version has taken over; it becomes the retained one with the commit.
    /// </summary>
    internal byte[] PendingState { get; set; } = [];

    /// <summary>The state that the previous version handed over, by which it can come back as it was.</summary>
    internal byte[] RetainedState { get; set; } = [];

    internal int RetainedStateLength { get; set; }

    internal int RetainedSchemaVersion { get; set; }

    internal SlotContext? Context { get; set; }

    internal bool IsRunning => State == SlotState.Running;

    /// <summary>Finds the value that was set for a parameter of the slot.</summary>
    internal bool TryGetParameter(in Text32 name, out long valueBits)
    {
        int index = IndexOf(in name);
        bool isKnown = index < _parameterCount;
        valueBits = isKnown ? _parameters[index].ValueBits : 0;
        return isKnown;
    }

    /// <summary>True when the slot can remember a value for this parameter.</summary>
    internal bool HasRoomFor(in Text32 name) => IndexOf(in name) < ParametersMax;

    /// <summary>
    /// Remembers a parameter's value for later versions. The caller has checked <see cref="HasRoomFor"/>.
    /// </summary>
    internal void Remember(in Text32 name, long valueBits)
    {
        int index = IndexOf(in name);
        _parameterCount = Math.Max(_parameterCount, index + 1);
        _parameters[index] = new SlotParameter { Name = name, ValueBits = valueBits };
        ChangeCount++;
    }

    /// <summary>Gives a version all values that were set for the slot and that it knows.</summary>
    /// <returns>True unless one is outside the version's range.</returns>
    internal bool TryApplyParameters(StagedStrategy version)
    {
        for (int index = 0; index < _parameterCount; index++)
        {
            if (version.SetParameter(in _parameters[index].Name, _parameters[index].ValueBits) == ParameterOutcome.OutOfRange)
            {
                return false;
            }
        }

        return true;
    }

    internal void AddTo(ref Fnv1a digest)
    {
        digest.Add((long)State);
        digest.Add((IsCurrentFaulty ? 1L : 0) + (IsPreviousFaulty ? 2L : 0) + (IsUnstarted ? 4L : 0));
        digest.Add(Current is null ? 0UL : Current.PackageHash.A);
        for (int index = 0; index < _parameterCount; index++)
        {
            digest.Add(_parameters[index].Name);
            digest.Add(_parameters[index].ValueBits);
        }

        for (int index = 0; index < Timers.Count; index++)
        {
            digest.Add(Timers[index].TimerId);
            digest.Add(Timers[index].DueTimeNs);
        }
    }

    /// <summary>Where the parameter stands, or the first free place.</summary>
    private int IndexOf(in Text32 name)
    {
        int index = 0;
        while (index < _parameterCount && !((ReadOnlySpan<byte>)_parameters[index].Name).SequenceEqual(name))
        {
            index++;
        }

        return index;
    }
}
