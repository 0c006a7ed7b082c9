using Strategies.Engine.Records;
using Strategies.Engine.Slots;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Versions;

namespace Strategies.Backtest.WarmingUp;

/// <summary>A new instance of one loaded version each time: a rehearsal swaps a version with itself.</summary>
internal sealed class ThrowawayVersions(LoadedStrategy loaded) : StrategySource
{
    public override StagedStrategy Take(int slot, Hash256 packageHash) => new PreparedVersion(loaded);

    public override void Retire(int slot, StagedStrategy staged)
    {
    }
}
