using Strategies.Engine.Slots;
using Strategies.Engine.Tests.Support;
using Strategies.Records;

namespace Strategies.Engine.Tests.Snapshots;

/// <summary>Makes the versions of a random session anew, whenever a record or a snapshot asks for them.</summary>
internal sealed class BusySource(RandomSession session) : StrategySource
{
    public override StagedStrategy Take(int slot, Hash256 packageHash) => new TestStage(
        new BusyStrategy { ThrowsAt = packageHash.A == RandomSession.ThrowingVersion ? session.ThrowsAt : 0 }, packageHash);

    public override void Retire(int slot, StagedStrategy staged)
    {
    }
}
