using Strategies.Engine.Flattening;
using Strategies.Engine.Orders;
using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Risk.Files;
using Strategies.Sdk;

namespace Strategies.Engine;

/// <summary>
/// Obeys what operators and the driver say of slots, parameters, kill switches and feeds. A command that cannot be obeyed
/// as it stands changes nothing and is an alert.
/// </summary>
internal sealed class CommandHandler
{
    private readonly EngineState _state;
    private readonly OrderHandler _orders;
    private readonly SlotRunner _runner;
    private readonly FlattenHandler _flattens;

    internal CommandHandler(EngineState state, OrderHandler orders, SlotRunner runner, FlattenHandler flattens)
    {
        _flattens = flattens;
        _state = state;
        _orders = orders;
        _runner = runner;
    }

    internal void SetFeedStatus(in FeedStatusPayload status)
    {
        if (!_state.Venues.IsFeed(status.Feed))
        {
            _state.Alert(AlertCode.InvalidRecord, status.Feed, "the state of a feed that is not known"u8);
            return;
        }

        _state.Venues.SetGap(status.Feed, status.Condition != FeedCondition.Recovered);
    }

    internal void SetSessionStatus(in RecordHeader header, in SessionStatusPayload status)
    {
        VenueId venue = new(status.Venue);
        bool isForeign = header.SourceKind == SourceKind.Venue && header.SourceId != status.Venue;
        if (isForeign || !_state.Venues.IsKnown(venue))
        {
            _state.Alert(
                AlertCode.InvalidRecord, status.Venue, "the session of a venue that is not known, or is not the source"u8);
            return;
        }

        _state.Venues.SetUp(venue, status.IsUp != 0);
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
            case SlotAction.Stop when _state.Flattens.IsActive(slot.Number):
                _flattens.Stop(slot);
                break;
            case SlotAction.Start when _state.Flattens.IsActive(slot.Number):
                _state.Alert(
                    AlertCode.InvalidRecord, control.Slot, "the slot is being flattened: it can be started when that has ended"u8);
                break;
            case SlotAction.Stop when slot.IsRunning:
                _runner.Stop(slot, in control.Reason);
                break;
            case SlotAction.Quarantine when _state.IsBounded:
                Quarantine(slot, in control.Reason);
                break;
            case SlotAction.Quarantine when slot.IsRunning: // In the first behaviour.
                _runner.End(slot, SlotState.Quarantined, in control.Reason);
                break;
            case SlotAction.Start when slot.State == SlotState.Stopped:
                // Running first: OnHandover may send.
                bool isFirst = slot.IsUnstarted;
                slot.IsUnstarted = false;
                slot.State = SlotState.Running;
                _runner.Publish(slot, in control.Reason);
                _runner.Run(slot, isFirst ? StrategyCall.OnStart : StrategyCall.OnHandover);
                break;
            default:
                _state.Alert(AlertCode.InvalidRecord, control.Slot, "the slot's state does not allow this command"u8);
                break;
        }
    }

    /// <summary>By hand what a fault does by itself, but for the version before, which only a fault brings back.</summary>
    private void Quarantine(StrategySlot slot, in Text200 reason)
    {
        ReadOnlySpan<byte> problem =
            _state.Flattens.IsActive(slot.Number) ? "the slot is being flattened: it can be quarantined when that has ended"u8
            : slot.State == SlotState.Empty ? "the slot is empty: there is no version to quarantine"u8
            : slot.State == SlotState.Quarantined ? "the slot is quarantined already"u8
            : default;
        if (problem.IsEmpty)
        {
            _runner.Fault(slot, in reason, isRollback: false);
        }
        else
        {
            _state.Alert(AlertCode.InvalidRecord, slot.Number, problem);
        }
    }

    /// <summary>
    /// A strategy that ended the process is taken out before it runs again; the version before goes on in its place, if the
    /// slot wants that.
    /// </summary>
    internal void Poison(in SlotPoisonedPayload poisoned)
    {
        StrategySlot? slot = SlotOf(poisoned.Slot);
        if (slot is null)
        {
            return;
        }

        _state.Outputs.Add(RecordType.Alert, new AlertPayload
        {
            Code = AlertCode.SlotPoisoned,
            Count = 1,
            Detail = (long)poisoned.CauseSequence,
            Text = poisoned.Reason,
        });
        if (slot.IsRunning)
        {
            _runner.Fault(slot, in poisoned.Reason, slot.OnFault == FaultAction.Rollback);
        }
    }

    internal void Hold(in SendsHeldPayload held)
    {
        _state.AreSendsHeld = held.IsHeld != 0;
        _state.Outputs.Add(RecordType.Alert, new AlertPayload
        {
            Code = AlertCode.SendsHeld,
            Count = 1,
            Detail = held.IsHeld,
            Text = held.Reason,
        });
    }

    internal void SetParameter(in ParameterSetPayload parameter)
    {
        StrategySlot? slot = SlotOf(parameter.Slot);
        if (slot is null)
        {
            return;
        }

        long old = 0;
        bool hadOld = slot.Current?.TryGetParameter(in parameter.Name, out old) ?? false;
        if (!hadOld)
        {
            // Of a version that cannot tell, what was set for the slot before.
            hadOld = slot.TryGetParameter(in parameter.Name, out old);
        }

        ParameterOutcome? outcome = !slot.HasRoomFor(in parameter.Name) ? ParameterOutcome.TooMany
            : slot.Current is null ? ParameterOutcome.Set
            : _runner.SetParameter(slot, in parameter.Name, parameter.ValueBits);
        if (outcome is null)
        {
            return;
        }

        if (outcome == ParameterOutcome.Set)
        {
            slot.Remember(in parameter.Name, parameter.ValueBits);
            PublishChange(in parameter, hadOld, old);
            if (slot.IsRunning)
            {
                _runner.Run(slot, StrategyCall.OnParametersChanged);
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

    internal void SetLimit(in LimitSetPayload limit)
    {
        LimitEntry entry = new()
        {
            Control = limit.Control,
            Scope = limit.Scope,
            ScopeId = limit.ScopeId,
            Instrument = limit.Instrument,
            Value = limit.Value,
        };
        LimitTableErrorCode error = _state.Gate.Limits.TrySet(in entry, out bool hadOld, out long old);
        if (error != LimitTableErrorCode.None)
        {
            Text200Builder text = default;
            text.Add("limit "u8);
            text.Add(LimitText.Utf8NameOf(limit.Control));
            text.Add(" is refused: "u8);
            text.Add(WhyNot(error));
            _state.Alert(AlertCode.InvalidRecord, (long)limit.Control, text.Text);
            return;
        }

        _state.Outputs.Add(RecordType.LimitChanged, new LimitChangedPayload
        {
            Control = limit.Control,
            Scope = limit.Scope,
            HadOld = hadOld ? (ushort)1 : (ushort)0,
            ScopeId = limit.ScopeId,
            Instrument = limit.Instrument,
            OldValue = old,
            NewValue = limit.Value,
            Who = limit.Who,
            Reason = limit.Reason,
        });
    }

    private static ReadOnlySpan<byte> WhyNot(LimitTableErrorCode error) => error switch
    {
        LimitTableErrorCode.UnknownControl => "the control is not known"u8,
        LimitTableErrorCode.UnknownScope => "the scope is not known"u8,
        LimitTableErrorCode.UnknownScopeId => "there is no such slot or account"u8,
        LimitTableErrorCode.UnknownInstrument => "the instrument is not in the universe"u8,
        LimitTableErrorCode.NegativeValue => "it is negative"u8,
        LimitTableErrorCode.ValueTooLarge => "more messages a second than the gate can count"u8,
        _ => "messages are counted per strategy, account and firm, over all instruments"u8,
    };

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

    private void PublishChange(in ParameterSetPayload parameter, bool hadOld, long old) =>
        _state.Outputs.Add(RecordType.ParameterChanged, new ParameterChangedPayload
        {
            Slot = parameter.Slot,
            Type = parameter.Type,
            HadOld = hadOld ? 1 : 0,
            OldBits = hadOld ? old : 0,
            NewBits = parameter.ValueBits,
            Name = parameter.Name,
            Who = parameter.Who,
            Reason = parameter.Reason,
        });

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
