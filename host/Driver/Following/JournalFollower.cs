using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Replay;
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
    private readonly Func<Hash256, EngineOptions> _optionsOf;
    private readonly StrategySource _versions;
    private readonly OwnSnapshots _snapshots;
    private readonly StartSearch _starts = new(RunStart.Newest());
    private HeldVersions _held;
    private JournalRunner _inputs;
    private OutputProof? _proof;
    private bool _hasBegun;

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
        _optionsOf = optionsOf;
        _versions = versions;
        _snapshots = new OwnSnapshots(this, new SnapshotKeeper(folder, options.SnapshotsKept), options);
        Proof = new StateProof(versions);
        (_held, _inputs) = RunFrom(_starts.Start);
    }

    /// <summary>Is told of calls into strategies; none unless given.</summary>
    public CallbackMeter? Meter { get; init; }

    /// <summary>Proves states before they become snapshots.</summary>
    public StateProof Proof { get; }

    /// <summary>
    /// Snapshots that it had begun with and gave up, since another output came out than the journal has; behind that output they are to
    /// be believed lossy.
    /// </summary>
    public IReadOnlyList<LossySnapshot> Lossy => _starts.Lossy;

    /// <summary>Nobody begins with these again: they are set aside.</summary>
    public void SetAsideLossy() => _starts.SetAside(_folder);

    /// <summary>The last state that was found not to be whole; null when all were.</summary>
    public StateDifference? Forgotten => _snapshots.Forgotten;

    /// <summary>True once the journal was found and its first input read.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>
    /// True when the state can be captured behind the last input: see <see cref="TradingEngine.CanSnapshot"/>. Never behind a
    /// difference.
    /// </summary>
    public bool CanSnapshot => _hasBegun && Difference is null && _inputs.Engine.CanSnapshot;

    /// <summary>
    /// True when the input behind the last one is there, does not say that a slot ended the process over the last one, and all outputs
    /// of the last one are those of the journal: only then is the state here what every later reader comes to, and worth a snapshot.
    /// </summary>
    /// <remarks>Reads the input behind the last one, which <see cref="Follow"/> then begins with.</remarks>
    public bool IsSettled => _hasBegun && _inputs.TryNext() && _inputs.Poison == PoisonNews.None && IsProven() && Difference is null;

    /// <summary>
    /// The first output that came out otherwise here than the journal has it; null as long as there is none. Behind it inputs are run
    /// all the same, but the state is nobody's: none is saved or copied.
    /// </summary>
    public OutputDifference? Difference => _proof?.Difference;

    /// <summary>
    /// Times that it went back to a snapshot: a slot that it had run was declared poisoned over that input later, or the snapshot that
    /// it had begun with was lossy.
    /// </summary>
    public int Restarts { get; private set; }

    /// <summary>Engine time behind the last input, ns since 1970-01-01 UTC. Once it has begun.</summary>
    public long TimeNs => _inputs.Engine.TimeNs;

    /// <summary>Identity of the journal. Once it has begun.</summary>
    public Guid JournalId => _inputs.Inputs!.Segment!.Value.JournalId;

    /// <summary>Slots of the day so far. Once it has begun.</summary>
    public int SlotCount => _inputs.Engine.SlotCount;

    /// <summary>State of a slot. Once it has begun.</summary>
    /// <param name="slot">Its number.</param>
    public SlotState StateOf(int slot) => _inputs.Engine.StateOf(slot);

    /// <inheritdoc cref="TradingEngine.ForgetState"/>
    public void ForgetState(int slot, string reason) => _inputs.Engine.ForgetState(slot, reason);

    /// <inheritdoc cref="TradingEngine.MeasureState"/>
    public int MeasureState(int slot, out string problem) => _inputs.Engine.MeasureState(slot, out problem);

    /// <summary>Name of a slot. Once it has begun.</summary>
    /// <param name="slot">Its number.</param>
    public string NameOf(int slot) => _inputs.Engine.NameOf(slot);

    /// <summary>The version in a slot. Once it has begun.</summary>
    /// <param name="slot">Its number.</param>
    public Hash256 PackageOf(int slot) => _inputs.Engine.PackageOf(slot);

    /// <summary>Number of the last input that was run.</summary>
    public ulong LastSequence => _inputs.LastSequence;

    /// <summary>The snapshot from which it began; null when it began with the first input, or has not begun.</summary>
    public SnapshotInfo? Start => _inputs.Start;

    /// <summary>Snapshots that it could not begin with.</summary>
    public IReadOnlyList<RefusedSnapshot> Refused => _inputs.Refused;

    /// <summary>Snapshots that it took itself.</summary>
    public int SnapshotCount => _snapshots.Count;

    /// <summary>Runs inputs that have been published since the last call.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>How many were run; 0 also while there is no journal yet.</returns>
    /// <exception cref="JournalException">The journal is damaged, or a snapshot cannot be written.</exception>
    public int Follow(int most)
    {
        int run = 0;
        while (run < most && TryBegin() && _inputs.TryNext())
        {
            if (_inputs.Poison == PoisonNews.TooLate)
            {
                // Back to before the cause; when it comes again, the runner knows of the poisoning and the slot is muted.
                _starts.NotBehind(_inputs.CauseSequence - 1);
                StartAgain();
                continue;
            }

            if (!IsProven())
            {
                break; // Whoever recovers the journal has not appended them yet.
            }

            if (Difference is { } difference)
            {
                if (_starts.TryEarlier(_inputs, difference))
                {
                    StartAgain();
                    continue;
                }

                Proof.Drop(); // What is proven here would be nobody's state.
            }

            // Only now, with the next input in hand: were it a poisoning, this state would not be the journal's.
            if (CanSnapshot && _inputs.Poison == PoisonNews.None)
            {
                _snapshots.Turn();
            }

            Proof.Before(_inputs);
            _inputs.Apply();
            Proof.After();
            run++;
        }

        return run;
    }

    /// <summary>Captures the state behind the last input that was run, for somebody else to write.</summary>
    /// <param name="payload">Gets the state; what lay in it is gone.</param>
    /// <exception cref="SnapshotException">None can be taken there, or a strategy cannot save its state.</exception>
    public SnapshotCapture Capture(MemoryStream payload)
    {
        TradingEngine engine = WriteTo(payload);
        RecordHeader last = _inputs.LastHeader;
        if (last.Sequence == 0)
        {
            throw new SnapshotException($"no input was run behind {LastSequence}, of which there is a snapshot");
        }

        return new SnapshotCapture(
            new SnapshotInfo
            {
                Cell = last.Cell,
                Epoch = last.Epoch,
                Sequence = last.Sequence,
                EngineTimeNs = engine.TimeNs,
                JournalId = _inputs.Inputs!.Segment!.Value.JournalId,
                RecordCrc32C = last.Crc32C,
                StateDigest = 0,
                Sources = engine.SourcePositions,
                Environment = _inputs.Environment!,
            },
            payload.GetBuffer().AsMemory(0, (int)payload.Length));
    }

    /// <summary>Begins to prove a state that was captured just now.</summary>
    /// <param name="capture">The state.</param>
    /// <param name="inputs">For how many inputs it is to be proven.</param>
    /// <exception cref="SnapshotException">A version refuses it.</exception>
    public void BeginProof(SnapshotCapture capture, ulong inputs) => Proof.Begin(_inputs, capture.Payload, inputs, Meter);

    /// <summary>Ends the proof of a state, when it is due and <see cref="IsSettled"/>.</summary>
    /// <returns>True when the state is all there is.</returns>
    /// <exception cref="SnapshotException">A strategy cannot save its state.</exception>
    public bool TryEndProof() => Proof.TryEnd(_inputs);

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
        return EngineSnapshot.Read(payload, _inputs.Sizes!, versions);
    }

    /// <summary>Closes the journal.</summary>
    public void Dispose()
    {
        _inputs.Dispose();
        _proof?.Dispose();
        _snapshots.Dispose();
        Proof.Dispose();
    }

    private bool IsProven() => _proof!.TryProve(_inputs.Engine.Outputs, LastSequence);

    private void StartAgain()
    {
        _inputs.Dispose();
        _proof?.Dispose();
        _proof = null;
        Proof.Drop();
        _held.Dispose();
        _hasBegun = false;
        Restarts++;
        (_held, _inputs) = RunFrom(_starts.Start);
        TryBegin();
    }

    private (HeldVersions Held, JournalRunner Inputs) RunFrom(RunStart start)
    {
        HeldVersions held = new(_versions);
        return (held, new JournalRunner(_folder, start, _optionsOf, held, JournalReadMode.Follow));
    }

    private bool TryBegin()
    {
        if (!_hasBegun && _inputs.TryBegin())
        {
            _hasBegun = true;
            _inputs.Engine.Meter = Meter;
            _proof = new OutputProof(_folder, LastSequence);
            _snapshots.CountFrom(LastSequence);
        }

        return _hasBegun;
    }

    private TradingEngine WriteTo(MemoryStream payload)
    {
        if (Difference is { } difference)
        {
            throw new SnapshotException($"the state behind input {LastSequence} is not the journal's: {difference}");
        }

        TradingEngine engine = LastSequence > 0
            ? _inputs.Engine
            : throw new SnapshotException("there is no input yet, so there is no state to take a snapshot of");
        payload.SetLength(0);
        EngineSnapshot.Write(engine, payload);
        return engine;
    }
}
