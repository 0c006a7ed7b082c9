using Strategies.Engine.Slots;
using Strategies.Engine.Tests.Support;
using Strategies.Records;

namespace Strategies.Engine.Tests.Flattening;

/// <summary>Makes a busy version anew whenever a record or a snapshot asks for one.</summary>
internal sealed class FreshSource : StrategySource
{
    public override StagedStrategy Take(int slot, Hash256 packageHash) => new TestStage(new BusyStrategy(), packageHash);

    public override void Retire(int slot, StagedStrategy staged)
    {
    }
}
