using System.Collections.Concurrent;
using Strategies.Plugins;
using Strategies.Plugins.Packages;
using Strategies.Projection.Views;
using Strategies.Records;

namespace Strategies.Edge.Deployments;

/// <summary>What versions are called by people; of each the store is asked once. Any thread.</summary>
/// <param name="packages">The packages of the cell's store.</param>
internal sealed class VersionLabels(StorePackages packages)
{
    private readonly ConcurrentDictionary<string, string> _known = [];

    /// <summary>The slots with the names of their versions.</summary>
    internal SlotView[] Label(IEnumerable<SlotView> slots) =>
        [.. slots.Select(slot => slot with { Version = slot.PackageHash.Length == 0 ? "" : LabelOf(slot.PackageHash) })];

    /// <summary>Name and version; why not in brackets, where the store cannot tell.</summary>
    internal string LabelOf(string hash)
    {
        try
        {
            return _known.GetOrAdd(hash, one => packages.LabelOf(Hash256.Parse(one)));
        }
        catch (PackageException exception)
        {
            return $"({exception.Problem})";
        }
    }
}
