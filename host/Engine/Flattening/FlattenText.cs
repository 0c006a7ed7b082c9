using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Flattening;

/// <summary>What is left behind a flattening, in words. Allocates nothing.</summary>
internal static class FlattenText
{
    /// <summary>A position that is left.</summary>
    /// <param name="state">The day's instruments and venues.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="obstacle">What the gate or the venue said; none when the order simply was not filled.</param>
    /// <param name="ending">Why the flattening ends before its orders have; empty when they have.</param>
    internal static Text200 OfPosition(
        EngineState state, StrategySlot slot, Instrument instrument, RejectReason obstacle, ReadOnlySpan<byte> ending)
    {
        long left = state.Positions[slot.Number, instrument.Id].Quantity;
        Text200Builder text = Begin(slot);
        text.Add(left);
        text.Add(" of "u8);
        text.Add(instrument.Symbol);
        if (IsAmbiguous(state.Instruments, instrument))
        {
            text.Add("@"u8);
            text.Add(state.Venues.NameOf(instrument.Venue));
        }

        text.Add(" left: "u8);
        if (!ending.IsEmpty)
        {
            text.Add(ending);
        }
        else if (obstacle == FlattenTable.NoFarSide)
        {
            text.Add(left > 0 ? "the book has no bid"u8 : "the book has no offer"u8);
        }
        else if (obstacle != RejectReason.None)
        {
            text.Add("a closing order was refused, "u8);
            text.Add(obstacle);
        }
        else
        {
            text.Add("the closing order was not filled whole at its limit"u8);
        }

        return text.Text;
    }

    /// <summary>Orders that still work.</summary>
    internal static Text200 OfOrders(StrategySlot slot, int count, ReadOnlySpan<byte> ending)
    {
        Text200Builder text = Begin(slot);
        text.Add(count);
        text.Add(count == 1 ? " order still works: "u8 : " orders still work: "u8);
        text.Add(ending);
        return text.Text;
    }

    /// <summary>Positions that are not told one by one.</summary>
    internal static Text200 OfOthers(StrategySlot slot, int count)
    {
        Text200Builder text = Begin(slot);
        text.Add(count);
        text.Add(count == 1 ? " more position is left"u8 : " more positions are left"u8);
        return text.Text;
    }

    private static Text200Builder Begin(StrategySlot slot)
    {
        Text200Builder text = default;
        text.Add("slot '"u8);
        text.Add(slot.RecordName);
        text.Add("' is not flat: "u8);
        return text;
    }

    private static bool IsAmbiguous(ReadOnlySpan<Instrument> instruments, Instrument instrument)
    {
        foreach (Instrument other in instruments)
        {
            if (other.Id != instrument.Id && other.Symbol == instrument.Symbol)
            {
                return true;
            }
        }

        return false;
    }
}
