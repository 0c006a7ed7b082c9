using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Driver.Following;
using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Journal;
using Strategies.Plans;
using Strategies.Records;

namespace Strategies.Core;

/// <summary>
/// Follows the journal of the core that runs, with the engine that is to go on in its place: up to a few inputs behind,
/// and at last to the end. Every output that the engine makes is compared with what the running core has made: a build that trades
/// differently does not take over, and a snapshot from which another output comes out is given up for an earlier one.
/// </summary>
/// <remarks>The main thread of a core that is not live yet; with every batch it gives a sign of life.</remarks>
public sealed class CatchUp : IDisposable
{
    /// <summary>Inputs behind which it may still be when it asks to take over.</summary>
    private const ulong LagMax = 20_000;

    private const int Batch = 4_096;

    /// <summary>A core that does not end within this time after it was asked goes on.</summary>
    private const long EndNsMax = 10_000_000_000;

    /// <summary>So long a segment that is just being made is waited for.</summary>
    private const long SparesNsMax = 2_000_000_000;

    private readonly ProcessContext _context;
    private readonly string _folder;
    private readonly EngineOptions _sizes;
    private readonly StrategySource _versions;
    private readonly StartSearch _starts = new(RunStart.Newest());
    private readonly JournalReader _outputs;
    private HeldVersions _held;
    private JournalRunner _inputs;
    private OutputProof _proof;
    private bool _hasCaughtUp;

    /// <summary>Begins with the newest snapshot.</summary>
    /// <param name="context">The process.</param>
    /// <param name="setup">The session, as the journal has it; there is an input in the journal.</param>
    /// <param name="versions">Where versions come from.</param>
    /// <exception cref="JournalException">The journal cannot be used.</exception>
    public CatchUp(ProcessContext context, SessionSetup setup, StrategySource versions)
    {
        _context = context;
        _folder = context.Setup.Paths.Journal;
        _sizes = setup.Plan.Engine;
        _versions = versions;
        (_held, _inputs, _proof) = Begin();
        _outputs = JournalReader.OpenOutputs(_folder, LastSequence, JournalReadMode.Follow);
    }

    /// <summary>The engine, behind <see cref="LastSequence"/>.</summary>
    public TradingEngine Engine => _inputs.Engine;

    /// <summary>Number of the last input that was run.</summary>
    public ulong LastSequence => _inputs.LastSequence;

    /// <summary>Follows until it is no more than some inputs behind.</summary>
    /// <exception cref="CellException">The engine does not make the recorded outputs.</exception>
    /// <exception cref="OperationCanceledException">The process is to stop.</exception>
    public void Run()
    {
        ulong there;
        do
        {
            _context.Stopping.ThrowIfCancellationRequested();
            there = LastOfCore();
        }
        while (Follow() == Batch || there > LastSequence + LagMax);

        if (!_hasCaughtUp)
        {
            _hasCaughtUp = true;
            _starts.SetAside(_folder);
            LossyReport.Tell(_context, _inputs.Inputs!.Segment!.Value.JournalId, _starts.Lossy);
        }
    }

    /// <summary>
    /// Follows on until the running core has its next segments ready, as it nearly always has: it would finish one that it
    /// is just making before it lets the journal go.
    /// </summary>
    public void AwaitSpares()
    {
        long endNs = MonotonicClock.NowNs + SparesNsMax;
        Run();
        while (!(_inputs.Inputs!.IsSpareReady() && _outputs.IsSpareReady()) && MonotonicClock.NowNs < endNs)
        {
            Thread.Sleep(1);
            Run();
        }
    }

    /// <summary>Follows on until the running core has given the journal back, and to the last input of that.</summary>
    /// <param name="running">The running core's signs of life.</param>
    /// <exception cref="CellException">It does not end, was ended from outside, or has ended the day.</exception>
    public void AwaitEnd(Heartbeat running)
    {
        long endNs = MonotonicClock.NowNs + EndNsMax;
        while (true)
        {
            HeartbeatReading reading = running.Read();
            // The state first, the journal behind it: when the core has stopped, nothing follows what is read now.
            bool isAtEnd = Follow() == 0;
            _context.Stopping.ThrowIfCancellationRequested();
            if (_inputs.IsDayEnded)
            {
                throw new CellException("core", "the day has ended, there is nothing to take over", "begin a new day");
            }

            if (reading.State == HeartbeatState.Stopped)
            {
                if (isAtEnd)
                {
                    // Of the last input too; what it should lack is made again by whoever goes on.
                    _proof.TryProve(Engine.Outputs, LastSequence);
                    RequireSame();
                    return;
                }
            }
            else if (!reading.Process.IsAlive())
            {
                throw new CellException(
                    "core",
                    "the running core was ended from outside before it could hand over",
                    "the supervisor starts another one, which recovers");
            }
            else if (MonotonicClock.NowNs > endNs)
            {
                throw new CellException("core", "the running core did not end within 10 s", "look at its log");
            }
            else if (isAtEnd)
            {
                Thread.Sleep(1); // Threads of the core on its way out may need this CPU, and this one comes before them.
            }
        }
    }

    /// <summary>Opens the journal for writing where it was followed to; the running core has closed it.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="JournalException">It cannot be opened; it is open elsewhere above all.</exception>
    public JournalWriter GoOn(JournalOptions options)
    {
        _held.LetGo();
        return JournalWriter.GoOn(_folder, options, _inputs.Inputs!, _outputs);
    }

    /// <summary>Closes the readers; the engine stays as it is.</summary>
    public void Dispose()
    {
        _inputs.Dispose();
        _outputs.Dispose();
        _proof.Dispose();
    }

    private int Follow()
    {
        int run = 0;
        while (run < Batch && _inputs.TryNext())
        {
            // The core wrote it behind an input that was run here with the slot not mute: the two engines differ.
            if (_inputs.Poison is PoisonNews.TooLate or PoisonNews.Unknown)
            {
                throw new CellException(
                    "core",
                    $"input {LastSequence} was run here before a slot was declared poisoned by it",
                    "ask for the handover again");
            }

            if (!_proof.TryProve(Engine.Outputs, LastSequence))
            {
                break; // The core was killed: whoever recovers appends them.
            }

            if (_proof.Difference is { } difference && !_hasCaughtUp && _starts.TryEarlier(_inputs, difference))
            {
                BeginAgain();
                continue;
            }

            RequireSame();
            _inputs.Apply();
            run++;
        }

        while (_outputs.MoveNext())
        {
            // Only to stand at their end when this core goes on with them.
        }

        _context.Heartbeat.Beat(MonotonicClock.NowNs);
        return run;
    }

    /// <exception cref="CellException">An output is not the running core's.</exception>
    private void RequireSame()
    {
        if (_proof.Difference is { } difference)
        {
            throw CoreJournal.Differs(difference, Engine);
        }
    }

    private (HeldVersions Held, JournalRunner Inputs, OutputProof Proof) Begin()
    {
        HeldVersions held = new(_versions);
        JournalRunner inputs = new(_folder, _starts.Start, _ => _sizes, held, JournalReadMode.Follow);
        inputs.TryBegin();
        _context.Log.Information("catching up from input {Last}", inputs.LastSequence);
        return (held, inputs, new OutputProof(_folder, inputs.LastSequence));
    }

    /// <summary>Nothing of it is warm yet: behind the first run there is no way back.</summary>
    private void BeginAgain()
    {
        _inputs.Dispose();
        _proof.Dispose();
        _held.Dispose();
        (_held, _inputs, _proof) = Begin();
    }

    private ulong LastOfCore()
    {
        using Counters? core = _context.Regions.TryOpenCounters(ProcessRole.Core);
        return core is null ? 0 : (ulong)core.Read((int)CoreCounter.LastSequence);
    }
}
