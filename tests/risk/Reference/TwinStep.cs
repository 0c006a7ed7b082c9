using Strategies.Sdk;

namespace Strategies.Risk.Tests.Reference;

/// <summary>What happens in one step of a twin run.</summary>
internal enum TwinAction
{
    New,
    Replace,
    Cancel,
    Fill,
    Release,
    Reserve,
    Adjust,
    Kill,
    Tradable,
    Mark,
    Commit,
    RollBack,
    Limits,
}

/// <summary>One step: an action, and all that any action may need.</summary>
internal sealed record TwinStep(
    TwinAction Action, long ElapsedNs, TwinOrder Order, TwinMarket Market, Price Price, long Quantity, long CumQty,
        RiskScope Scope, bool Flag, LimitEntry[] Limits)
{
    public override string ToString() =>
        $"{Action} +{ElapsedNs} {Order} {Market} price {Price.Raw} qty {Quantity} cum {CumQty} {Scope} {Flag}" +
        (Action == TwinAction.Limits ? " " + TwinLimits.Text(Limits) : "");
}

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

/// <summary>A market as generated; the age is counted back from the time of the step.</summary>
internal sealed record TwinMarket(Price Bid, Price Offer, Price Last, long? AgeNs, bool IsGap)
{
    public ReferencePrice ToReference(long timeNs) =>
        new() { BestBid = Bid, BestOffer = Offer, LastTrade = Last, TimeNs = AgeNs is null
            ? 0
            : timeNs - AgeNs.Value, IsGap = IsGap };
}

/// <summary>Prints limits in a failing case.</summary>
internal static class TwinLimits
{
    public static string Text(IEnumerable<LimitEntry> limits) =>
        string.Join("; ",
            limits.Select(limit =>
            $"{limit.Control} {limit.Scope} {limit.ScopeId} instrument {limit.Instrument} = {limit.Value}"));
}
