using Strategies.Sdk;

namespace Strategies.Risk;

/// <content>How large one order may be.</content>
public sealed partial class RiskGate
{
    /// <summary>
    /// The largest quantity of one limit order that the maximum quantity and the maximum notional let pass: for whoever has
    /// to split one. It promises nothing: the order passes every check of <see cref="CheckNew"/> all the same.
    /// </summary>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="price">The order's price.</param>
    /// <returns>Whole lots; 0 when not even one passes, or slot, instrument or a limit are not there.</returns>
    public Quantity LargestOrder(int slot, InstrumentId instrument, Price price)
    {
        if (!HasAccount(slot) || !IsKnown(instrument))
        {
            return Quantity.Zero;
        }

        LimitPath path = Limits.PathOf(slot, _accountOfSlot[slot], instrument.Value);
        EffectiveLimit quantity = Limits.Tightest(RiskControl.MaxQuantity, in path);
        EffectiveLimit notional = Limits.Tightest(RiskControl.MaxNotional, in path);
        if (!quantity.IsSet || !notional.IsSet)
        {
            return Quantity.Zero;
        }

        Instrument definition = _instruments[instrument.Value - 1];
        long lot = definition.Lot.Raw;
        Int128 perLot = PriceRules.Notional(definition, price.Raw, lot);
        long lots = quantity.Value / lot;
        if (perLot > 0 && notional.Value / perLot < lots)
        {
            lots = (long)(notional.Value / perLot);
            // What a bond's lot loses by rounding comes together in many of them.
            lots -= PriceRules.Notional(definition, price.Raw, lots * lot) > notional.Value ? 1 : 0;
        }

        return lots * lot;
    }
}
