using System.Numerics;
using Strategies.Engine.Orders;
using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Engine.Flattening;

/// <summary>
/// Flattens slots: stops the strategy, has its working orders canceled, sends orders that close its positions when none
/// works any more, and says how it ended. Everything is tried once: what is left then is a person's to decide.
/// </summary>
/// <remarks>
/// Closing orders are the slot's own and pass the gate as any other. A slot that is being flattened cannot be started and
/// its version cannot change; a stop ends it, and so do the end of the day and <see cref="FlattenTable.LongestNs"/>.
/// </remarks>
internal sealed class FlattenHandler
{
    private readonly EngineState _state;
    private readonly OrderHandler _orders;
    private readonly SlotRunner _runner;
    private readonly FlattenOrders _closing;

    internal FlattenHandler(EngineState state, OrderHandler orders, SlotRunner runner)
    {
        _state = state;
        _orders = orders;
        _runner = runner;
        _closing = new FlattenOrders(state, orders);
    }

    internal void Begin(in FlattenPayload request)
    {
        if (request.Ticks is < 0 or > FlattenPayload.TicksMax)
        {
            _state.Alert(AlertCode.InvalidRecord, request.Ticks, "a flattening goes 0 to 1000 ticks into the far side"u8);
            return;
        }

        int named = 0;
        int begun = 0;
        for (int number = 1; number <= _state.SlotCount; number++)
        {
            StrategySlot slot = _state.Slots[number]!;
            bool isNamed = request.Scope switch
            {
                RiskScope.Strategy => number == request.ScopeId,
                RiskScope.Account => slot.Account == request.ScopeId,
                _ => false,
            };
            if (isNamed)
            {
                named++;
                begun += TryBegin(slot, in request) ? 1 : 0;
            }
        }

        if (begun == 0)
        {
            _state.Alert(
                AlertCode.InvalidRecord,
                request.ScopeId,
                named == 0 ? "a command names a slot or account that is not there"u8 : "it is being flattened already"u8);
        }
    }

    /// <summary>Goes on with what no order is waited for any more. Behind every record, when there is something to flatten.</summary>
    internal void Advance()
    {
        for (ulong slots = _state.Flattens.Active; slots != 0; slots &= slots - 1)
        {
            Advance(_state.Slots[BitOperations.TrailingZeroCount(slots) + 1]!);
        }
    }

    /// <summary>A stop of a slot that is being flattened: its orders are canceled, and nothing more is sent.</summary>
    internal void Stop(StrategySlot slot)
    {
        _orders.CancelAll(slot.Number);
        End(slot, "the slot was stopped before its flattening had ended"u8);
    }

    /// <summary>The day ends, and with it what is under way.</summary>
    internal void EndDay()
    {
        for (ulong slots = _state.Flattens.Active; slots != 0; slots &= slots - 1)
        {
            End(_state.Slots[BitOperations.TrailingZeroCount(slots) + 1]!, "the day ended"u8);
        }
    }

    /// <returns>False when it is under way already.</returns>
    private bool TryBegin(StrategySlot slot, in FlattenPayload request)
    {
        if (_state.Flattens.IsActive(slot.Number))
        {
            return false;
        }

        if (slot.IsRunning)
        {
            _runner.Stop(slot, in request.Reason);
        }
        else
        {
            // A version that was to come has not seen this command.
            slot.ChangeCount++;
            _orders.CancelAll(slot.Number);
        }

        _state.Flattens.Begin(slot.Number, new FlattenRow
        {
            Status = FlattenStatus.Canceling,
            Ticks = request.Ticks,
            RequestSequence = _state.Sequence,
            DueTimeNs = _state.TimeNs + FlattenTable.LongestNs,
            Who = request.Who,
            Reason = request.Reason,
        });
        Publish(slot, FlattenStatus.Canceling);
        return true;
    }

    private void Advance(StrategySlot slot)
    {
        ref FlattenRow row = ref _state.Flattens[slot.Number];
        bool isWorking = _state.Orders.WorkingCount(slot.Number) > 0;
        if (_state.TimeNs >= row.DueTimeNs)
        {
            bool isWaiting = isWorking || row.Status == FlattenStatus.Canceling;
            End(slot, isWaiting ? "the venue has not answered for 30 s"u8 : default);
            return;
        }

        if (!isWorking && row.Status == FlattenStatus.Canceling)
        {
            row.Status = FlattenStatus.Closing;
            _closing.Send(slot, row.Ticks);
            isWorking = _state.Orders.WorkingCount(slot.Number) > 0;
            if (isWorking)
            {
                Publish(slot, FlattenStatus.Closing);
            }
        }

        if (!isWorking)
        {
            End(slot, default);
        }
    }

    /// <param name="slot">The slot.</param>
    /// <param name="ending">Why it ends before its orders have; empty when they have.</param>
    private void End(StrategySlot slot, ReadOnlySpan<byte> ending)
    {
        int working = _state.Orders.WorkingCount(slot.Number);
        bool isFlat = working == 0 && _closing.CountPositions(slot.Number) == 0;
        if (working > 0)
        {
            _state.Alert(AlertCode.NotFlat, slot.Number, FlattenText.OfOrders(slot, working, ending));
        }

        _closing.AlertPositions(slot, ending);
        Publish(slot, isFlat ? FlattenStatus.Flat : FlattenStatus.NotFlat);
        _state.Flattens.End(slot.Number);
    }

    private void Publish(StrategySlot slot, FlattenStatus status)
    {
        ref readonly FlattenRow row = ref _state.Flattens[slot.Number];
        _state.Outputs.Add(RecordType.FlattenState, new FlattenStatePayload
        {
            Slot = slot.Number,
            Status = status,
            Positions = _closing.CountPositions(slot.Number),
            WorkingOrders = _state.Orders.WorkingCount(slot.Number),
            RequestSequence = row.RequestSequence,
            Who = row.Who,
            Reason = row.Reason,
        });
    }
}
