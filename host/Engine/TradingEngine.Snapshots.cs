using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Records.Snapshots;
using Strategies.Sdk;

namespace Strategies.Engine;

/// <content>The whole state as bytes.</content>
public sealed partial class TradingEngine
{
    /// <summary>
    /// True when a snapshot can be taken behind the last record: the day has begun, and no swap waits for its decision,
    /// which is the next record.
    /// </summary>
    public bool CanSnapshot => _state.IsReady && !_swaps.HasPending;

    /// <summary>Sizes of its tables: an engine that is restored from its state has the same.</summary>
    public EngineOptions Sizes => _state.Options;

    /// <summary>Number of the last record that was applied; 0 before the first.</summary>
    public ulong LastSequence => _state.Sequence;

    /// <summary>The last number of every source that numbers what it sends.</summary>
    public IReadOnlyList<SourcePosition> SourcePositions
    {
        get
        {
            List<SourcePosition> positions = [];
            for (int index = 0; index < _lastSourceSequence.Length; index++)
            {
                if (_lastSourceSequence[index] != 0)
                {
                    positions.Add(new SourcePosition(
                        (SourceKind)(index / SourcesMax), (ushort)(index % SourcesMax), _lastSourceSequence[index]));
                }
            }

            return positions;
        }
    }

    /// <summary>
    /// Refusals of the swaps that wait for a decision which never came, since the process that had asked for it ended.
    /// Allocates: for recoveries.
    /// </summary>
    /// <param name="reason">Why they are refused.</param>
    public IReadOnlyList<SwapDecisionPayload> RefusePending(string reason) => _swaps.Refusals(Text200.From(reason));

    /// <summary>
    /// Leaves a slot that is quarantined or stopped without the state of its strategy, whose Save may not come back: snapshots are taken
    /// without it, and a swap out of the slot begins without one. One that runs keeps it. Not for the engine that trades.
    /// </summary>
    /// <param name="slot">Number of the slot.</param>
    /// <param name="reason">Why, for whoever asks for the state later.</param>
    public void ForgetState(int slot, string reason)
    {
        if (_state.Slots[slot] is { State: SlotState.Quarantined or SlotState.Stopped } idle)
        {
            idle.LostState ??= Text200.From(reason);
        }
    }

    /// <summary>
    /// Asks the version in a slot for its state and drops it: how much would be lost without it. The version's code runs, so not for
    /// the engine that trades.
    /// </summary>
    /// <param name="slot">Number of a slot that is not empty.</param>
    /// <param name="problem">Why it has no state to give; empty when it has.</param>
    /// <returns>Bytes of the state; below zero when there is none.</returns>
    public int MeasureState(int slot, out string problem)
    {
        int bytes = _swaps.Measure(_state.Slots[slot]!, out Text200 reason);
        problem = bytes < 0 ? reason.ToString() : "";
        return bytes;
    }

    /// <summary>
    /// The instance in a slot, for whoever compares what two of them hold; only the engine calls it. Null when there is no version.
    /// </summary>
    /// <param name="slot">Number of the slot.</param>
    public Strategy? StrategyOf(int slot) => _state.Slots[slot]!.Strategy;

    internal void Save(BinaryWriter writer)
    {
        writer.Begin(SnapshotSection.Clock);
        if (_state.Behaviour != EngineBehaviour.First)
        {
            writer.Write(_state.Behaviour);
        }

        _state.SaveClock(writer);
        writer.Write(_recordCount);
        writer.Write(_runner.CallbackCount);
        writer.Write(_reports.FillCount);
        writer.WriteRaw(in _marketData.Counters);
        foreach (ulong sequence in _lastSourceSequence)
        {
            writer.Write(sequence);
        }

        writer.Begin(SnapshotSection.Universe);
        _day.SaveUniverse(writer);
        writer.Begin(SnapshotSection.Slots);
        for (int number = 1; number <= _state.SlotCount; number++)
        {
            _state.Slots[number]!.Save(writer);
            if (_state.IsBounded)
            {
                _state.Slots[number]!.Use.Save(writer);
            }
        }

        writer.Begin(SnapshotSection.Books);
        _state.SaveBooks(writer);
        writer.Begin(SnapshotSection.Decoders);
        _marketData.Save(writer);
        writer.Begin(SnapshotSection.Orders);
        _state.Orders.Save(writer);
        _state.Fills.Save(writer);
        writer.Begin(SnapshotSection.Positions);
        _state.Positions.Save(writer);
        writer.Begin(SnapshotSection.Gate);
        _state.Gate.Save(writer, _state.TimeNs);
        writer.Begin(SnapshotSection.Flattens);
        _state.Flattens.Save(writer);
        writer.Begin(SnapshotSection.Strategies);
        _swaps.Save(writer);
        writer.Begin(SnapshotSection.End);
    }

    /// <summary>What a snapshot has of one slot, piece by piece, in the order in which a difference says most.</summary>
    internal IEnumerable<(string Name, byte[] Bytes)> PartsOf(int slot)
    {
        StrategySlot own = _state.Slots[slot]!;
        yield return ("the state that it saves", _swaps.StateOf(own));
        yield return ("what it is subscribed to", [.. _state.Subscribers.Select(slots => (byte)((slots >> (slot - 1)) & 1))]);
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        own.Save(writer);
        writer.Flush();
        yield return ("what the engine keeps of its slot (timers, parameters, state of the slot)", bytes.ToArray());
    }

    /// <param name="reader">What <see cref="Save"/> wrote.</param>
    /// <param name="hasBehaviour">False when it is of the first behaviour, whose layout does not name it.</param>
    internal void Restore(BinaryReader reader, bool hasBehaviour)
    {
        reader.Begin(SnapshotSection.Clock);
        int behaviour = hasBehaviour ? reader.ReadInt32() : EngineBehaviour.First;
        if (!EngineBehaviour.IsContained(behaviour))
        {
            throw new InvalidDataException(EngineBehaviour.WhyNot(behaviour));
        }

        _state.TakeBehaviour(behaviour);
        _state.RestoreClock(reader);
        _recordCount = reader.ReadInt64();
        _runner.CallbackCount = reader.ReadInt64();
        _reports.FillCount = reader.ReadInt64();
        _marketData.Counters = reader.ReadRaw<EngineCounters>();
        for (int index = 0; index < _lastSourceSequence.Length; index++)
        {
            _lastSourceSequence[index] = reader.ReadUInt64();
        }

        reader.Begin(SnapshotSection.Universe);
        _day.RestoreUniverse(reader);
        reader.Begin(SnapshotSection.Slots);
        for (int number = 1; number <= _state.SlotCount; number++)
        {
            _state.Slots[number]!.Restore(reader);
            if (_state.IsBounded)
            {
                _state.Slots[number]!.Use.Restore(reader);
            }
        }

        reader.Begin(SnapshotSection.Books);
        _state.RestoreBooks(reader);
        reader.Begin(SnapshotSection.Decoders);
        _marketData.Restore(reader);
        reader.Begin(SnapshotSection.Orders);
        _state.Orders.Restore(reader);
        _state.Fills.Restore(reader);
        reader.Begin(SnapshotSection.Positions);
        _state.Positions.Restore(reader);
        reader.Begin(SnapshotSection.Gate);
        _state.Gate.Restore(reader);
        reader.Begin(SnapshotSection.Flattens);
        _state.Flattens.Restore(reader);
        reader.Begin(SnapshotSection.Strategies);
        _swaps.Restore(reader);
        reader.Begin(SnapshotSection.End);
    }
}
