using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Strategies.Edge.Hosting;
using Strategies.Journal.Store;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Parameters;
using Strategies.Plugins.Retiring;
using Strategies.Records;

namespace Strategies.Edge.Commands;

/// <summary>
/// The parameters of versions in the store. A version is loaded once to be asked, on a thread of its own, and let go
/// again; nothing of it runs but its constructor, as when the core loads it.
/// </summary>
/// <param name="store">The cell's store.</param>
internal sealed class ParameterCatalog(ContentStore store)
{
    private static readonly TimeSpan LoadMax = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Hash256, Lazy<Task<ParameterDefinition[]>>> _known = [];

    /// <summary>Finds a parameter of a version.</summary>
    /// <exception cref="ParameterException">There is none of that name.</exception>
    /// <exception cref="Plugins.PackageException">The package cannot be loaded.</exception>
    /// <exception cref="EdgeException">503: it takes too long.</exception>
    internal async Task<ParameterDefinition> Find(int slot, Hash256 hash, string name, CancellationToken stop)
    {
        ParameterDefinition[] definitions = await Definitions(slot, hash, stop);
        if (Array.Find(definitions, definition => definition.Name == name) is { } found)
        {
            return found;
        }

        string names = definitions.Length == 0 ? "none" : string.Join(", ", definitions.Select(one => one.Name));
        throw new ParameterException(name, $"there is no parameter '{name}'", $"the version in the slot has {names}");
    }

    private async Task<ParameterDefinition[]> Definitions(int slot, Hash256 hash, CancellationToken stop)
    {
        Lazy<Task<ParameterDefinition[]>> entry = _known.GetOrAdd(
            hash, _ => new(() => Task.Factory.StartNew(() => Load(slot, hash), TaskCreationOptions.LongRunning)));
        try
        {
            return await entry.Value.WaitAsync(LoadMax, stop);
        }
        catch (TimeoutException)
        {
            throw new EdgeException(
                503, "the version cannot be asked", "it is still being loaded", "try again; look at its constructor");
        }
        catch when (entry.Value.IsFaulted)
        {
            _known.TryRemove(hash, out _);
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ParameterDefinition[] Load(int slot, Hash256 hash)
    {
        RetiredList retired = new();
        try
        {
            return Ask(retired, slot, hash);
        }
        finally
        {
            retired.Reclaim();
        }
    }

    /// <summary>A method of its own, so that nothing on the stack holds the version while it is reclaimed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ParameterDefinition[] Ask(RetiredList retired, int slot, Hash256 hash)
    {
        LoadedStrategy loaded = new PackageLoader(FolderHash.Compute, retired).Load(slot, hash, store.PathOf(hash));
        ParameterDefinition[] definitions = [.. loaded.CreateInstanceWithParameters().Parameters.Definitions];
        retired.TryAdd(loaded);
        return definitions;
    }
}
