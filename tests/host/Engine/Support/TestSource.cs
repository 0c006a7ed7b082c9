using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Support;

/// <summary>Versions that a test has staged, by hash, and those that came back.</summary>
internal sealed class TestSource : StrategySource
{
    private readonly Dictionary<(int Slot, Hash256 Hash), TestStage> _staged = [];
    private ulong _nextHash = 1;

    internal List<TestStage> Retired { get; } = [];

    public override StagedStrategy? Take(int slot, Hash256 packageHash) =>
        _staged.Remove((slot, packageHash), out TestStage? staged) ? staged : null;

    public override void Retire(int slot, StagedStrategy staged) => Retired.Add((TestStage)staged);

    internal TestStage Stage(int slot, Strategy instance, Hash256 hash = default)
    {
        TestStage staged = new(instance, hash.IsEmpty ? new Hash256(_nextHash++, 0, 0, 0) : hash);
        _staged[(slot, staged.PackageHash)] = staged;
        return staged;
    }
}
