using System.Runtime.CompilerServices;
using Strategies.Engine.Orders;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Slots;

/// <summary>
/// Calls into strategies. An exception that leaves a callback ends here: what the callback did is undone whole, the
/// slot is quarantined and its working orders are canceled; the other slots never notice.
/// </summary>
internal sealed class SlotRunner
{
    private readonly EngineState _state;
    private readonly ActionLog _actions;
    private readonly OrderHandler _orders;
    private StrategyCall _lastCall;
    private ulong _lastSequence;
    private long _lastMessage;

    internal SlotRunner(EngineState state, ActionLog actions, OrderHandler orders)
    {
        _state = state;
        _actions = actions;
        _orders = orders;
    }

    internal long CallbackCount { get; set; }

    /// <summary>Counts the market messages: callbacks for the same one are measured back to back.</summary>
    internal MarketDataHandler? Messages { private get; set; }

    /// <summary>Goes back to the version before, where a slot wants that.</summary>
    internal SwapHandler? Swaps { private get; set; }

    internal void OnBook(StrategySlot slot, in BookEvent bookEvent)
    {
        if (_state.IsMuted(slot.Number))
        {
            return;
        }

        Begin(slot, StrategyCall.OnBook);
        try
        {
            slot.Strategy!.OnBook(in bookEvent);
        }
        // An EngineFault is the engine's own defect: no slot is to be blamed for it, trading stops.
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, StrategyCall.OnBook, exception);
            return;
        }

        Leave(slot, StrategyCall.OnBook);
    }

    internal void OnTrade(StrategySlot slot, in TradeEvent trade)
    {
        if (_state.IsMuted(slot.Number))
        {
            return;
        }

        Begin(slot, StrategyCall.OnTrade);
        try
        {
            slot.Strategy!.OnTrade(in trade);
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, StrategyCall.OnTrade, exception);
            return;
        }

        Leave(slot, StrategyCall.OnTrade);
    }

    internal void OnMarketStatus(StrategySlot slot, in MarketStatusEvent status)
    {
        if (_state.IsMuted(slot.Number))
        {
            return;
        }

        Begin(slot, StrategyCall.OnMarketStatus);
        try
        {
            slot.Strategy!.OnMarketStatus(in status);
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, StrategyCall.OnMarketStatus, exception);
            return;
        }

        Leave(slot, StrategyCall.OnMarketStatus);
    }

    internal void OnOrderUpdate(StrategySlot slot, in OrderUpdate update)
    {
        if (_state.IsMuted(slot.Number))
        {
            return;
        }

        Begin(slot, StrategyCall.OnOrderUpdate);
        try
        {
            slot.Strategy!.OnOrderUpdate(in update);
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, StrategyCall.OnOrderUpdate, exception);
            return;
        }

        Leave(slot, StrategyCall.OnOrderUpdate);
    }

    internal void OnTimer(StrategySlot slot, in TimerEvent timer)
    {
        if (_state.IsMuted(slot.Number))
        {
            return;
        }

        Begin(slot, StrategyCall.OnTimer);
        try
        {
            slot.Strategy!.OnTimer(in timer);
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, StrategyCall.OnTimer, exception);
            return;
        }

        Leave(slot, StrategyCall.OnTimer);
    }

    /// <summary>Calls one of the callbacks without arguments.</summary>
    /// <returns>False when it threw.</returns>
    internal bool Run(StrategySlot slot, StrategyCall call)
    {
        if (_state.IsMuted(slot.Number))
        {
            return true;
        }

        Begin(slot, call);
        try
        {
            Strategy strategy = slot.Strategy!;
            switch (call)
            {
                case StrategyCall.OnStart:
                    strategy.OnStart();
                    break;
                case StrategyCall.OnHandover:
                    strategy.OnHandover();
                    break;
                case StrategyCall.OnStop:
                    strategy.OnStop();
                    break;
                case StrategyCall.OnParametersChanged:
                    strategy.OnParametersChanged();
                    break;
            }
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, call, exception);
            return false;
        }

        return Leave(slot, call);
    }

    /// <summary>Sets a parameter of the version in a slot: its setter is the strategy's own code too.</summary>
    /// <returns>None when the setter threw: the slot is quarantined; or when the slot is mute.</returns>
    internal ParameterOutcome? SetParameter(StrategySlot slot, in Text32 name, long valueBits)
    {
        if (_state.IsMuted(slot.Number))
        {
            return null;
        }

        ParameterOutcome outcome;
        Begin(slot, StrategyCall.SetParameter);
        try
        {
            outcome = slot.Current!.SetParameter(in name, valueBits);
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, StrategyCall.SetParameter, exception);
            return null;
        }

        return Leave(slot, StrategyCall.SetParameter) ? outcome : null;
    }

    /// <summary>Asks a running slot's strategy to stop, and takes it out of trading.</summary>
    internal void Stop(StrategySlot slot, in Text200 reason)
    {
        // When OnStop throws, the slot is quarantined already.
        if (Run(slot, StrategyCall.OnStop))
        {
            End(slot, SlotState.Stopped, in reason);
        }
    }

    /// <summary>Takes a slot out of trading and cancels its working orders.</summary>
    internal void End(StrategySlot slot, SlotState state, in Text200 reason)
    {
        slot.State = state;
        slot.ChangeCount++;
        Publish(slot, in reason);
        _orders.CancelAll(slot.Number);
    }

    /// <summary>What the version that leaves has begun ends with it: its timers, subscriptions and working orders.</summary>
    internal void Clear(StrategySlot slot)
    {
        slot.Timers.Clear();
        foreach (ref ulong slots in _state.Subscribers.AsSpan())
        {
            slots &= ~(1UL << (slot.Number - 1));
        }

        _orders.CancelAll(slot.Number);
    }

    /// <summary>
    /// The version in the slot has failed: it is quarantined and, if wanted, the version before goes on in its place.
    /// </summary>
    internal void Fault(StrategySlot slot, in Text200 reason, bool isRollback)
    {
        slot.IsCurrentFaulty = true;
        End(slot, SlotState.Quarantined, in reason);
        if (isRollback)
        {
            Swaps!.RollBackAfterFault(slot);
        }
    }

    internal void Publish(StrategySlot slot, in Text200 reason) =>
        _state.Outputs.Add(RecordType.SlotState, new SlotStatePayload
        {
            Slot = slot.Number,
            State = slot.State,
            PackageHash = slot.Current?.PackageHash ?? default,
            PreviousHash = slot.Previous?.PackageHash ?? default,
            WorkingOrders = _state.Orders.WorkingCount(slot.Number),
            Reason = reason,
        });

    private void Begin(StrategySlot slot, StrategyCall call)
    {
        slot.Use.Broken = SlotUseKind.None;
        _actions.Begin(slot);
        slot.ChangeCount++;
        CallbackCount++;
        if (_state.Meter is { } meter)
        {
            long message = Messages?.Counters.MarketMessages ?? 0;
            bool isNext = _lastCall == call && _lastSequence == _state.Sequence && _lastMessage == message;
            _lastCall = call;
            _lastSequence = _state.Sequence;
            _lastMessage = message;
            meter.Enter(slot.Number, call, isNext);
        }
    }

    /// <summary>A call has returned. False when it had asked for more than its slot may: it is undone, though it caught that.</summary>
    private bool Leave(StrategySlot slot, StrategyCall call)
    {
        if (slot.Use.Broken != SlotUseKind.None)
        {
            Contain(slot, call, exception: null);
            return false;
        }

        _state.Meter?.Leave(slot.Number);
        if (_state.IsBounded)
        {
            slot.Use.AddOutputBytes(_state.Sequence, _state.Outputs.Length - _state.CallbackStart);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Contain(StrategySlot slot, StrategyCall call, Exception? exception)
    {
        if (exception is not null)
        {
            _state.Meter?.Fault(slot.Number, exception);
        }

        _state.Meter?.Abandon(slot.Number);
        _lastCall = StrategyCall.None;
        // In front of the quarantine, whose own outputs must stay.
        _actions.Undo(slot);
        // A slot that is to stop, or stands, is not set running again by its own fault.
        bool isRollback = slot.OnFault == FaultAction.Rollback && slot.IsRunning && call != StrategyCall.OnStop;
        Text200 reason = FaultText.Of(slot, call, exception);
        slot.Use.Clear(); // The version that comes next begins its own second.
        Fault(slot, in reason, isRollback);
    }
}
