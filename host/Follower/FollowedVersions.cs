using Strategies.Engine.Slots;
using Strategies.Journal.Store;
using Strategies.Plugins;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Retiring;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Follower;

/// <summary>
/// Versions from the journal's store for the engines of a follower, loaded when a record asks for them. Engines share
/// what is loaded, each with instances of its own; what none holds any more is unloaded when there is time for it, so
/// that a follower may live through any number of swaps.
/// </summary>
/// <remarks>The follower's thread.</remarks>
/// <param name="store">The journal's store.</param>
internal sealed class FollowedVersions(ContentStore store) : StrategySource
{
    /// <summary>So many wait until there is nothing else to do.</summary>
    private const int ReclaimWhenIdle = 8;

    /// <summary>So many are too many: following waits for them.</summary>
    private const int ReclaimAtOnce = RetiredList.DefaultCapacity / 2;

    private readonly Dictionary<(int Slot, Hash256 Hash), Holding> _held = [];
    private RetiredList _retired = new();
    private VersionLoader? _loader;

    /// <summary>Versions that wait to be unloaded.</summary>
    internal int Retired => _retired.Count;

    /// <inheritdoc/>
    /// <exception cref="PackageException">The package is refused or cannot be loaded.</exception>
    /// <exception cref="Journal.JournalException">It is not in the store, or damaged.</exception>
    public override StagedStrategy Take(int slot, Hash256 packageHash)
    {
        if (!_held.TryGetValue((slot, packageHash), out Holding? holding))
        {
            _loader ??= new VersionLoader(store, _retired);
            holding = new Holding(_loader.Load(slot, packageHash));
            _held[(slot, packageHash)] = holding;
        }

        PreparedVersion version = new(holding.Loaded);
        holding.Count++;
        return version;
    }

    /// <inheritdoc/>
    public override void Retire(int slot, StagedStrategy staged)
    {
        if (_held.TryGetValue((slot, staged.PackageHash), out Holding? holding) && --holding.Count == 0)
        {
            _held.Remove((slot, staged.PackageHash));
            _retired.TryAdd(holding.Loaded);
        }
    }

    /// <summary>Unloads what waits. Stops every thread of the process; not while an engine runs a record.</summary>
    /// <param name="isIdle">True when there is nothing else to do.</param>
    internal void Turn(bool isIdle)
    {
        if (_retired.Count < (isIdle ? ReclaimWhenIdle : ReclaimAtOnce))
        {
            return;
        }

        _retired.Reclaim();
        if (_retired.Count >= ReclaimWhenIdle)
        {
            // What is still in memory is the collector's; a new list does not look for it again and again.
            _retired = new RetiredList();
            _loader = null;
        }
    }

    private sealed class Holding(LoadedStrategy loaded)
    {
        internal LoadedStrategy Loaded { get; } = loaded;

        internal int Count { get; set; }
    }
}
