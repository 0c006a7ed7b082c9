using Strategies.Backtest;
using Strategies.Cell;
using Strategies.Cell.Regions;
using Strategies.Cell.Running;
using Strategies.Core.Recovery;
using Strategies.Engine;
using Strategies.Engine.Records;
using Strategies.Feeds.Recorded;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plugins.Versions;

namespace Strategies.Processes.Core;

/// <summary>
/// A fresh core: catches up from the newest snapshot and the journal, asks the running one to end at a record boundary, and
/// goes on in its place. Everything that the old process had loaded and retired ends with it.
/// </summary>
internal sealed class NextCore(ProcessContext context)
{
    /// <summary>Inputs behind which it may still be when it asks to take over.</summary>
    private const ulong LagMax = 20_000;

    private const int Batch = 4_096;

    /// <summary>A core that does not end within this time after it was asked goes on.</summary>
    private const long EndNsMax = 10_000_000_000;

    private readonly string _folder = context.Setup.Paths.Journal;
    private TradingEngine? _engine;
    private JournalReader? _inputs;
    private ulong _last;
    private bool _wasMuted;
    private bool _isDayEnded;

    internal void Run()
    {
        if (!CoreBirth.HasInputs(_folder))
        {
            throw new CellException(_folder, "there is no day to take over", "start the cell with 'strat up'");
        }

        (SessionSetup setup, RecordedPackets packets) = CoreBirth.SetupOf(_folder);
        LiveVersions versions =
            new(new ContentStore(context.Setup.Paths.Store), new PreparedVersions()) { IsRunningAgain = true };
        context.Heartbeat.SetState(HeartbeatState.Recovering);
        HostCodeOf.Prepare();
        Load(setup, versions);
        CatchUp();
        CoreBirth.WarmResident(context, setup, packets, versions);
        versions.IsRunningAgain = true;
        CatchUp();
        using CellFlags flags = CellFlags.Open(context.Regions.Flags);
        using Heartbeat running = context.Regions.TryOpenHeartbeat(ProcessRole.Core)
            ?? throw new CellException("core", "there is no core to take over from", "start the cell with 'strat up'");
        TakeOver(setup, packets, versions, flags, running);
    }

    private void Load(SessionSetup setup, LiveVersions versions)
    {
        SnapshotLoader loader = new(_folder, setup.Plan.Engine, versions);
        _engine = loader.TryLoadLatest(ulong.MaxValue) ?? new TradingEngine(setup.Plan.Engine, versions);
        _last = loader.Loaded?.Sequence ?? 0;
        _inputs = JournalReader.OpenInputs(_folder, _last + 1, JournalReadMode.Follow);
        context.Log.Information("catching up from input {Last}", _last);
    }

    private void CatchUp()
    {
        while (Follow() == Batch || Lag() > LagMax)
        {
            context.Stopping.ThrowIfCancellationRequested();
        }
    }

    private int Follow()
    {
        int run = 0;
        while (run < Batch && _inputs!.MoveNext())
        {
            if (_inputs.Header.Type == RecordType.SlotPoisoned && !_wasMuted)
            {
                throw new CellException(
                    "core", $"input {_last} was run here before a slot was declared poisoned by it", "ask for the handover again");
            }

            ulong muted = _inputs.PoisonedSlots();
            _wasMuted = muted != 0 || (_wasMuted && _inputs.Header.Type == RecordType.SlotPoisoned);
            _engine!.Apply(_inputs.Record, muted);
            _last = _inputs.LastSequence;
            _isDayEnded |= _inputs.Header.Type == RecordType.EndOfDay;
            run++;
        }

        context.Heartbeat.Beat(MonotonicClock.NowNs);
        return run;
    }

    private ulong Lag()
    {
        using Counters? core = context.Regions.TryOpenCounters(ProcessRole.Core);
        ulong there = core is null ? 0 : (ulong)core.Read((int)CoreCounter.LastSequence);
        return there > _last ? there - _last : 0;
    }

    private void TakeOver(
        SessionSetup setup, RecordedPackets packets, LiveVersions versions, CellFlags flags, Heartbeat running)
    {
        if (!flags.RequestHandover(Environment.ProcessId))
        {
            throw new CellException("core", "another core is taking over already", "wait for it, or end it");
        }

        try
        {
            JournalWriter journal = AwaitJournal(running);
            long handedOverNs = running.Read().BeatNs;
            EngineRecovery recovery = new(_folder, new JournalSession(_folder).OptionsOf, versions);
            RecoveredEngine recovered = recovery.GoOn(_engine!, _last, new RecoveryOptions(), journal);
            versions.IsRunningAgain = false;
            _inputs!.Dispose();
            CoreBirth birth = CoreBirth.TakeOver(setup, packets, versions, journal, recovered);
            context.BecomeCore();
            using CellCounters<CoreCounter> counters =
                CellCounters<CoreCounter>.Create(context.Regions.CountersOf(ProcessRole.Core));
            CoreSession session = new(context, birth, context.Heartbeat, counters) { HandedOverNs = handedOverNs };
            flags.EndHandover();
            context.Log.Information("took over behind input {Last}", recovered.LastSequence);
            CoreProcess.Finish(context, session);
        }
        finally
        {
            if (flags.HandoverTo == Environment.ProcessId)
            {
                flags.EndHandover();
            }
        }
    }

    /// <summary>Follows on until the running core has given the journal back.</summary>
    private JournalWriter AwaitJournal(Heartbeat running)
    {
        JournalOptions options = CoreBirth.OptionsOf(context, CoreBirth.EnvironmentOf(_folder));
        long endNs = MonotonicClock.NowNs + EndNsMax;
        while (true)
        {
            Follow();
            context.Stopping.ThrowIfCancellationRequested();
            bool hasEnded = !running.Read().Process.IsAlive() || running.Read().State == HeartbeatState.Stopped;
            if (hasEnded && !_isDayEnded && Follow() == 0)
            {
                return JournalWriter.Open(_folder, options);
            }

            if (_isDayEnded)
            {
                throw new CellException("core", "the day has ended, there is nothing to take over", "begin a new day");
            }

            if (MonotonicClock.NowNs > endNs)
            {
                throw new CellException("core", "the running core did not end within 10 s", "look at its log");
            }
        }
    }
}
