using System.Runtime.CompilerServices;
using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Snapshots;
using Strategies.Records;

namespace Strategies.Driver.Replay;

/// <summary>
/// Runs a journal's inputs again, one at a time, as its caller pulls them: <see cref="TryNext"/> reads one,
/// <see cref="Apply"/> runs it, and its outputs lie in the engine until the next. To compare outputs, to append missing
/// ones, to begin again elsewhere and to take over is the caller's.
/// </summary>
/// <remarks>
/// One thread, not the hot one. Allocates at the beginning and with a segment, not with an input. Slots that the records
/// behind an input declare poisoned by it are mute for it, as far as these records are there when it is run; of one that
/// comes later <see cref="Poison"/> tells, and the caller decides.
/// </remarks>
public sealed class JournalRunner : IDisposable
{
    private readonly string _folder;
    private readonly JournalReadMode _mode;
    private readonly RunStart _start;
    private readonly Func<Hash256, EngineOptions>? _optionsOf;
    private readonly StrategySource? _versions;
    private JournalReader? _inputs;
    private TradingEngine? _engine;
    private RecordHeader _last;
    private bool _isRead;

    /// <summary>Makes a runner with an engine of its own. Nothing is read yet.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="optionsOf">
    /// Sizes of the engine's tables, from the configuration that the first record names.
    /// </param>
    /// <param name="versions">Where versions come from.</param>
    /// <param name="mode">Whether somebody may be writing; if so, there need not be a journal yet.</param>
    public JournalRunner(
        string folder,
        RunStart start,
        Func<Hash256, EngineOptions> optionsOf,
        StrategySource versions,
        JournalReadMode mode = JournalReadMode.AtRest)
    {
        _folder = folder;
        _start = start;
        _optionsOf = optionsOf;
        _versions = versions;
        _mode = mode;
    }

    /// <summary>Goes on with an engine that stands behind some input of the journal already, or has run none.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="mode">Whether somebody may be writing.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public JournalRunner(string folder, TradingEngine engine, JournalReadMode mode = JournalReadMode.AtRest)
    {
        _folder = folder;
        _mode = mode;
        _engine = engine;
        LastSequence = engine.LastSequence;
        _inputs = JournalReader.OpenInputs(folder, LastSequence + 1, mode);
    }

    /// <summary>True once the journal's first input was read and there is an engine.</summary>
    public bool HasBegun => _engine is not null;

    /// <summary>The engine, behind <see cref="LastSequence"/>.</summary>
    /// <exception cref="InvalidOperationException">The run has not begun.</exception>
    public TradingEngine Engine => _engine ?? throw new InvalidOperationException("no input of the journal was read yet");

    /// <summary>
    /// The reader of the inputs, for what it says of the journal: segment, end, torn tail, the next spare. Only the runner
    /// moves it. Null before the first <see cref="TryNext"/> behind a beginning.
    /// </summary>
    public JournalReader? Inputs => _inputs;

    /// <summary>
    /// The input that was read, header and payload; valid until it is run or passed over and <see cref="TryNext"/> is
    /// called again.
    /// </summary>
    public ReadOnlySpan<byte> Record => _inputs!.Record;

    /// <summary>Its header, in place; only after <see cref="TryNext"/> gave true.</summary>
    public ref readonly RecordHeader Header => ref _inputs!.Header;

    /// <summary>What the input that was read says of a poisoned slot.</summary>
    public PoisonNews Poison { get; private set; }

    /// <summary>Number of the last input that was run or passed over; at first the start's, 0 for genesis.</summary>
    public ulong LastSequence { get; private set; }

    /// <summary>Header of that input; all zero as long as there is none.</summary>
    public RecordHeader LastHeader => _last;

    /// <summary>Inputs that were run or passed over.</summary>
    public long InputsRun { get; private set; }

    /// <summary>The last input that is no declaration of a poisoned slot: such ones behind it are about it.</summary>
    public ulong CauseSequence { get; private set; }

    /// <summary>The slots that were mute when it was run, one bit each, bit 0 is slot 1.</summary>
    public ulong MutedSlots { get; private set; }

    /// <summary>True when the day's last record was run or passed over: nothing may follow it.</summary>
    public bool IsDayEnded { get; private set; }

    /// <summary>Hash of the configuration that the first record names; empty before, and for an engine that was given.</summary>
    public Hash256 Configuration { get; private set; }

    /// <summary>Sizes of the engine's tables; null before, and for an engine that was given.</summary>
    public EngineOptions? Sizes { get; private set; }

    /// <summary>The snapshot that it began with; null when with the first input.</summary>
    public SnapshotInfo? Start { get; private set; }

    /// <summary>Name of that snapshot's file; empty when there is none.</summary>
    public string StartName { get; private set; } = "";

    /// <summary>Snapshots that it could not begin with.</summary>
    public IReadOnlyList<RefusedSnapshot> Refused { get; private set; } = [];

    /// <summary>
    /// This process's environment, with the journal's packages and configurations; null before, and for an engine that was
    /// given.
    /// </summary>
    public EnvironmentInfo? Environment { get; private set; }

    /// <summary>How this process differs from the one that wrote the journal, each difference as a sentence.</summary>
    public IReadOnlyList<string> EnvironmentDifferences { get; private set; } = [];

    /// <summary>
    /// Reads the journal's first input and makes the engine, out of the snapshot where there is one to begin with. Done
    /// once; <see cref="TryNext"/> does it where the caller has not.
    /// </summary>
    /// <returns>False while there is no input; following, a later call may give true.</returns>
    /// <exception cref="JournalException">
    /// The journal, or the snapshot that was named, cannot be used; at rest also: there is no journal.
    /// </exception>
    /// <exception cref="SnapshotException">The snapshot that was named does not fit this build.</exception>
    public bool TryBegin()
    {
        if (_engine is not null)
        {
            return true;
        }

        if (_mode == JournalReadMode.Follow && !Directory.Exists(new JournalLayout(_folder).InputFolder))
        {
            return false;
        }

        using JournalReader beginning = JournalReader.OpenInputs(_folder, _mode);
        if (!beginning.MoveNext())
        {
            return false;
        }

        Begin(beginning);
        return true;
    }

    /// <summary>Reads the next input. One that was read and not run yet, nor passed over, stays.</summary>
    /// <returns>False at the end; following, a later call may give true.</returns>
    /// <exception cref="JournalException">The journal is damaged, or as <see cref="TryBegin"/>.</exception>
    public bool TryNext()
    {
        if (_isRead)
        {
            return true;
        }

        // At rest an empty journal is read too: its reader tells what lies at its end.
        if (!TryBegin() && _mode == JournalReadMode.Follow)
        {
            return false;
        }

        // Not with the beginning: who recovers may append a record in between.
        _inputs ??= JournalReader.OpenInputs(_folder, LastSequence + 1, _mode);
        _isRead = _inputs.MoveNext();
        Poison = _isRead ? NewsOf(_inputs.Record) : PoisonNews.None;
        if (_isRead && _inputs.Header.Type == RecordType.BehaviourSet)
        {
            JournalBeginning.RequireBehaviour(_inputs);
        }

        return _isRead;
    }

    /// <summary>
    /// Runs the input that was read, as the journal has it: slots that the records behind it declare poisoned are mute.
    /// </summary>
    /// <exception cref="InvalidOperationException">None was read.</exception>
    public void Apply()
    {
        RequireRead();
        ulong muted = _inputs!.PoisonedSlots();
        _engine!.Apply(_inputs.Record, muted);
        Leave(muted);
    }

    /// <summary>
    /// Runs the input that was read in another engine, as <see cref="Apply"/> will run it in this one; it stays to be run here.
    /// </summary>
    /// <param name="other">An engine that stands behind the same input as this one.</param>
    /// <exception cref="InvalidOperationException">None was read.</exception>
    public void ApplyTo(TradingEngine other)
    {
        RequireRead();
        other.Apply(_inputs!.Record, _inputs.PoisonedSlots());
    }

    /// <summary>
    /// Runs the input that was read with every slot, for an engine in which other versions run than those that the journal
    /// tells of: what ended them need not end these.
    /// </summary>
    /// <exception cref="InvalidOperationException">None was read.</exception>
    public void ApplyUnmuted()
    {
        RequireRead();
        _engine!.Apply(_inputs!.Record);
        Leave(0);
    }

    /// <summary>Passes the input that was read over: it is kept from the engine.</summary>
    /// <exception cref="InvalidOperationException">None was read.</exception>
    public void Pass()
    {
        RequireRead();
        Leave(0);
    }

    /// <summary>Closes the journal; the engine stays as it is.</summary>
    public void Dispose() => _inputs?.Dispose();

    private void Begin(JournalReader beginning)
    {
        Configuration = JournalBeginning.ConfigurationOf(beginning);
        Sizes = _optionsOf!(Configuration);
        Environment = JournalBeginning.Here(beginning);
        EnvironmentDifferences = JournalBeginning.DifferencesHere(beginning);
        SnapshotLoader loader = new(_folder, Sizes, _versions!);
        TradingEngine? engine = _start.Snapshot is { } name ? loader.Load(name)
            : _start.NewestUpTo is { } newest ? loader.TryLoadLatest(newest)
            : null;
        _engine = engine ?? new TradingEngine(Sizes, _versions!);
        Start = loader.Loaded;
        StartName = loader.LoadedName;
        Refused = loader.Refused;
        LastSequence = Start?.Sequence ?? 0;
    }

    private void RequireRead()
    {
        if (!_isRead)
        {
            throw new InvalidOperationException("no input was read that could be run");
        }
    }

    private void Leave(ulong muted)
    {
        _isRead = false;
        _last = _inputs!.Header;
        LastSequence = _last.Sequence;
        InputsRun++;
        IsDayEnded |= _last.Type == RecordType.EndOfDay;
        if (_last.Type != RecordType.SlotPoisoned)
        {
            CauseSequence = LastSequence;
            MutedSlots = muted;
        }
    }

    private PoisonNews NewsOf(ReadOnlySpan<byte> record)
    {
        if (RecordWriter.Header(record).Type != RecordType.SlotPoisoned)
        {
            return PoisonNews.None;
        }

        if (record.Length != RecordHeader.Size + Unsafe.SizeOf<SlotPoisonedPayload>() || CauseSequence == 0)
        {
            return PoisonNews.Unknown;
        }

        ref readonly SlotPoisonedPayload poisoned = ref RecordWriter.Payload<SlotPoisonedPayload>(record);
        return poisoned.CauseSequence != CauseSequence || poisoned.Slot is < 1 or > 64 ? PoisonNews.Unknown
            : (MutedSlots & (1UL << (poisoned.Slot - 1))) == 0 ? PoisonNews.TooLate
            : PoisonNews.Foreseen;
    }
}
