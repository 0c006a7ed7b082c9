using Strategies.Backtest.Tests.Support;
using Strategies.Core.Tests.Support;
using Strategies.Engine.Slots;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plugins.Packages;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Core.Tests;

/// <summary>Where an engine gets versions from, before and after it goes live.</summary>
public sealed class LiveVersionsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("strategies-live-versions-");
    private readonly ContentStore _store;
    private readonly Hash256 _ladder;
    private readonly LiveVersions _versions;

    public LiveVersionsTests()
    {
        _store = new ContentStore(_folder.FullName);
        _ladder = PackageIntake.Add(Packages.Ladder, _store);
        _versions = new LiveVersions(_store, new PreparedVersions());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Before_it_goes_live_it_loads_what_is_asked_for_and_after_it_gives_only_what_is_prepared()
    {
        StagedStrategy? loaded = _versions.Take(1, _ladder);
        Assert.Equal(_ladder, loaded!.PackageHash);
        Assert.Equal([((PreparedVersion)loaded).Loaded], _versions.Resident);

        _versions.GoLive();
        Assert.Null(_versions.Take(1, _ladder));
        Assert.Null(_versions.Take(1, new Hash256(1, 2, 3, 4)));
        PreparedVersion prepared = new(_versions.Load(1, _ladder));
        _versions.Prepared.Add(prepared);
        Assert.Same(prepared, _versions.Peek(1, _ladder));
        Assert.Same(prepared, _versions.Take(1, _ladder));
        Assert.Null(_versions.Take(1, _ladder));
        Assert.Single(_versions.Resident);
    }

    [Fact]
    public void What_is_prepared_is_given_before_it_goes_live_too_and_nothing_is_loaded_for_it()
    {
        PreparedVersion prepared = new(_versions.Load(1, _ladder));
        _versions.Prepared.Add(prepared);
        Assert.Same(prepared, _versions.Take(1, _ladder));
        Assert.Empty(_versions.Resident);
    }

    [Fact]
    public void It_goes_live_once()
    {
        _versions.GoLive();
        Assert.Throws<InvalidOperationException>(_versions.GoLive);
    }

    [Fact]
    public void A_version_that_is_not_in_the_store_or_damaged_fails_the_run_before_it_goes_live()
    {
        Assert.Equal(
            JournalFault.ContentMissing,
            Assert.Throws<JournalException>(() => _versions.Take(1, new Hash256(1, 2, 3, 4))).Fault);
        string assembly = Directory.GetFiles(_store.PathOf(_ladder), "*.dll").Single();
        File.SetAttributes(assembly, FileAttributes.Normal);
        File.AppendAllText(assembly, "more");
        Assert.Equal(
            JournalFault.ContentMismatch, Assert.Throws<JournalException>(() => _versions.Take(1, _ladder)).Fault);
    }

    [Fact]
    public void A_retired_version_goes_to_the_retired_list_at_once_while_inputs_are_run_again_and_on_collection_after()
    {
        StagedStrategy first = _versions.Take(1, _ladder)!;
        StagedStrategy second = _versions.Take(2, _ladder)!;
        _versions.Retire(1, first);
        Assert.Equal(1, _versions.Prepared.RetiredList.Count);
        Assert.Equal([((PreparedVersion)second).Loaded], _versions.Resident);

        _versions.GoLive();
        _versions.Retire(2, second);
        Assert.Equal(1, _versions.Prepared.RetiredList.Count);
        Assert.Equal(1, _versions.Prepared.CollectRetired());
        Assert.Equal(2, _versions.Prepared.RetiredList.Count);
    }
}
