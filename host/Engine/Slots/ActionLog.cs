using Strategies.Engine.Orders;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Engine.Slots;

/// <summary>
/// What the running callback has done so far, so that it can be undone whole: a callback that throws leaves no trace
/// but the quarantine of its slot.
/// </summary>
internal sealed class ActionLog
{
    private readonly EngineState _state;
    private readonly SlotActionEntry[] _entries;
    private readonly SlotTimer[] _timersBefore = new SlotTimer[TimerTable.Capacity];
    private int _count;
    private int _timerCountBefore;
    private bool _areTimersSaved;
    private OutputMark _mark;
    private OrderCounters _countersBefore;

    internal ActionLog(EngineState state)
    {
        _state = state;
        _entries = new SlotActionEntry[state.Options.ActionsPerCallbackMax];
    }

    internal bool IsFull => _count == _entries.Length;

    /// <summary>A callback of a slot begins.</summary>
    internal void Begin(StrategySlot slot)
    {
        _count = 0;
        _areTimersSaved = false;
        _mark = _state.Outputs.Mark();
        _state.CallbackStart = _mark.Length;
        _countersBefore = _state.OrderCounters;
        _state.Gate.Mark(slot.Number);
    }

    internal void AddSend(int row, in EngineOrder evicted)
    {
        ref SlotActionEntry entry = ref _entries[_count++];
        entry.Kind = SlotActionKind.Send;
        entry.Row = row;
        entry.Before = evicted;
    }

    internal void AddChange(int row, in EngineOrder before)
    {
        ref SlotActionEntry entry = ref _entries[_count++];
        entry.Kind = SlotActionKind.Change;
        entry.Row = row;
        entry.Before = before;
    }

    internal void AddSubscribe(InstrumentId instrument) =>
        _entries[_count++] = new SlotActionEntry { Kind = SlotActionKind.Subscribe, Row = instrument.Value };

    /// <summary>To be called before a slot's timers are changed.</summary>
    internal void SaveTimers(TimerTable timers)
    {
        if (!_areTimersSaved)
        {
            _areTimersSaved = true;
            _timerCountBefore = timers.Count;
            for (int index = 0; index < timers.Count; index++)
            {
                _timersBefore[index] = timers[index];
            }
        }
    }

    /// <summary>The callback threw: everything it did is undone, the last first.</summary>
    internal void Undo(StrategySlot slot)
    {
        _state.Outputs.CutBackTo(_mark);
        _state.OrderCounters = _countersBefore;
        while (_count > 0)
        {
            ref SlotActionEntry entry = ref _entries[--_count];
            switch (entry.Kind)
            {
                case SlotActionKind.Send:
                    _state.Orders.Discard(entry.Row);
                    if (entry.Before.OrderId.Value != 0)
                    {
                        _state.Orders.Readmit(in entry.Before);
                    }

                    break;
                case SlotActionKind.Change:
                    // The row's links too: all that was added behind it is undone by now.
                    _state.Orders[entry.Row] = entry.Before;
                    break;
                case SlotActionKind.Subscribe:
                    _state.Subscribers[entry.Row - 1] &= ~(1UL << (slot.Number - 1));
                    break;
            }
        }

        _state.Gate.RollBack();
        RestoreTimers(slot.Timers);
    }

    private void RestoreTimers(TimerTable timers)
    {
        if (_areTimersSaved)
        {
            timers.Clear();
            for (int index = 0; index < _timerCountBefore; index++)
            {
                timers.Set(in _timersBefore[index]);
            }
        }
    }
}
