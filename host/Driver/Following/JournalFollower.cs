using System.Runtime.CompilerServices;
using Strategies.Driver.Recovery;
using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Snapshots;
using Strategies.Records;

namespace Strategies.Driver.Following;

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
    private HeldVersions? _held;
    private RecordHeader _last;
    private ulong _causeSequence;
    private ulong _causeMute;
    private bool _isHeld;
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

    /// <summary>
    /// True when the input behind the last one is there and does not say that a slot ended the process over the last one:
    /// only then is the state here what every later reader comes to, and worth a snapshot.
    /// </summary>
    public bool IsSettled
    {
        get
        {
            // The reader has gone on by one: that record is held for the next Follow.
            _isHeld = _isHeld || _inputs is not null && _inputs.MoveNext();
            return _isHeld && !IsPoison(_inputs!.Header);
        }
    }

    /// <summary>
    /// Times that it went back to a snapshot, since a slot that it had run was declared poisoned over that input later.
    /// </summary>
    public int Restarts { get; private set; }

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
        while ((_inputs is not null || TryBegin(ulong.MaxValue)) && run < most && TryMove())
        {
            if (IsUnforeseen(_inputs!.Record))
            {
                StartAgainBefore(_causeSequence);
                continue;
            }

            // Only now, with the next input in hand: were it a poisoning, this state would not be the journal's.
            if (LastSequence >= _nextSnapshot && _engine!.CanSnapshot && !IsPoison(_inputs.Header))
            {
                TakeSnapshot();
            }

            Apply(_inputs);
            run++;
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
        if (_last.Sequence == 0)
        {
            throw new SnapshotException($"no input was run behind {LastSequence}, of which there is a snapshot");
        }

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

    private static bool IsPoison(in RecordHeader header) => header.Type == RecordType.SlotPoisoned;

    private bool TryMove()
    {
        bool isThere = _isHeld || _inputs!.MoveNext();
        _isHeld = false;
        return isThere;
    }

    private void Apply(JournalReader inputs)
    {
        ulong mute = inputs.PoisonedSlots();
        _engine!.Apply(inputs.Record, mute);
        _last = inputs.Header;
        LastSequence = _last.Sequence;
        if (!IsPoison(in _last))
        {
            _causeSequence = LastSequence;
            _causeMute = mute;
        }
    }

    /// <summary>Whether a record declares a slot poisoned that was called when its input was run here.</summary>
    private bool IsUnforeseen(ReadOnlySpan<byte> record)
    {
        if (!IsPoison(in RecordWriter.Header(record))
            || record.Length != RecordHeader.Size + Unsafe.SizeOf<SlotPoisonedPayload>())
        {
            return false;
        }

        ref readonly SlotPoisonedPayload poisoned = ref RecordWriter.Payload<SlotPoisonedPayload>(record);
        return poisoned.CauseSequence == _causeSequence
            && poisoned.Slot is >= 1 and <= 64
            && (_causeMute & (1UL << (poisoned.Slot - 1))) == 0;
    }

    /// <summary>
    /// The core was ended while it ran an input which went well here: with it the slot is mute, and so it must be here.
    /// </summary>
    private void StartAgainBefore(ulong sequence)
    {
        // Back to before the cause; when it comes again, the reader knows of the poisoning and the slot is muted.
        _inputs!.Dispose();
        (_inputs, _engine, _last, _causeSequence) = (null, null, default, 0);
        _held?.Dispose();
        Restarts++;
        TryBegin(sequence - 1);
    }

    /// <summary>Starts from the newest snapshot, if there is one, and from the first input otherwise.</summary>
    /// <param name="newest">The highest input that the snapshot may have seen.</param>
    private bool TryBegin(ulong newest)
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
                : EnvironmentInfo.Capture(EngineBuild.Id, [], []);
            _held = new HeldVersions(_versions);
            SnapshotLoader loader = new(_folder, _sizes, _held);
            _engine = loader.TryLoadLatest(newest) ?? new TradingEngine(_sizes, _held);
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
        TradingEngine engine = LastSequence > 0
            ? _engine!
            : throw new SnapshotException("there is no input yet, so there is no state to take a snapshot of");
        payload.SetLength(0);
        EngineSnapshot.Write(engine, payload);
        return engine;
    }

    private ulong NextSnapshot() =>
        _options.SnapshotEveryInputs == 0 ? ulong.MaxValue : LastSequence + _options.SnapshotEveryInputs;
}
