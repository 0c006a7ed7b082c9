using Strategies.Engine.Slots;
using Strategies.Plugins;
using Strategies.Plugins.Loading;
using Strategies.Records;

namespace Strategies.Session.Versions;

/// <summary>Versions from a journal's own store, loaded when a record asks for them: what a replay runs on.</summary>
/// <param name="loader">Loads and checks packages.</param>
/// <param name="folderOf">Where a package lies.</param>
public sealed class StoredVersions(PackageLoader loader, Func<Hash256, string> folderOf) : StrategySource
{
    /// <inheritdoc/>
    /// <exception cref="PackageException">The package is damaged or cannot be loaded.</exception>
    public override StagedStrategy Take(int slot, Hash256 packageHash) =>
        new PreparedVersion(loader.Load(slot, packageHash, folderOf(packageHash)));

    /// <inheritdoc/>
    /// <remarks>A replay ends soon; nothing is reclaimed.</remarks>
    public override void Retire(int slot, StagedStrategy staged)
    {
    }
}
