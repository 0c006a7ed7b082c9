using System.Runtime.CompilerServices;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Parameters;
using Strategies.Plugins.Retiring;
using Strategies.Plugins.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Plugins.Tests;

[Collection(AloneCollection.Name)]
public sealed class RetiredListTests : IDisposable
{
    private readonly LoaderFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("Quiet")]
    [InlineData("Throwing")]
    [InlineData("Dependent")]
    public void A_retired_version_is_proven_collected(string project)
    {
        LoadUseRetire(_fixture.Stage(project));
        Assert.Equal(1, _fixture.Retired.Count);

        ReclaimReport report = _fixture.Retired.Reclaim();
        Assert.Equal(1, report.CollectedCount);
        Assert.True(report.IsClean, report.ToString());
        Assert.InRange(report.Rounds, 1, RetiredList.MaxRounds);
        Assert.Equal(0, _fixture.Retired.Count);
    }

    [Fact]
    public void Fifty_versions_leave_nothing_behind()
    {
        string folder = _fixture.Stage("Dependent");
        for (int warm = 0; warm < 5; warm++)
        {
            LoadUseRetire(folder);
            Assert.True(_fixture.Retired.Reclaim().IsClean);
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        int assembliesBefore = AppDomain.CurrentDomain.GetAssemblies().Length;
        for (int round = 0; round < 50; round++)
        {
            LoadUseRetire(folder);
            ReclaimReport report = _fixture.Retired.Reclaim();
            Assert.True(report.IsClean, report.ToString());
        }

        long growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(growth < 1_000_000, $"managed memory grew by {growth} bytes");
        Assert.InRange(AppDomain.CurrentDomain.GetAssemblies().Length, 0, assembliesBefore + 5);
    }

    [Fact]
    public void A_version_whose_instance_is_held_is_reported_by_slot_and_hash_until_it_is_let_go()
    {
        string folder = _fixture.Stage("Quiet");
        Hash256 hash = FolderHash.Of(folder);
        object[] leak = new object[1];
        LoadHoldRetire(folder, leak);
        LoadUseRetire(_fixture.Stage("Throwing"));

        ReclaimReport report = _fixture.Retired.Reclaim();
        Assert.Equal(1, report.CollectedCount);
        Assert.Equal(new RetiredContext(3, hash, "Quiet.QuietStrategy"), Assert.Single(report.Alive));
        Assert.Contains(
            $"slot 3 Quiet.QuietStrategy {hash.ToShortString()}", report.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _fixture.Retired.Count);
        GC.KeepAlive(leak);

        leak[0] = new object();
        Assert.True(_fixture.Retired.Reclaim().IsClean);
        Assert.Equal(0, _fixture.Retired.Count);
    }

    [Fact]
    public void Nothing_is_unloaded_before_it_is_asked_for()
    {
        LoadedStrategy loaded = _fixture.Load(_fixture.Stage("Quiet"));
        Assert.True(_fixture.Retired.TryAdd(loaded));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.NotNull(loaded.CreateInstance());
    }

    [Fact]
    public void A_full_list_refuses_more_versions_with_a_hint()
    {
        using LoaderFixture small = new(retiredCapacity: 2);
        string folder = small.Stage("Quiet");
        LoadedStrategy third = small.Load(folder);
        Assert.True(small.Retired.TryAdd(small.Load(folder)));
        Assert.True(small.Retired.TryAdd(small.Load(folder)));

        Assert.True(small.Retired.IsFull);
        Assert.False(small.Retired.TryAdd(third));
        PackageException exception = Assert.Throws<PackageException>(() => small.Load(folder));
        Assert.Contains(
            "2 retired versions wait to be unloaded, 2 is the limit; reclaim them in an idle window", exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_unloaded_version_gives_no_more_instances_and_cannot_be_retired_again()
    {
        LoadedStrategy loaded = _fixture.Load(_fixture.Stage("Quiet"));
        Assert.True(_fixture.Retired.TryAdd(loaded));
        Assert.Throws<InvalidOperationException>(() => _fixture.Retired.TryAdd(loaded));
        Assert.True(_fixture.Retired.Reclaim().IsClean);
        Assert.True(loaded.IsUnloaded);
        Assert.Throws<InvalidOperationException>(() => loaded.CreateInstance());
        Assert.Throws<InvalidOperationException>(() => _fixture.Retired.TryAdd(loaded));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LoadUseRetire(string folder)
    {
        LoadedStrategy loaded = _fixture.Load(folder);
        (Strategy instance, ParameterTable parameters) = loaded.CreateInstanceWithParameters();
        Assert.NotEmpty(parameters.Definitions);
        StateWriter writer = new(new byte[1024], instance.StateSchemaVersion);
        instance.Save(ref writer);
        Assert.True(_fixture.Retired.TryAdd(loaded));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LoadHoldRetire(string folder, object[] leak)
    {
        LoadedStrategy loaded = _fixture.Load(folder, slot: 3);
        leak[0] = loaded.CreateInstance();
        Assert.True(_fixture.Retired.TryAdd(loaded));
    }
}
