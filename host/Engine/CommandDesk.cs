using Strategies.Engine.Orders;
using Strategies.Engine.Records;
using Strategies.Engine.Slots;

namespace Strategies.Engine;

/// <summary>
/// Obeys what operators and the driver say of slots, parameters, kill switches and feeds. A command that cannot be obeyed
/// as it stands changes nothing and is an alert.
/// </summary>
internal sealed class CommandDesk
{
    private readonly EngineState _state;
    private readonly OrderDesk _orders;
    private readonly SlotRunner _runner;

    internal CommandDesk(EngineState state, OrderDesk orders, SlotRunner runner)
    {
        _state = state;
        _orders = orders;
        _runner = runner;
    }

    internal void SetFeedStatus(in FeedStatusPayload status)
    {
        ulong bit = 1UL << (status.Feed & 63);
        _state.FeedGaps = status.Condition == FeedCondition.Recovered ? _state.FeedGaps & ~bit : _state.FeedGaps | bit;
    }

    internal void Control(in SlotControlPayload control)
    {
        StrategySlot? slot = SlotOf(control.Slot);
        if (slot is null)
        {
            return;
        }

        switch (control.Action)
        {
            case SlotAction.Stop when slot.IsRunning:
                if (_runner.Run(slot, SlotCall.OnStop))
                {
                    _runner.End(slot, SlotState.Stopped, in control.Reason);
                }

                break;
            case SlotAction.Quarantine when slot.IsRunning:
                _runner.End(slot, SlotState.Quarantined, in control.Reason);
                break;
            case SlotAction.Start when slot.State == SlotState.Stopped:
                slot.State = SlotState.Running;
                _runner.Tell(slot, in control.Reason);
                _runner.Run(slot, SlotCall.OnHandover);
                break;
            default:
                _state.Alert(AlertCode.InvalidRecord, control.Slot, "the slot's state does not allow this command"u8);
                break;
        }
    }

    internal void SetParameter(in ParameterSetPayload parameter)
    {
        StrategySlot? slot = SlotOf(parameter.Slot);
        if (slot is null)
        {
            return;
        }

        ParameterOutcome outcome = !slot.HasRoomFor(in parameter.Name) ? ParameterOutcome.TooMany
            : slot.Current?.SetParameter(in parameter.Name, parameter.ValueBits) ?? ParameterOutcome.Set;
        if (outcome == ParameterOutcome.Set)
        {
            slot.Remember(in parameter.Name, parameter.ValueBits);
            if (slot.IsRunning)
            {
                _runner.Run(slot, SlotCall.OnParametersChanged);
            }

            return;
        }

        _state.Alert(AlertCode.InvalidRecord, parameter.Slot, outcome switch
        {
            ParameterOutcome.Unknown => "the version in the slot has no such parameter"u8,
            ParameterOutcome.OutOfRange => "the value is outside the parameter's range"u8,
            _ => "the slot has its largest number of parameters"u8,
        });
    }

    internal void Kill(in KillSwitchPayload kill)
    {
        if (!_state.Gate.SetKill(kill.Scope, kill.ScopeId, kill.IsSet != 0))
        {
            _state.Alert(AlertCode.InvalidRecord, kill.ScopeId, "a command names a kill switch that is not there"u8);
        }
        else if (kill.IsSet != 0)
        {
            _orders.CancelScope(kill.Scope, kill.ScopeId);
        }
    }

    private StrategySlot? SlotOf(int number)
    {
        StrategySlot? slot = number > 0 && number <= _state.SlotCount ? _state.Slots[number] : null;
        if (slot is null)
        {
            _state.Alert(AlertCode.InvalidRecord, number, "a command names a slot that is not there"u8);
        }

        return slot;
    }
}
