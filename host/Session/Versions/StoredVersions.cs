using Strategies.Engine.Slots;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plugins;
using Strategies.Plugins.Loading;
using Strategies.Records;

namespace Strategies.Session.Versions;

/// <summary>
/// Versions from a journal's own store, loaded when a record asks for them first: what a replay runs on. Each is an instance
/// of its own; the code of a slot's version is loaded once.
/// </summary>
/// <param name="store">The store.</param>
public sealed class StoredVersions(ContentStore store) : StrategySource
{
    private readonly VersionLoader _loader = new(store);
    private readonly Dictionary<(int Slot, Hash256 PackageHash), LoadedStrategy> _loaded = [];

    /// <inheritdoc/>
    /// <exception cref="JournalException">It is not in the store, or damaged.</exception>
    /// <exception cref="PackageException">The package is refused or cannot be loaded.</exception>
    public override StagedStrategy Take(int slot, Hash256 packageHash)
    {
        if (!_loaded.TryGetValue((slot, packageHash), out LoadedStrategy? loaded))
        {
            loaded = _loader.Load(slot, packageHash);
            _loaded.Add((slot, packageHash), loaded);
        }

        return new PreparedVersion(loaded);
    }

    /// <inheritdoc/>
    /// <remarks>A replay ends soon; nothing is reclaimed.</remarks>
    public override void Retire(int slot, StagedStrategy staged)
    {
    }
}
