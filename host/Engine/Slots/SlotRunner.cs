using System.Runtime.CompilerServices;
using Strategies.Engine.Orders;
using Strategies.Engine.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Slots;

/// <summary>
/// Calls into strategies. An exception that leaves a callback ends here: what the callback did is undone whole, the
/// slot is
/// quarantined and its working orders are canceled; the other slots never notice.
/// </summary>
internal sealed class SlotRunner
{
    private readonly EngineState _state;
    private readonly ActionLog _actions;
    private readonly OrderDesk _orders;

    internal SlotRunner(EngineState state, ActionLog actions, OrderDesk orders)
    {
        _state = state;
        _actions = actions;
        _orders = orders;
    }

    internal long CallbackCount { get; set; }

    internal void OnBook(StrategySlot slot, in BookEvent bookEvent)
    {
        Begin(slot);
        try
        {
            slot.Strategy!.OnBook(in bookEvent);
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, "OnBook", exception);
        }
    }

    internal void OnTrade(StrategySlot slot, in TradeEvent trade)
    {
        Begin(slot);
        try
        {
            slot.Strategy!.OnTrade(in trade);
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, "OnTrade", exception);
        }
    }

    internal void OnMarketStatus(StrategySlot slot, in MarketStatusEvent status)
    {
        Begin(slot);
        try
        {
            slot.Strategy!.OnMarketStatus(in status);
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, "OnMarketStatus", exception);
        }
    }

    internal void OnOrderUpdate(StrategySlot slot, in OrderUpdate update)
    {
        Begin(slot);
        try
        {
            slot.Strategy!.OnOrderUpdate(in update);
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, "OnOrderUpdate", exception);
        }
    }

    internal void OnTimer(StrategySlot slot, in TimerEvent timer)
    {
        Begin(slot);
        try
        {
            slot.Strategy!.OnTimer(in timer);
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, "OnTimer", exception);
        }
    }

    /// <summary>Calls one of the callbacks without arguments.</summary>
    /// <returns>False when it threw.</returns>
    internal bool Run(StrategySlot slot, SlotCall call)
    {
        Begin(slot);
        try
        {
            Strategy strategy = slot.Strategy!;
            switch (call)
            {
                case SlotCall.OnStart:
                    strategy.OnStart();
                    break;
                case SlotCall.OnHandover:
                    strategy.OnHandover();
                    break;
                case SlotCall.OnStop:
                    strategy.OnStop();
                    break;
                case SlotCall.OnParametersChanged:
                    strategy.OnParametersChanged();
                    break;
            }

            return true;
        }
        catch (Exception exception) when (exception is not EngineFault)
        {
            Contain(slot, call.ToString(), exception);
            return false;
        }
    }

    /// <summary>Takes a slot out of trading and cancels its working orders.</summary>
    internal void End(StrategySlot slot, SlotState state, in Text200 reason)
    {
        slot.State = state;
        slot.ChangeCount++;
        Tell(slot, in reason);
        _orders.CancelAll(slot.Number);
    }

    internal void Tell(StrategySlot slot, in Text200 reason) =>
        _state.Outputs.Add(RecordType.SlotState, new SlotStatePayload
        {
            Slot = slot.Number,
            State = slot.State,
            PackageHash = slot.Current?.PackageHash ?? default,
            PreviousHash = slot.Previous?.PackageHash ?? default,
            WorkingOrders = _state.Orders.WorkingCount(slot.Number),
            Reason = reason,
        });

    private void Begin(StrategySlot slot)
    {
        _actions.Begin(slot);
        slot.ChangeCount++;
        CallbackCount++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Contain(StrategySlot slot, string callback, Exception exception)
    {
        _actions.Undo(slot);
        End(slot, SlotState.Quarantined, FaultText.Of(callback, exception));
    }
}
