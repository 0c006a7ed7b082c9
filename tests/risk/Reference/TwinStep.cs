using Strategies.Sdk;

namespace Strategies.Risk.Tests.Reference;

/// <summary>One step: an action, and all that any action may need.</summary>
internal sealed record TwinStep(
    TwinAction Action, long ElapsedNs, TwinOrder Order, TwinMarket Market, Price Price, long Quantity, long CumQty,
        RiskScope Scope, bool Flag, LimitEntry[] Limits, LimitEntry Limit)
{
    public override string ToString() =>
        $"{Action} +{ElapsedNs} {Order} {Market} price {Price.Raw} qty {Quantity} cum {CumQty} {Scope} {Flag}" +
        (Action == TwinAction.Limits ? " " + TwinLimits.Text(Limits) : "") +
        (Action == TwinAction.Limit ? " " + TwinLimits.Text([Limit]) : "");
}
