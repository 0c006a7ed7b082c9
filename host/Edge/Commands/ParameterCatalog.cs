using System.Collections.Concurrent;
using Strategies.Journal.Store;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Parameters;
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
    /// <exception cref="ParameterException">There is none of that name.</exception>
    /// <exception cref="Plugins.PackageException">The package is not what it should be.</exception>
    internal ParameterDefinition Find(Hash256 hash, string name) =>
        _known.GetOrAdd(hash, one => DeclaredParameters.Of(StrategyPackage.Read(store.PathOf(one)))).Find(name);
}
