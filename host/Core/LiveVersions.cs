using Strategies.Engine.Slots;
using Strategies.Journal.Store;
using Strategies.Plugins.Loading;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Core;

/// <summary>
/// Where a live engine gets versions from: what housekeeping has prepared, and, until it goes live, whatever the inputs
/// that are run again ask for, out of the store.
/// </summary>
/// <remarks>The engine's thread; <see cref="Prepared"/> is shared with housekeeping.</remarks>
public sealed class LiveVersions : StrategySource
{
    private readonly VersionLoader _loader;
    private readonly List<LoadedStrategy> _resident = [];
    private bool _isLive;

    /// <summary>Makes a source that is not live yet.</summary>
    /// <param name="store">The cell's store.</param>
    /// <param name="prepared">Where housekeeping puts what it has prepared.</param>
    public LiveVersions(ContentStore store, PreparedVersions prepared)
    {
        Prepared = prepared;
        _loader = new VersionLoader(store, prepared.RetiredList);
    }

    /// <summary>Versions that wait for their slots, and retired ones.</summary>
    public PreparedVersions Prepared { get; }

    /// <summary>
    /// Versions that were loaded while inputs were run again and are still in a slot; going live leaves it as it is.
    /// </summary>
    public IReadOnlyList<LoadedStrategy> Resident => _resident;

    /// <summary>
    /// The engine trades from here on: only what is prepared is given, since the hot thread must not wait for the disk and
    /// the compiler, and nothing is reclaimed but by whoever asks for it. Once, before the hot thread takes over.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is live already.</exception>
    public void GoLive()
    {
        if (_isLive)
        {
            throw new InvalidOperationException("the versions are live already");
        }

        _isLive = true;
    }

    /// <summary>Loads a version for housekeeping, which prepares it. Not the hot thread.</summary>
    /// <inheritdoc cref="VersionLoader.Load"/>
    public LoadedStrategy Load(int slot, Hash256 packageHash) => _loader.Load(slot, packageHash);

    /// <inheritdoc/>
    public override StagedStrategy? Take(int slot, Hash256 packageHash)
    {
        StagedStrategy? prepared = Prepared.Take(slot, packageHash);
        if (prepared is not null || _isLive)
        {
            return prepared;
        }

        LoadedStrategy loaded = Load(slot, packageHash);
        _resident.Add(loaded);
        return new PreparedVersion(loaded);
    }

    /// <inheritdoc/>
    public override StagedStrategy? Peek(int slot, Hash256 packageHash) => Prepared.Peek(slot, packageHash);

    /// <inheritdoc/>
    public override void Retire(int slot, StagedStrategy staged)
    {
        Prepared.Retire(slot, staged);
        if (_isLive)
        {
            return;
        }

        _resident.Remove(((PreparedVersion)staged).Loaded);
        Prepared.CollectRetired();
        // A long day is run again: its retired versions do not fit the list, and nobody trades yet.
        if (Prepared.RetiredList.IsFull)
        {
            Prepared.RetiredList.Reclaim();
        }
    }

    /// <summary>
    /// Unloads what was retired while inputs were run again: nobody trades on this engine yet, so this is the window in
    /// which the world may stop, and trading begins with an empty list.
    /// </summary>
    public void Reclaim()
    {
        Prepared.CollectRetired();
        Prepared.RetiredList.Reclaim();
    }
}
