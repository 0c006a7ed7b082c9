using System.Diagnostics;
using Strategies.Plugins.Loading;

namespace Strategies.Plugins.Retiring;

/// <summary>
/// Versions that no slot uses any more and that wait to be unloaded. Unloading stops every managed thread of the
/// process, so it happens only when it is asked for: in an idle window that the operators allow. Until then the list
/// grows to its bound, and then further deployments are refused.
/// </summary>
/// <remarks>Housekeeping thread.</remarks>
/// <param name="capacity">How many may wait.</param>
public sealed class RetiredList(int capacity = RetiredList.DefaultCapacity)
{
    /// <summary>Usual capacity.</summary>
    public const int DefaultCapacity = 256;

    /// <summary>Most rounds of collection in one reclaim.</summary>
    public const int MaxRounds = 10;

    private readonly List<RetiredEntry> _entries = new(capacity);

    /// <summary>How many may wait.</summary>
    public int Capacity => capacity;

    /// <summary>How many wait, with those that were unloaded and are still in memory.</summary>
    public int Count => _entries.Count;

    /// <summary>True when no more can be retired: refuse to load another version before it is needed.</summary>
    public bool IsFull => _entries.Count >= capacity;

    /// <summary>What to tell when a deployment is refused because the list is full.</summary>
    public string FullMessage =>
        $"{_entries.Count} retired versions wait to be unloaded, {capacity} is the limit; "
        + "reclaim them in an idle window, or hand over to a fresh core process";

    /// <summary>Takes a version that no slot uses any more. It stays in memory until <see cref="Reclaim"/>.</summary>
    /// <param name="loaded">The version.</param>
    /// <returns>False when the list is full; see <see cref="FullMessage"/>.</returns>
    /// <exception cref="InvalidOperationException">It is in the list already or was unloaded.</exception>
    public bool TryAdd(LoadedStrategy loaded)
    {
        if (loaded.IsUnloaded || _entries.Exists(entry => entry.IsOf(loaded.Context)))
        {
            throw new InvalidOperationException(
                $"{loaded.StrategyName} {loaded.PackageHash.ToShortString()} has been retired before");
        }

        if (IsFull)
        {
            return false;
        }

        _entries.Add(
            new RetiredEntry(new RetiredContext(loaded.Slot, loaded.PackageHash, loaded.StrategyName), loaded.Context));
        return true;
    }

    /// <summary>
    /// Takes what is left of a load that failed half-way: unloading it at once would stop the world like any other. It
    /// may go one beyond the bound, since a load begins only when there is room.
    /// </summary>
    internal void AddFailed(RetiredContext name, LoadedContext context) =>
        _entries.Add(new RetiredEntry(name, context));

    /// <summary>
    /// Unloads everything that waits and collects until it is proven gone or <see cref="MaxRounds"/> rounds are over.
    /// What is still alive stays in the list and is looked at again next time. Stops the world.
    /// </summary>
    public ReclaimReport Reclaim()
    {
        long startTimestamp = Stopwatch.GetTimestamp();
        int before = _entries.Count;
        _entries.ForEach(entry => entry.Unload());

        int rounds = 0;
        while (rounds < MaxRounds && _entries.Exists(entry => entry.IsAlive))
        {
            // One round is not enough: finalizers run behind a collection, and only the next one frees what they held.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            rounds++;
        }

        _entries.RemoveAll(entry => !entry.IsAlive);
        return new ReclaimReport(
            before - _entries.Count, [.. _entries.Select(entry => entry.Name)], rounds,
            (long)Stopwatch.GetElapsedTime(startTimestamp).TotalNanoseconds);
    }
}
