using Strategies.Engine.Orders;
using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Flattening;

/// <summary>The orders that close a slot's positions, and what is said of positions that are left.</summary>
/// <remarks>
/// A position goes out as one immediate-or-cancel limit order, or as several at the same price where it is larger than one
/// order may be: a limit on orders that built the position must not keep anybody from closing it.
/// </remarks>
internal sealed class FlattenOrders(EngineState state, OrderHandler orders)
{
    /// <summary>Most orders for one position.</summary>
    private const int PiecesMax = 100;

    /// <summary>Instruments of which a slot holds something.</summary>
    internal int CountPositions(int slot)
    {
        int count = 0;
        for (int index = 1; index <= state.Instruments.Length; index++)
        {
            count += state.Positions[slot, new InstrumentId(index)].Quantity != 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Sends the orders that close every position of a slot, and notes what hinders one.</summary>
    internal void Send(StrategySlot slot, int ticks)
    {
        for (int index = 1; index <= state.Instruments.Length; index++)
        {
            InstrumentId instrument = new(index);
            long held = state.Positions[slot.Number, instrument].Quantity;
            if (held != 0)
            {
                state.Flattens.Note(slot.Number, instrument, Close(slot, instrument, held, ticks));
            }
        }
    }

    /// <summary>One alert for every position that is left; the last one counts those for which there is no room.</summary>
    internal void AlertPositions(StrategySlot slot, ReadOnlySpan<byte> ending)
    {
        int untold = 0;
        foreach (Instrument instrument in state.Instruments)
        {
            long left = state.Positions[slot.Number, instrument.Id].Quantity;
            if (left == 0)
            {
                continue;
            }

            if (!state.Outputs.HasRoom(EngineOutputs.CallbackReserveBytes(state.Options)))
            {
                untold++;
                continue;
            }

            RejectReason obstacle = state.Flattens.ObstacleOf(slot.Number, instrument.Id);
            state.Alert(
                AlertCode.NotFlat, slot.Number, FlattenText.OfPosition(state, slot, instrument, obstacle, ending));
        }

        if (untold > 0)
        {
            state.Alert(AlertCode.NotFlat, slot.Number, FlattenText.OfOthers(slot, untold));
        }
    }

    /// <returns>Why it cannot be closed whole; none when the orders have left.</returns>
    private RejectReason Close(StrategySlot slot, InstrumentId instrument, long held, int ticks)
    {
        Instrument definition = state.Instruments[instrument.Value - 1];
        Side side = held > 0 ? Side.Sell : Side.Buy;
        if (!ClosingPrice.TryFind(side, state.Books[instrument.Value - 1], definition, ticks, out Price price))
        {
            return FlattenTable.NoFarSide;
        }

        long lot = definition.Lot.Raw;
        long largest = state.Gate.LargestOrder(slot.Number, instrument, price).Raw;
        long left = Math.Abs(Math.Max(held, -long.MaxValue));
        RejectReason refusal = RejectReason.None;
        for (int piece = 0; left > 0 && refusal == RejectReason.None; piece++)
        {
            if (piece == PiecesMax)
            {
                return RejectReason.CapacityExceeded;
            }

            // What no order may carry is sent as it is: the gate refuses it and says by which limit.
            long quantity = largest > 0 ? Math.Min(left, largest) : left;
            // Whole lots first: what is less than one stays behind them.
            quantity -= quantity > lot ? quantity % lot : 0;
            refusal = orders.Close(slot, NewOrder.Limit(instrument, side, price, quantity, TimeInForce.ImmediateOrCancel)).Reason;
            left -= quantity;
        }

        return refusal;
    }
}
