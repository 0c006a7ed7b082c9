using Strategies.Backtest.Tests.Support;
using Strategies.Journal.Store;
using Strategies.Plugins.Packages;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Session.Tests;

/// <summary>Versions for a run of a journal, out of its store.</summary>
public sealed class StoredVersionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_version_taken_is_an_instance_of_its_own_and_its_code_is_loaded_once_a_slot()
    {
        ContentStore store = new(_folder.File("store"));
        Hash256 ladder = PackageIntake.Add(Packages.Ladder, store);
        StoredVersions versions = new(store);
        PreparedVersion first = (PreparedVersion)versions.Take(1, ladder);
        PreparedVersion second = (PreparedVersion)versions.Take(1, ladder);
        PreparedVersion other = (PreparedVersion)versions.Take(2, ladder);
        Assert.NotSame(first.Instance, second.Instance);
        Assert.Same(first.Instance.GetType(), second.Instance.GetType());
        Assert.NotSame(first.Instance.GetType(), other.Instance.GetType());
    }
}
