using System.IO.Hashing;
using Strategies.Engine.Orders;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Slots;

/// <summary>
/// Hands a slot's state from one version to the next in two steps: a request runs Save and Restore and changes nothing
/// of the slot; the commit behind it puts the next version in its place and tells it so. A refusal, or anything that
/// goes wrong before the commit, leaves the running version as it is.
/// </summary>
internal sealed partial class SwapHandler
{
    private const int DigestBytes = 8192;

    private readonly EngineState _state;
    private readonly SlotRunner _runner;
    private readonly StrategySource _source;
    private byte[] _transfer;
    private int _transferLength;
    private int _transferSchemaVersion;

    internal SwapHandler(EngineState state, SlotRunner runner, StrategySource source)
    {
        _state = state;
        _runner = runner;
        _source = source;
        _transfer = new byte[state.Options.StateBytesMax];
        Array.Fill(_transfer, (byte)0);
    }

    internal void Request(in SwapRequestedPayload request)
    {
        StrategySlot? slot = SlotOf(request.Slot);
        if (slot is null)
        {
            Answer(request.Slot, HandoverResult.NotAvailable, Text200.From("there is no such slot"u8));
            return;
        }

        DropPending(slot);
        if (_state.Flattens.IsActive(slot.Number))
        {
            Answer(
                slot.Number,
                HandoverResult.NotAvailable,
                Text200.From("the slot is being flattened: its version can be changed when that has ended"u8));
            return;
        }

        switch (request.Kind)
        {
            case SwapKind.Swap or SwapKind.Rollback when request.State > SwapState.Fresh:
                Answer(slot.Number, HandoverResult.NotAvailable, Text200.From("it says of the state what is not known"u8));
                break;
            case SwapKind.Swap when slot.Current is not null && IsFresh(slot, in request):
                RequestFresh(slot, request.PackageHash, SwapKind.Swap);
                break;
            case SwapKind.Rollback when slot.Previous is not null && request.State == SwapState.Fresh:
                RequestFresh(slot, slot.Previous.PackageHash, SwapKind.Rollback);
                break;
            case SwapKind.Deploy when slot.Current is null:
                RequestDeploy(slot, in request);
                break;
            case SwapKind.Swap when slot.Current is not null:
                RequestSwap(slot, in request);
                break;
            case SwapKind.Rollback when slot.Previous is not null:
                RequestRollback(slot);
                break;
            default:
                Answer(slot.Number, HandoverResult.NotAvailable, request.Kind switch
                {
                    SwapKind.Deploy => Text200.From("the slot already has a version; swap it"u8),
                    SwapKind.Swap => Text200.From("the slot has no version to take over from; deploy one"u8),
                    _ => Text200.From("no previous version is resident in the slot"u8),
                });
                break;
        }
    }

    internal void Commit(in SwapDecisionPayload decision)
    {
        StrategySlot? slot = SlotOf(decision.Slot);
        if (slot?.Pending.Next is null || slot.Pending.RequestSequence != decision.RequestSequence)
        {
            _state.Alert(
                AlertCode.InvalidRecord, (long)decision.RequestSequence, "a swap is committed that is not pending"u8);
            return;
        }

        // The state that was carried lacks what the slot has seen since.
        if (slot.Pending.ChangeCount != slot.ChangeCount)
        {
            DropPending(slot);
            Text200 stale = Text200.From("refused: the slot had callbacks or commands after its state was taken"u8);
            _runner.Publish(slot, in stale);
            return;
        }

        Install(slot, (slot.Pending.Kind, slot.Pending.IsFresh) switch
        {
            (SwapKind.Deploy, _) => Text200.From("deployed"u8),
            (SwapKind.Swap, false) => Text200.From("swapped"u8),
            (SwapKind.Swap, true) => Text200.From("swapped, started fresh"u8),
            (_, false) => Text200.From("rolled back"u8),
            (_, true) => Text200.From("rolled back, started fresh"u8),
        });
    }

    internal void Refuse(in SwapDecisionPayload decision)
    {
        StrategySlot? slot = SlotOf(decision.Slot);
        if (slot?.Pending.Next is not null && slot.Pending.RequestSequence == decision.RequestSequence)
        {
            DropPending(slot);
            _runner.Publish(slot, in decision.Reason);
        }
    }

    internal void AddTo(ref Fnv1a digest)
    {
        for (int number = 1; number <= _state.SlotCount; number++)
        {
            StrategySlot slot = _state.Slots[number]!;
            slot.AddTo(ref digest);
            if (slot.IsRunning && TrySave(slot, slot.Strategy!, out _))
            {
                digest.Add(_transfer.AsSpan(0, _transferLength));
            }
        }
    }

    private void RequestDeploy(StrategySlot slot, in SwapRequestedPayload request)
    {
        StagedStrategy? next = TakeNext(slot, request.PackageHash);
        if (next is not null)
        {
            PendWithoutState(slot, next, SwapKind.Deploy, default);
        }
    }

    private void RequestSwap(StrategySlot slot, in SwapRequestedPayload request)
    {
        StagedStrategy? next = TakeNext(slot, request.PackageHash);
        if (next is null)
        {
            return;
        }

        Text200 reason;
        if (!TrySave(slot, slot.Strategy!, out reason))
        {
            // A faulty version may have no state to give; the next one then starts without, rather than never.
            if (slot.State == SlotState.Quarantined)
            {
                PendWithoutState(slot, next, SwapKind.Swap, in reason);
                return;
            }

            Answer(slot.Number, HandoverResult.SaveFailed, in reason);
        }
        else if (
            !TryRestore(slot, next.Instance, _transfer.AsSpan(0, _transferLength), _transferSchemaVersion, out reason))
        {
            Answer(slot.Number, HandoverResult.RestoreFailed, in reason);
        }
        else
        {
            Pend(slot, next, SwapKind.Swap, isRestored: true);
            Answer(slot.Number, HandoverResult.Ready, default);
            return;
        }

        _source.Retire(slot.Number, next);
    }

    /// <summary>
    /// Going back always works: the version left writes its state in the older schema if it can; if it is quarantined,
    /// or cannot, the resident version goes on with the state that it had itself handed over.
    /// </summary>
    private void RequestRollback(StrategySlot slot)
    {
        StagedStrategy previous = slot.Previous!;
        Strategy instance = previous.Instance;
        if (!TryApplyParameters(slot, previous, out Text200 reason))
        {
            Answer(slot.Number, HandoverResult.NotAvailable, in reason);
            return;
        }

        // One that was never started has no state yet that would be worth more than what the previous version had itself.
        if (slot.State != SlotState.Quarantined && !slot.IsUnstarted
            && TrySave(slot, instance, out reason)
            && TryRestore(slot, instance, _transfer.AsSpan(0, _transferLength), _transferSchemaVersion, out reason))
        {
            Pend(slot, previous, SwapKind.Rollback, isRestored: true);
            Answer(slot.Number, HandoverResult.Ready, default);
            return;
        }

        if (TryPendOwnState(slot, out Text200 ownReason))
        {
            Answer(slot.Number, HandoverResult.ReadyWithOwnState, in reason);
        }
        else
        {
            Answer(slot.Number, HandoverResult.RestoreFailed, in ownReason);
        }
    }

    private StagedStrategy? TakeNext(StrategySlot slot, Hash256 packageHash)
    {
        StagedStrategy? next = _source.Take(slot.Number, packageHash);
        if (next is null)
        {
            Answer(slot.Number, HandoverResult.NotAvailable, Text200.From("the version is not prepared"u8));
            return null;
        }

        next.Instance.Attach(slot.Context!);
        if (TryApplyParameters(slot, next, out Text200 reason))
        {
            return next;
        }

        _source.Retire(slot.Number, next);
        Answer(slot.Number, HandoverResult.NotAvailable, in reason);
        return null;
    }

    /// <summary>Asks the slot's version for its state.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="reader">The version whose schema it is to be written in.</param>
    /// <param name="reason">Why it failed.</param>
    private bool TrySave(StrategySlot slot, Strategy reader, out Text200 reason)
    {
        if (slot.LostState is { } lost)
        {
            reason = lost;
            return false;
        }

        if (_state.IsMuted(slot.Number))
        {
            reason = Text200.From(Muted);
            return false;
        }

        slot.IsHandingOver = true;
        _state.Meter?.Enter(slot.Number, StrategyCall.Save, isNext: false);
        try
        {
            // In the schema of whoever will read it: in a rollback the older one.
            int schemaVersion = reader.StateSchemaVersion;
            StateWriter writer = new(_transfer, schemaVersion);
            slot.Strategy!.Save(ref writer);
            _transferLength = writer.Length;
            _transferSchemaVersion = schemaVersion;
            reason = default;
            return true;
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            reason = FaultText.Of("Save", exception);
            return false;
        }
        finally
        {
            _state.Meter?.Leave(slot.Number);
            slot.IsHandingOver = false;
        }
    }

    private bool TryRestore(
        StrategySlot slot, Strategy instance, ReadOnlySpan<byte> state, int schemaVersion, out Text200 reason)
    {
        if (_state.IsMuted(slot.Number))
        {
            reason = Text200.From(Muted);
            return false;
        }

        slot.IsHandingOver = true;
        _state.Meter?.Enter(slot.Number, StrategyCall.Restore, isNext: false);
        try
        {
            StateReader reader = new(state, schemaVersion);
            instance.Restore(ref reader);
            reason = reader.Remaining == 0
                ? default
                : Text200.From($"Restore left {reader.Remaining} bytes of the state unread");
            return reader.Remaining == 0;
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            reason = FaultText.Of("Restore", exception);
            return false;
        }
        finally
        {
            _state.Meter?.Leave(slot.Number);
            slot.IsHandingOver = false;
        }
    }

    /// <summary>Keeps the state with the slot: other slots may be asked for theirs before the commit.</summary>
    private void Pend(StrategySlot slot, StagedStrategy next, SwapKind kind, bool isRestored)
    {
        // Exchanged, not copied: both buffers are of the same size.
        (_transfer, slot.PendingState) = (slot.PendingState, _transfer);
        slot.Pending = new PendingHandover
        {
            Next = next,
            Kind = kind,
            RequestSequence = _state.Sequence,
            ChangeCount = slot.ChangeCount,
            StateBytes = _transferLength,
            SchemaVersion = _transferSchemaVersion,
            IsRestored = isRestored,
        };
    }

    private void DropPending(StrategySlot slot)
    {
        StagedStrategy? next = slot.Pending.Next;
        slot.Pending = default;
        if (next is not null && next != slot.Previous)
        {
            _source.Retire(slot.Number, next);
        }
    }

    /// <summary>The one step that changes the slot. A stopped slot stays stopped until it is started.</summary>
    private void Install(StrategySlot slot, in Text200 reason)
    {
        PendingHandover pending = slot.Pending;
        slot.Pending = default;
        // A rollback brings the resident version back, unless it starts fresh: then it is another instance.
        StagedStrategy? retired = pending.Next == slot.Previous ? null : slot.Previous;
        slot.Previous = slot.Current;
        slot.Current = pending.Next;
        slot.Strategy = pending.Next!.Instance;
        slot.LostState = null;
        // The marks of faults change places with their versions; a new version has none.
        bool isFaulty = pending.Kind == SwapKind.Rollback && slot.IsPreviousFaulty;
        slot.IsPreviousFaulty = slot.IsCurrentFaulty;
        slot.IsCurrentFaulty = isFaulty;
        slot.State = slot.State == SlotState.Stopped ? SlotState.Stopped : SlotState.Running;
        slot.IsUnstarted = pending.IsFresh && !slot.IsRunning;
        if (slot.Previous is not null)
        {
            // By this the version that leaves can come back as it was, if its successor cannot write the older schema.
            (slot.RetainedState, slot.PendingState) = (slot.PendingState, slot.RetainedState);
            slot.RetainedStateLength = pending.StateBytes;
            slot.RetainedSchemaVersion = pending.SchemaVersion;
        }

        _runner.Publish(slot, in reason);
        if (pending.IsFresh)
        {
            _runner.Clear(slot);
        }

        if (retired is not null)
        {
            _source.Retire(slot.Number, retired);
        }

        if (slot.IsRunning)
        {
            _runner.Run(slot, pending.IsRestored ? StrategyCall.OnHandover : StrategyCall.OnStart);
        }
    }

    /// <summary>Tells how it went. State that was taken over already lies with the slot.</summary>
    private void Answer(int slot, HandoverResult result, in Text200 reason)
    {
        bool hasState = result is HandoverResult.Ready or HandoverResult.ReadyWithOwnState;
        ReadOnlySpan<byte> state = hasState ? _state.Slots[slot]!.PendingState.AsSpan(0, _transferLength) : default;
        _state.Outputs.Add(RecordType.Handover, new HandoverPayload
        {
            Slot = slot,
            Result = result,
            SchemaVersion = hasState ? _transferSchemaVersion : 0,
            StateBytes = state.Length,
            StateDigest = hasState ? DigestOf(state) : 0,
            Reason = reason,
        });
    }

    /// <summary>Of a large state only the two ends: to read all of it once more would be a third of what the swap costs.</summary>
    private static ulong DigestOf(ReadOnlySpan<byte> state) => state.Length <= 2 * DigestBytes
        ? XxHash3.HashToUInt64(state)
        : XxHash3.HashToUInt64(state[..DigestBytes]) ^ XxHash3.HashToUInt64(state[^DigestBytes..], state.Length);

    private StrategySlot? SlotOf(int number) => number > 0 && number <= _state.SlotCount ? _state.Slots[number] : null;
}
