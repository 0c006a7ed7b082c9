using Strategies.Engine.Slots;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plugins;
using Strategies.Records;

namespace Strategies.Session.Versions;

/// <summary>Versions from a journal's own store, loaded when a record asks for them: what a replay runs on.</summary>
/// <param name="store">The store.</param>
public sealed class StoredVersions(ContentStore store) : StrategySource
{
    private readonly VersionLoader _loader = new(store);

    /// <inheritdoc/>
    /// <exception cref="JournalException">It is not in the store, or damaged.</exception>
    /// <exception cref="PackageException">The package is refused or cannot be loaded.</exception>
    public override StagedStrategy Take(int slot, Hash256 packageHash) =>
        new PreparedVersion(_loader.Load(slot, packageHash));

    /// <inheritdoc/>
    /// <remarks>A replay ends soon; nothing is reclaimed.</remarks>
    public override void Retire(int slot, StagedStrategy staged)
    {
    }
}
