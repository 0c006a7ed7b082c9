using Strategies.Engine.Snapshots;
using Strategies.Records;
using Strategies.Records.Snapshots;

namespace Strategies.Engine.Slots;

/// <content>The versions in the slots and their state as bytes.</content>
internal sealed partial class SwapHandler
{
    internal bool HasPending
    {
        get
        {
            for (int number = 1; number <= _state.SlotCount; number++)
            {
                if (_state.Slots[number]!.Pending.Next is not null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The swaps that wait for their decision, as records that refuse them.</summary>
    internal List<SwapDecisionPayload> Refusals(in Text200 reason)
    {
        List<SwapDecisionPayload> refusals = [];
        for (int number = 1; number <= _state.SlotCount; number++)
        {
            StrategySlot slot = _state.Slots[number]!;
            if (slot.Pending.Next is not null)
            {
                refusals.Add(new SwapDecisionPayload
                {
                    Slot = number,
                    RequestSequence = slot.Pending.RequestSequence,
                    Reason = reason,
                });
            }
        }

        return refusals;
    }

    /// <exception cref="SnapshotException">A slot that is not quarantined cannot save its state.</exception>
    internal void Save(BinaryWriter writer)
    {
        for (int number = 1; number <= _state.SlotCount; number++)
        {
            StrategySlot slot = _state.Slots[number]!;
            writer.Write(slot.Current is not null);
            if (slot.Current is not null)
            {
                writer.WriteRaw(slot.Current.PackageHash);
                SaveState(writer, slot);
            }

            writer.Write(slot.Previous is not null);
            if (slot.Previous is not null)
            {
                writer.WriteRaw(slot.Previous.PackageHash);
            }
        }
    }

    /// <exception cref="SnapshotException">A version is not there, or refuses its state.</exception>
    internal void Restore(BinaryReader reader)
    {
        for (int number = 1; number <= _state.SlotCount; number++)
        {
            StrategySlot slot = _state.Slots[number]!;
            if (reader.ReadBoolean())
            {
                StagedStrategy current = Take(slot, reader.ReadRaw<Hash256>());
                slot.Current = current;
                slot.Strategy = current.Instance;
                RestoreState(reader, slot, current);
            }

            if (reader.ReadBoolean())
            {
                slot.Previous = Take(slot, reader.ReadRaw<Hash256>());
            }
        }
    }

    /// <summary>The slot's own state alone, as a snapshot would have it; nothing when there is no version or its Save fails.</summary>
    internal byte[] StateOf(StrategySlot slot) => slot.Strategy is not null && TrySave(slot, slot.Strategy, out _)
        ? _transfer.AsSpan(0, _transferLength).ToArray()
        : [];

    /// <summary>Asks the version in a slot how much it would save.</summary>
    /// <returns>Bytes; below zero when it has no state to give, which the reason then explains.</returns>
    internal int Measure(StrategySlot slot, out Text200 reason) =>
        TrySave(slot, slot.Strategy!, out reason) ? _transferLength : -1;

    private void SaveState(BinaryWriter writer, StrategySlot slot)
    {
        bool isSaved = TrySave(slot, slot.Strategy!, out Text200 reason);
        if (!isSaved && slot.State != SlotState.Quarantined && slot.LostState is null)
        {
            throw new SnapshotException(
                $"slot {slot.Number} ({slot.Name}) cannot be part of a snapshot: {reason}; its version is "
                + $"{slot.Current!.PackageHash}: quarantine it, or deploy one whose Save works fresh in its place")
            {
                Unsaved = new UnsavedState(slot.Number, slot.Current.PackageHash, reason.ToString()),
            };
        }

        writer.Write(isSaved);
        if (isSaved)
        {
            writer.Write(_transferSchemaVersion);
            writer.Write(_transferLength);
            writer.Write(_transfer.AsSpan(0, _transferLength));
        }
        else
        {
            writer.WriteRaw(in reason);
        }
    }

    private void RestoreState(BinaryReader reader, StrategySlot slot, StagedStrategy current)
    {
        if (!reader.ReadBoolean())
        {
            // A quarantined slot without a state: a swap out of it begins without one, as it would have then.
            slot.LostState = reader.ReadRaw<Text200>();
            return;
        }

        int schemaVersion = reader.ReadInt32();
        byte[] state = new byte[reader.ReadCount(_transfer.Length, "bytes of state")];
        reader.BaseStream.ReadExactly(state);
        if (!TryRestore(slot, current.Instance, state, schemaVersion, out Text200 reason))
        {
            throw new SnapshotException(
                $"slot {slot.Number} ({slot.Name}) refuses the state that its version {current.PackageHash} had saved: "
                + $"{reason}; recover from an earlier snapshot, or from the first record");
        }
    }

    private StagedStrategy Take(StrategySlot slot, Hash256 packageHash)
    {
        StagedStrategy version = _source.Take(slot.Number, packageHash)
            ?? throw new SnapshotException(
                $"version {packageHash} of slot {slot.Number} ({slot.Name}) is not there; add it to the store again");
        version.Instance.Attach(slot.Context!);
        return TryApplyParameters(slot, version, out Text200 reason)
            ? version
            : throw new SnapshotException(
                $"version {packageHash} of slot {slot.Number} ({slot.Name}) does not take the slot's parameters: {reason}");
    }
}
