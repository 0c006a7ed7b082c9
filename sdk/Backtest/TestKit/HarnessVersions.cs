using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Backtest.TestKit;

/// <summary>The instances that wait for the slot, by the hash that each was given.</summary>
internal sealed class HarnessVersions : StrategySource
{
    private readonly Dictionary<Hash256, HarnessStage> _staged = [];
    private ulong _count;

    public override StagedStrategy? Take(int slot, Hash256 packageHash) =>
        _staged.Remove(packageHash, out HarnessStage? staged) ? staged : null;

    public override void Retire(int slot, StagedStrategy staged)
    {
    }

    internal HarnessStage Stage(Strategy instance)
    {
        HarnessStage staged = new(instance, ++_count);
        _staged[staged.PackageHash] = staged;
        return staged;
    }
}
