using Strategies.Engine.Slots;
using Strategies.Journal.Store;
using Strategies.Plugins.Loading;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Core;

/// <summary>
/// Where a live engine gets versions from: while inputs are run again, out of the store as records ask for them; while
/// trading, only what housekeeping has prepared.
/// </summary>
/// <remarks>The engine's thread; <see cref="Prepared"/> is shared with housekeeping.</remarks>
internal sealed class LiveVersions : StrategySource
{
    private readonly ContentStore _store;
    private readonly PackageLoader _loader;
    private readonly List<LoadedStrategy> _loaded = [];

    internal LiveVersions(ContentStore store, PreparedVersions prepared)
    {
        _store = store;
        Prepared = prepared;
        _loader = new PackageLoader(FolderHash.Compute, prepared.RetiredList);
    }

    /// <summary>Versions that wait for their slots, and retired ones.</summary>
    internal PreparedVersions Prepared { get; }

    /// <summary>True while inputs are run again.</summary>
    internal bool IsRunningAgain { get; set; }

    /// <summary>Versions that were loaded while inputs were run again and are still in a slot.</summary>
    internal IReadOnlyList<LoadedStrategy> Loaded => _loaded;

    /// <summary>Loads a version out of the store, checked against its hash. Not the hot thread.</summary>
    /// <exception cref="Plugins.PackageException">It is not there, damaged, or refused.</exception>
    internal LoadedStrategy Load(int slot, Hash256 packageHash)
    {
        _store.Verify(packageHash);
        return _loader.Load(slot, packageHash, _store.PathOf(packageHash));
    }

    /// <inheritdoc/>
    public override StagedStrategy? Take(int slot, Hash256 packageHash)
    {
        StagedStrategy? prepared = Prepared.Take(slot, packageHash);
        // While trading nothing is loaded here: the hot thread would wait for the disk and the compiler.
        if (prepared is not null || !IsRunningAgain)
        {
            return prepared;
        }

        LoadedStrategy loaded = Load(slot, packageHash);
        _loaded.Add(loaded);
        return new PreparedVersion(loaded);
    }

    /// <inheritdoc/>
    public override StagedStrategy? Peek(int slot, Hash256 packageHash) => Prepared.Peek(slot, packageHash);

    /// <inheritdoc/>
    public override void Retire(int slot, StagedStrategy staged)
    {
        Prepared.Retire(slot, staged);
        if (IsRunningAgain)
        {
            _loaded.Remove(((PreparedVersion)staged).Loaded);
            Prepared.CollectRetired();
            // A long day is run again: its retired versions do not fit the list, and nobody trades yet.
            if (Prepared.RetiredList.IsFull)
            {
                Prepared.RetiredList.Reclaim();
            }
        }
    }

    /// <summary>
    /// Unloads what was retired while inputs were run again: nobody trades on this engine yet, so this is the window in
    /// which the world may stop, and trading begins with an empty list.
    /// </summary>
    internal void Reclaim()
    {
        Prepared.CollectRetired();
        Prepared.RetiredList.Reclaim();
    }
}
