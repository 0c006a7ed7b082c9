using Strategies.Records;

namespace Strategies.Engine.Slots;

/// <summary>
/// Obeys the driver's records of callbacks that took more than their slot may. What such a callback sent has left and
/// stays; only what comes after it is contained.
/// </summary>
internal sealed class OverrunHandler
{
    private readonly EngineState _state;
    private readonly SlotRunner _runner;

    internal OverrunHandler(EngineState state, SlotRunner runner)
    {
        _state = state;
        _runner = runner;
    }

    internal void Apply(in CallbackOverrunPayload overrun)
    {
        StrategySlot? slot = overrun.Slot > 0 && overrun.Slot <= _state.SlotCount ? _state.Slots[overrun.Slot] : null;
        OverrunKind last = _state.IsBounded ? OverrunKind.AllocationPerSession : OverrunKind.Allocation;
        bool isKnown = overrun.Kind >= OverrunKind.Time && overrun.Kind <= last
            && overrun.Action is >= OverrunAction.Alert and <= OverrunAction.QuarantineAndRollback;
        if (slot is null || !isKnown)
        {
            _state.Alert(
                AlertCode.InvalidRecord, overrun.Slot, "an overrun names a slot, kind or action that is not there"u8);
            return;
        }

        Text200 text = Describe(slot, in overrun);
        _state.Outputs.Add(RecordType.Alert, new AlertPayload
        {
            Code = AlertCode.CallbackOverrun,
            Count = (int)Math.Clamp(overrun.Count, 1, int.MaxValue),
            Detail = (long)overrun.CauseSequence,
            Text = text,
        });
        if (overrun.Action != OverrunAction.Alert && slot.IsRunning)
        {
            _runner.Fault(slot, in text, overrun.Action == OverrunAction.QuarantineAndRollback);
        }
    }

    private static Text200 Describe(StrategySlot slot, in CallbackOverrunPayload overrun)
    {
        ReadOnlySpan<byte> unit = overrun.Kind switch
        {
            OverrunKind.Time => " ns, budget "u8,
            OverrunKind.AllocationPerSecond => " bytes in a second with what came before it, bound "u8,
            OverrunKind.AllocationPerSession => " bytes in the session with what came before it, bound "u8,
            _ => " bytes, budget "u8,
        };
        Text200Builder text = default;
        text.Add("slot '"u8);
        text.Add(slot.RecordName);
        text.Add("': "u8);
        text.Add(overrun.Call);
        text.Add(overrun.Kind == OverrunKind.Time ? " took "u8 : " allocated "u8);
        text.Add(overrun.Measured);
        text.Add(unit);
        text.Add(overrun.Budget);
        return text.Text;
    }
}
