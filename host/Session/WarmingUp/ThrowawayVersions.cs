using Strategies.Engine.Slots;
using Strategies.Plugins.Loading;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Session.WarmingUp;

/// <summary>A new instance of one loaded version each time: a rehearsal swaps a version with itself.</summary>
public sealed class ThrowawayVersions(LoadedStrategy loaded) : StrategySource
{
    public override StagedStrategy Take(int slot, Hash256 packageHash) => new PreparedVersion(loaded);

    public override void Retire(int slot, StagedStrategy staged)
    {
    }
}
