using Strategies.Backtest.Tests.Support;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plugins;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Retiring;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Session.Tests;

/// <summary>From a hash to code, through the store.</summary>
public sealed class VersionLoaderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ContentStore _store;
    private readonly Hash256 _ladder;

    public VersionLoaderTests()
    {
        _store = new ContentStore(_folder.File("store"));
        _ladder = PackageIntake.Add(Packages.Ladder, _store);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_version_is_loaded_by_slot_and_hash_each_time_into_a_context_of_its_own()
    {
        VersionLoader loader = new(_store);
        LoadedStrategy first = loader.Load(1, _ladder);
        LoadedStrategy second = loader.Load(2, _ladder);
        Assert.Equal((1, _ladder), (first.Slot, first.PackageHash));
        Assert.Equal((2, _ladder), (second.Slot, second.PackageHash));
        Assert.NotSame(new PreparedVersion(first).Instance.GetType(), new PreparedVersion(second).Instance.GetType());
    }

    [Fact]
    public void A_package_that_was_changed_in_the_store_is_not_loaded()
    {
        string assembly = Directory.GetFiles(_store.PathOf(_ladder), "*.dll").Single();
        File.SetAttributes(assembly, FileAttributes.Normal);
        byte[] bytes = File.ReadAllBytes(assembly);
        bytes[^100] ^= 1;
        File.WriteAllBytes(assembly, bytes);
        JournalException damaged = Assert.Throws<JournalException>(() => new VersionLoader(_store).Load(1, _ladder));
        Assert.Equal(JournalFault.ContentMismatch, damaged.Fault);
        Assert.Contains(_ladder.ToString(), damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_of_nothing_and_a_hash_of_something_else_than_a_package_are_refused()
    {
        VersionLoader loader = new(_store);
        JournalException missing = Assert.Throws<JournalException>(() => loader.Load(1, new Hash256(1, 2, 3, 4)));
        Assert.Equal(JournalFault.ContentMissing, missing.Fault);
        Hash256 file = _store.AddFile("no package"u8);
        Assert.Throws<PackageException>(() => loader.Load(1, file));
    }

    [Fact]
    public void Another_package_under_the_hash_is_refused()
    {
        Hash256 other = PackageIntake.Add(Packages.LadderV2, _store);
        Directory.Delete(_store.PathOf(_ladder), recursive: true);
        Directory.Move(_store.PathOf(other), _store.PathOf(_ladder));
        JournalException wrong = Assert.Throws<JournalException>(() => new VersionLoader(_store).Load(1, _ladder));
        Assert.Equal(JournalFault.ContentMismatch, wrong.Fault);
        Assert.Contains(other.ToString(), wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_loaded_while_the_retired_list_is_full()
    {
        RetiredList retired = new(capacity: 1);
        VersionLoader loader = new(_store, retired);
        Assert.True(retired.TryAdd(loader.Load(1, _ladder)));
        PackageException full = Assert.Throws<PackageException>(() => loader.Load(1, _ladder));
        Assert.Equal(retired.FullMessage, full.Hint);
    }
}
