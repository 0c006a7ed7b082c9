using Strategies.Records;

namespace Strategies.Plugins.Retiring;

/// <summary>Names a retired version.</summary>
/// <param name="Slot">The slot it was loaded for.</param>
/// <param name="PackageHash">The package.</param>
/// <param name="StrategyName">Full name of the strategy's class.</param>
public readonly record struct RetiredContext(int Slot, Hash256 PackageHash, string StrategyName)
{
    /// <summary>Slot, class and short hash.</summary>
    public override string ToString() => $"slot {Slot} {StrategyName} {PackageHash.ToShortString()}";
}
