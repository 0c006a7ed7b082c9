using System.Collections.Concurrent;
using Strategies.Edge.Hosting;
using Strategies.Edge.Views;
using Strategies.Journal.Store;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Parameters;
using Strategies.Projection;
using Strategies.Projection.Views;
using Strategies.Records;

namespace Strategies.Edge.Commands;

/// <summary>
/// The parameters of versions in the store, read off their assemblies as data: no code of a version is loaded or run in the
/// process that holds the tokens. Any thread.
/// </summary>
/// <param name="store">The cell's store.</param>
internal sealed class ParameterCatalog(ContentStore store)
{
    private readonly ConcurrentDictionary<Hash256, DeclaredParameters> _known = [];

    /// <summary>Finds a parameter of a version. The first time it reads the version's files.</summary>
    /// <exception cref="EdgeException">409: no version is in the slot.</exception>
    /// <exception cref="ParameterException">There is none of that name.</exception>
    /// <exception cref="Plugins.PackageException">The package is not what it should be.</exception>
    internal ParameterDefinition Find(string slot, Hash256 hash, string name) => DeclaredBy(slot, hash).Find(name);

    /// <summary>
    /// The parameters of the version in a slot as they are now. What was set for a slot holds for every version that comes
    /// into it.
    /// </summary>
    /// <param name="slot">Name of the slot.</param>
    /// <param name="hash">The version in it.</param>
    /// <param name="set">What was set during the day, for all slots.</param>
    /// <exception cref="EdgeException">409: no version is in the slot.</exception>
    /// <exception cref="Plugins.PackageException">The package is not what it should be.</exception>
    internal SlotParameterView[] Show(string slot, Hash256 hash, IReadOnlyList<ParameterView> set) =>
    [
        .. DeclaredBy(slot, hash).Definitions.Select(definition =>
            View(definition, set.FirstOrDefault(one => one.Slot == slot && one.Name == definition.Name))),
    ];

    private static SlotParameterView View(ParameterDefinition definition, ParameterView? set) => new(
        definition.Name,
        Names.Of(definition.Kind),
        definition.Unit,
        definition.Description,
        set?.Value ?? definition.DefaultText,
        definition.DefaultText,
        definition.MinText,
        definition.MaxText,
        set?.Who ?? "",
        set?.Reason ?? "",
        set?.Sequence ?? 0,
        set?.SinceNs ?? 0);

    private DeclaredParameters DeclaredBy(string slot, Hash256 hash) => hash.IsEmpty
        ? throw new EdgeException(
            409, "the slot is empty", $"no version is in '{slot}'", "deploy one: it says which parameters there are")
        : _known.GetOrAdd(hash, one => DeclaredParameters.Of(StrategyPackage.Read(store.PathOf(one))));
}
