using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plugins;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Retiring;
using Strategies.Records;

namespace Strategies.Session.Versions;

/// <summary>
/// Loads versions out of a store: the one way from a hash to code, for a session's beginning, a deployment, a replay, a
/// follower and a rehearsal alike. When one is loaded, and whether it may be, is decided by the sources of versions that
/// stand in front of it.
/// </summary>
/// <remarks>One thread at a time, never the hot one: reads, hashes, compiles.</remarks>
public sealed class VersionLoader
{
    private readonly ContentStore _store;
    private readonly PackageLoader _loader;

    /// <summary>Makes a loader whose versions nobody retires: for a process, or an engine, that ends with them.</summary>
    /// <param name="store">The store.</param>
    public VersionLoader(ContentStore store)
        : this(store, new RetiredList())
    {
    }

    /// <summary>Makes a loader.</summary>
    /// <param name="store">The store.</param>
    /// <param name="retired">Where its versions wait to be unloaded: nothing is loaded while it is full.</param>
    public VersionLoader(ContentStore store, RetiredList retired)
    {
        _store = store;
        _loader = new PackageLoader(FolderHash.Compute, retired);
    }

    /// <summary>
    /// Loads a version for a slot, in a context of its own, each time anew: its content is checked against its hash, and the
    /// bytes that were checked are the bytes that are loaded.
    /// </summary>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="packageHash">The version.</param>
    /// <exception cref="JournalException">The store does not have it, or has other content under its name.</exception>
    /// <exception cref="PackageException">It is refused, cannot be loaded, or too many retired versions wait.</exception>
    public LoadedStrategy Load(int slot, Hash256 packageHash)
    {
        _store.Verify(packageHash);
        return _loader.Load(slot, packageHash, _store.PathOf(packageHash));
    }
}
