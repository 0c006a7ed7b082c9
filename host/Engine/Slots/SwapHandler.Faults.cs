using Strategies.Records;

namespace Strategies.Engine.Slots;

/// <content>Going on when a version has failed: without its state, or with the version before.</content>
internal sealed partial class SwapHandler
{
    private const string Muted = "the slot's strategy ended the process when this was tried";

    /// <summary>Of each memory that carries state, so much is met at a time: some microseconds' worth.</summary>
    private const int WarmBytes = 8192;

    /// <summary>
    /// The automatic rollback of a slot that has just been quarantined: the version before goes on with the state that
    /// it had itself handed over. A version that has failed in this slot is never gone back to, so that two faulty ones
    /// cannot take turns.
    /// </summary>
    internal void RollBackAfterFault(StrategySlot slot)
    {
        DropPending(slot);
        Text200 reason;
        if (slot.Previous is null)
        {
            reason = Text200.From("no previous version is resident"u8);
        }
        else if (slot.IsPreviousFaulty)
        {
            reason = Text200.From("the previous version has failed in this slot too"u8);
        }
        else if (TryApplyParameters(slot, slot.Previous, out reason) && TryPendOwnState(slot, out reason))
        {
            Install(slot, Text200.From("rolled back after a fault"u8));
            return;
        }

        Text200Builder text = default;
        text.Add("slot '"u8);
        text.Add(slot.RecordName);
        text.Add("' stays quarantined and is not rolled back: "u8);
        text.Add(in reason);
        _state.Outputs.Add(RecordType.Alert, new AlertPayload
        {
            Code = AlertCode.NotRolledBack,
            Count = 1,
            Detail = slot.Number,
            Text = text.Text,
        });
    }

    /// <summary>Gives the previous version the state back that it had itself handed over.</summary>
    private bool TryPendOwnState(StrategySlot slot, out Text200 reason)
    {
        if (slot.RetainedSchemaVersion == NothingHandedOver)
        {
            reason = Text200.From(BegunFresh);
            return false;
        }

        ReadOnlySpan<byte> own = slot.RetainedState.AsSpan(0, slot.RetainedStateLength);
        if (!TryRestore(slot, slot.Previous!.Instance, own, slot.RetainedSchemaVersion, out reason))
        {
            return false;
        }

        // The retained state stays the version's own: another rollback may need it.
        own.CopyTo(_transfer);
        _transferLength = own.Length;
        _transferSchemaVersion = slot.RetainedSchemaVersion;
        Pend(slot, slot.Previous, SwapKind.Rollback, isRestored: true);
        return true;
    }

    /// <summary>A version that will start, not go on.</summary>
    private void PendWithoutState(StrategySlot slot, StagedStrategy next, SwapKind kind, in Text200 reason)
    {
        _transferLength = 0;
        _transferSchemaVersion = 0;
        Pend(slot, next, kind, isRestored: false);
        Answer(slot.Number, HandoverResult.ReadyWithoutState, in reason);
    }

    /// <summary>
    /// Meets what a request for a swap will read, some records before it, so that the swap itself meets less that is cold.
    /// The version that is to come gets the slot's parameters, which it gets again when it is taken; nothing else changes.
    /// </summary>
    internal void Warm(int number, Hash256 packageHash, int part)
    {
        if (SlotOf(number) is { } slot && _source.Peek(number, packageHash) is { } next)
        {
            if (part == 0)
            {
                TryApplyParameters(slot, next, out _);
            }

            int from = part * WarmBytes;
            slot.Current?.Touch(from, WarmBytes);
            next.Touch(from, WarmBytes);
            ReadThrough(_transfer, from);
        }
    }

    private static void ReadThrough(byte[] bytes, int from)
    {
        for (int offset = from; offset < Math.Min(bytes.Length, from + WarmBytes); offset += 64)
        {
            _ = Volatile.Read(ref bytes[offset]);
        }
    }

    /// <summary>Gives a version that is to come the slot's parameters: its setters are strategy code.</summary>
    private bool TryApplyParameters(StrategySlot slot, StagedStrategy version, out Text200 reason)
    {
        if (_state.IsMuted(slot.Number))
        {
            reason = Text200.From(Muted);
            return false;
        }

        slot.IsHandingOver = true;
        try
        {
            bool areApplied = slot.TryApplyParameters(version);
            reason = areApplied ? default
                : version == slot.Previous
                    ? Text200.From("a parameter of the slot is outside the previous version's range"u8)
                    : Text200.From("a parameter of the slot is outside the new version's range"u8);
            return areApplied;
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            reason = FaultText.Of("a parameter's setter", exception);
            return false;
        }
        finally
        {
            slot.IsHandingOver = false;
        }
    }
}
