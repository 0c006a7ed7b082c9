using Strategies.Engine.Slots;
using Strategies.Plugins.Loading;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Follower.Rehearsing;

/// <summary>
/// The versions of a rehearsal: the candidate as it was loaded and warmed up, all others from the store.
/// </summary>
/// <param name="candidate">The candidate.</param>
/// <param name="others">The store's.</param>
internal sealed class CandidateVersions(LoadedStrategy candidate, StoredVersions others) : StrategySource
{
    /// <inheritdoc/>
    public override StagedStrategy Take(int slot, Hash256 packageHash) =>
        slot == candidate.Slot && packageHash == candidate.PackageHash
            ? new PreparedVersion(candidate)
            : others.Take(slot, packageHash);

    /// <inheritdoc/>
    /// <remarks>The process ends soon; nothing is reclaimed.</remarks>
    public override void Retire(int slot, StagedStrategy staged)
    {
    }
}
