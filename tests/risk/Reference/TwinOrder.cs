using Strategies.Sdk;

namespace Strategies.Risk.Tests.Reference;

/// <summary>An order as generated.</summary>
internal sealed record TwinOrder(int Slot, int Account, int Instrument, Side Side, OrdType OrdType,
    TimeInForce TimeInForce, Price Price, long Quantity)
{
    public RiskOrder ToRiskOrder(int slot, int account) => new()
    {
        Slot = slot,
        Account = account,
        Instrument = new InstrumentId(Instrument),
        Side = Side,
        OrdType = OrdType,
        TimeInForce = TimeInForce,
        Price = Price,
        Quantity = Quantity,
    };
}
