using Strategies.Core.Recovery;
using Strategies.Engine;
using Strategies.Engine.Records;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Snapshots;

namespace Strategies.Follower;

/// <summary>
/// A second engine behind the journal of the first: it reads every input as soon as it is published, so that its state
/// is that of the first some records ago, and takes the snapshots from which either comes back.
/// </summary>
/// <remarks>One thread, a housekeeping one. It writes nothing of the journal but snapshots.</remarks>
public sealed class JournalFollower : IDisposable
{
    private readonly string _folder;
    private readonly FollowerOptions _options;
    private readonly Func<Hash256, EngineOptions> _optionsOf;
    private readonly StrategySource _versions;
    private readonly SnapshotKeeper _snapshots;
    private readonly MemoryStream _payload = new();
    private JournalReader? _inputs;
    private TradingEngine? _engine;
    private EngineOptions? _sizes;
    private EnvironmentInfo? _environment;
    private RecordHeader _last;
    private ulong _nextSnapshot;

    /// <summary>Follows a journal, from its newest snapshot on. Nothing is read yet.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="options">How often snapshots are taken.</param>
    /// <param name="optionsOf">
    /// Sizes of the engine's tables, from the configuration that the first record names.
    /// </param>
    /// <param name="versions">Where versions come from: other instances than the first engine's.</param>
    public JournalFollower(
        string folder, FollowerOptions options, Func<Hash256, EngineOptions> optionsOf, StrategySource versions)
    {
        _folder = folder;
        _options = options;
        _optionsOf = optionsOf;
        _versions = versions;
        _snapshots = new SnapshotKeeper(folder, options.SnapshotsKept);
    }

    /// <summary>Is told of calls into strategies; none unless given.</summary>
    public CallbackMeter? Meter { get; init; }

    /// <summary>True once the journal was found and its first input read.</summary>
    public bool HasBegun => _inputs is not null;

    /// <summary>
    /// True when the state can be captured behind the last input: see <see cref="TradingEngine.CanSnapshot"/>.
    /// </summary>
    public bool CanSnapshot => _engine?.CanSnapshot ?? false;

    /// <summary>Number of the last input that was run.</summary>
    public ulong LastSequence { get; private set; }

    /// <summary>The snapshot from which it began; null when it began with the first input, or has not begun.</summary>
    public SnapshotInfo? Start { get; private set; }

    /// <summary>Snapshots that it could not begin with.</summary>
    public IReadOnlyList<RefusedSnapshot> Refused { get; private set; } = [];

    /// <summary>Snapshots taken.</summary>
    public int SnapshotCount { get; private set; }

    /// <summary>The last snapshot; null when there is none yet.</summary>
    public SnapshotEntry? LastSnapshot { get; private set; }

    /// <summary>Runs inputs that have been published since the last call.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>How many were run; 0 also while there is no journal yet.</returns>
    /// <exception cref="JournalException">The journal is damaged, or a snapshot cannot be written.</exception>
    public int Follow(int most)
    {
        int run = 0;
        while ((_inputs is not null || TryBegin()) && run < most && _inputs!.MoveNext())
        {
            _engine!.Apply(_inputs.Record, _inputs.PoisonedSlots());
            _last = _inputs.Header;
            LastSequence = _last.Sequence;
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
        LastSnapshot = _snapshots.Write(Capture(_payload));
        SnapshotCount++;
        _nextSnapshot = NextSnapshot();
        return LastSnapshot;
    }

    /// <summary>Captures the state behind the last input that was run, for somebody else to write.</summary>
    /// <param name="payload">Gets the state; what lay in it is gone.</param>
    /// <exception cref="SnapshotException">None can be taken there, or a strategy cannot save its state.</exception>
    public SnapshotCapture Capture(MemoryStream payload)
    {
        TradingEngine engine = WriteTo(payload);
        return new SnapshotCapture(
            new SnapshotInfo
            {
                Cell = _last.Cell,
                Epoch = _last.Epoch,
                Sequence = _last.Sequence,
                EngineTimeNs = engine.TimeNs,
                JournalId = _inputs!.Segment!.Value.JournalId,
                RecordCrc32C = _last.Crc32C,
                StateDigest = 0,
                Sources = engine.SourcePositions,
                Environment = _environment!,
            },
            payload.GetBuffer().AsMemory(0, (int)payload.Length));
    }

    /// <summary>Makes a second engine that stands where this one does.</summary>
    /// <param name="versions">Where its versions come from.</param>
    /// <exception cref="SnapshotException">
    /// The state cannot be taken there, or a strategy cannot save or restore it.
    /// </exception>
    public TradingEngine Copy(StrategySource versions)
    {
        using MemoryStream payload = new();
        WriteTo(payload);
        payload.Position = 0;
        return EngineSnapshot.Read(payload, _sizes!, versions);
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
        if (!Directory.Exists(new JournalLayout(_folder).InputFolder))
        {
            return false;
        }

        using (JournalReader beginning = JournalReader.OpenInputs(_folder, JournalReadMode.Follow))
        {
            if (!beginning.MoveNext())
            {
                return false;
            }

            _sizes = _optionsOf(JournalBeginning.ConfigurationOf(beginning));
            _environment = beginning.ReadEnvironment() is { } recorded
                ? JournalBeginning.Here(recorded)
                : EnvironmentInfo.Capture([], []);
            SnapshotLoader loader = new(_folder, _sizes, _versions);
            _engine = loader.TryLoadLatest(ulong.MaxValue) ?? new TradingEngine(_sizes, _versions);
            _engine.Meter = Meter;
            Start = loader.Loaded;
            Refused = loader.Refused;
            LastSequence = Start?.Sequence ?? 0;
        }

        _nextSnapshot = NextSnapshot();
        _inputs = JournalReader.OpenInputs(_folder, LastSequence + 1, JournalReadMode.Follow);
        return true;
    }

    private TradingEngine WriteTo(MemoryStream payload)
    {
        TradingEngine engine = _last.Sequence > 0
            ? _engine!
            : throw new SnapshotException("there is no input yet, so there is no state to take a snapshot of");
        payload.SetLength(0);
        EngineSnapshot.Write(engine, payload);
        return engine;
    }

    private ulong NextSnapshot() =>
        _options.SnapshotEveryInputs == 0 ? ulong.MaxValue : LastSequence + _options.SnapshotEveryInputs;
}
