using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Snapshots;
using Strategies.Records;

namespace Strategies.Driver.Replay;

/// <summary>Makes engines out of a journal's snapshots.</summary>
/// <remarks>One thread; allocates.</remarks>
public sealed class SnapshotLoader
{
    private readonly SnapshotStore _store;
    private readonly EngineOptions _sizes;
    private readonly StrategySource _versions;
    private readonly List<RefusedSnapshot> _refused = [];

    /// <summary>Makes a loader.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="sizes">Sizes of the engine's tables, as the journal's configuration says.</param>
    /// <param name="versions">Where versions come from.</param>
    public SnapshotLoader(string folder, EngineOptions sizes, StrategySource versions)
    {
        _store = new SnapshotStore(new JournalLayout(folder));
        _sizes = sizes;
        _versions = versions;
    }

    /// <summary>Snapshots that were tried and could not be used.</summary>
    public IReadOnlyList<RefusedSnapshot> Refused => _refused;

    /// <summary>What the loaded snapshot says; null before one was loaded.</summary>
    public SnapshotInfo? Loaded { get; private set; }

    /// <summary>Name of its file; empty before one was loaded.</summary>
    public string LoadedName { get; private set; } = "";

    /// <summary>Loads one snapshot.</summary>
    /// <param name="name">Its file's name.</param>
    /// <exception cref="JournalException">It is missing, damaged or of another journal.</exception>
    /// <exception cref="SnapshotException">It does not fit this build, or a version refuses its state.</exception>
    public TradingEngine Load(string name)
    {
        using Snapshot snapshot = _store.Read(name);
        return Load(snapshot);
    }

    /// <summary>Loads the newest snapshot that can be used.</summary>
    /// <param name="maxSequence">The highest input that it may have seen.</param>
    /// <returns>The engine; null when there is none to use.</returns>
    /// <exception cref="JournalException">The journal itself cannot be looked at.</exception>
    public TradingEngine? TryLoadLatest(ulong maxSequence)
    {
        List<SnapshotEntry> damaged = [];
        TradingEngine? engine = null;
        while (engine is null && _store.ReadLatest(maxSequence, damaged) is { } snapshot)
        {
            using (snapshot)
            {
                try
                {
                    engine = Load(snapshot);
                }
                catch (SnapshotException exception)
                {
                    _refused.Add(new RefusedSnapshot(snapshot.Name, exception.Message));
                    // The next older one; from the first input in the end.
                    maxSequence = snapshot.Info.Sequence - 1;
                }
            }
        }

        _refused.AddRange(damaged.Select(entry => new RefusedSnapshot(entry.Name, entry.Fault!.Message)));
        return engine;
    }

    /// <summary>A version that does not save again what it restored is not lossless: its snapshot is not used.</summary>
    private unsafe TradingEngine Load(Snapshot snapshot)
    {
        fixed (byte* payload = snapshot.Payload)
        {
            using UnmanagedMemoryStream stream = new(payload, snapshot.Payload.Length);
            TradingEngine engine = EngineSnapshot.Read(stream, _sizes, _versions);
            Hash256 again = EngineSnapshot.HashOf(engine);
            if (again != snapshot.Info.PayloadHash)
            {
                throw new SnapshotException(
                    $"the engine that was restored has another state ({again.ToShortString()}) than the one that was "
                    + $"saved ({snapshot.Info.PayloadHash.ToShortString()}): Save and Restore of a strategy do not agree");
            }

            Loaded = snapshot.Info;
            LoadedName = snapshot.Name;
            return engine;
        }
    }
}
