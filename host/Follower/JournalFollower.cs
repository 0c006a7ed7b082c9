using Strategies.Core.Recovery;
using Strategies.Engine;
using Strategies.Engine.Records;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Snapshots;

namespace Strategies.Follower;

/// <summary>
/// A second engine behind the journal of the first: it reads every input as soon as it is published, so that its state is
/// that of the first some records ago, and takes the snapshots from which either comes back.
/// </summary>
/// <remarks>One thread, a housekeeping one. It writes nothing of the journal but snapshots.</remarks>
public sealed class JournalFollower : IDisposable
{
    private readonly string _folder;
    private readonly FollowerOptions _options;
    private readonly Func<Hash256, EngineOptions> _optionsOf;
    private readonly StrategySource _versions;
    private readonly SnapshotStore _store;
    private readonly MemoryStream _payload = new();
    private JournalReader? _inputs;
    private TradingEngine? _engine;
    private EnvironmentInfo? _environment;
    private ulong _nextSnapshot;

    /// <summary>Follows a journal, from its newest snapshot on. Nothing is read yet.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="options">How often snapshots are taken.</param>
    /// <param name="optionsOf">Sizes of the engine's tables, from the configuration that the first record names.</param>
    /// <param name="versions">Where versions come from: other instances than the first engine's.</param>
    public JournalFollower(
        string folder, FollowerOptions options, Func<Hash256, EngineOptions> optionsOf, StrategySource versions)
    {
        _folder = folder;
        _options = options;
        _optionsOf = optionsOf;
        _versions = versions;
        _store = new SnapshotStore(new JournalLayout(folder));
    }

    /// <summary>Number of the last input that was run.</summary>
    public ulong LastSequence { get; private set; }

    /// <summary>Snapshots taken.</summary>
    public int SnapshotCount { get; private set; }

    /// <summary>The last snapshot; null when there is none yet.</summary>
    public SnapshotEntry? LastSnapshot { get; private set; }

    /// <summary>Runs inputs that have been published since the last call.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>How many were run.</returns>
    /// <exception cref="JournalException">The journal is damaged, or a snapshot cannot be written.</exception>
    public int Follow(int most)
    {
        int run = 0;
        while ((_inputs is not null || TryBegin()) && run < most && _inputs!.MoveNext())
        {
            _engine!.Apply(_inputs.Record, _inputs.PoisonedSlots());
            LastSequence = _inputs.LastSequence;
            run++;
            if (LastSequence >= _nextSnapshot && _engine.CanSnapshot)
            {
                TakeSnapshot();
            }
        }

        return run;
    }

    /// <summary>Takes a snapshot behind the last input that was run.</summary>
    /// <exception cref="SnapshotException">None can be taken there, or a strategy cannot save its state.</exception>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public SnapshotEntry TakeSnapshot()
    {
        TradingEngine engine = _engine
            ?? throw new SnapshotException("there is no input yet, so there is no state to take a snapshot of");
        _payload.SetLength(0);
        EngineSnapshot.Write(engine, _payload);
        ReadOnlySpan<byte> payload = _payload.GetBuffer().AsSpan(0, (int)_payload.Length);
        ref readonly RecordHeader last = ref _inputs!.Header;
        Hash256 hash = Hash256.Of(payload);
        LastSnapshot = _store.Write(
            new SnapshotInfo
            {
                Cell = last.Cell,
                Epoch = last.Epoch,
                Sequence = last.Sequence,
                EngineTimeNs = engine.TimeNs,
                JournalId = _inputs.Segment!.Value.JournalId,
                RecordCrc32C = last.Crc32C,
                StateDigest = hash.A,
                Sources = engine.SourcePositions,
                Environment = _environment!,
            },
            payload);
        _store.Prune(_options.SnapshotsKept);
        SnapshotCount++;
        _nextSnapshot = NextSnapshot();
        return LastSnapshot;
    }

    /// <summary>Closes the journal.</summary>
    public void Dispose()
    {
        _inputs?.Dispose();
        _payload.Dispose();
    }

    /// <summary>Starts from the newest snapshot, if there is one, and from the first input otherwise.</summary>
    private bool TryBegin()
    {
        using (JournalReader beginning = JournalReader.OpenInputs(_folder, JournalReadMode.Follow))
        {
            if (!beginning.MoveNext())
            {
                return false;
            }

            EngineOptions sizes = _optionsOf(JournalBeginning.ConfigurationOf(beginning));
            _environment = beginning.ReadEnvironment() is { } recorded
                ? JournalBeginning.Here(recorded)
                : EnvironmentInfo.Capture([], []);
            SnapshotLoader loader = new(_folder, sizes, _versions);
            _engine = loader.TryLoadLatest(ulong.MaxValue) ?? new TradingEngine(sizes, _versions);
            LastSequence = loader.Loaded?.Sequence ?? 0;
        }

        _nextSnapshot = NextSnapshot();
        _inputs = JournalReader.OpenInputs(_folder, LastSequence + 1, JournalReadMode.Follow);
        return true;
    }

    private ulong NextSnapshot() =>
        _options.SnapshotEveryInputs == 0 ? ulong.MaxValue : LastSequence + _options.SnapshotEveryInputs;
}
