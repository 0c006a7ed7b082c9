using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Driver;
using Strategies.Driver.Recovery;
using Strategies.Engine;
using Strategies.Feeds.Recorded;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Journal;
using Strategies.Journal.Replay;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Versions;

namespace Strategies.Core;

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

    /// <summary>So long a segment that is just being made is waited for.</summary>
    private const long SparesNsMax = 2_000_000_000;

    private static readonly TimeSpan ReadersStay = TimeSpan.FromSeconds(1);

    private readonly string _folder = context.Setup.Paths.Journal;
    private TradingEngine? _engine;
    private JournalReader? _inputs;
    private JournalReader? _outputs;
    private OutputComparer? _comparer;
    private ulong _last;
    private bool _wasMuted;
    private ulong _comparedTo;
    private bool _isDayEnded;

    internal void Run()
    {
        if (!CoreStartup.HasInputs(_folder))
        {
            throw new CellException(_folder, "there is no day to take over", "start the cell with 'strat up'");
        }

        (SessionSetup setup, RecordedPackets packets) = new JournalSession(_folder).SetUp();
        LiveVersions versions =
            new(new ContentStore(context.Setup.Paths.Store), new PreparedVersions()) { IsRunningAgain = true };
        context.Heartbeat.SetState(HeartbeatState.Recovering);
        HotPathCode.Prepare();
        Load(setup, versions);
        CatchUp();
        CoreStartup.WarmResident(context, setup, packets, versions);
        versions.IsRunningAgain = true;
        CatchUp();
        versions.Reclaim();
        JournalOptions options = CoreStartup.OptionsOf(context, CoreStartup.EnvironmentOf(_folder)) with { IsFollowed = true };
        SessionCollections.Begin(context.Log);
        CatchUp();
        using CellFlags flags = CellFlags.Open(context.Regions.Flags);
        using Heartbeat running = context.Regions.TryOpenHeartbeat(ProcessRole.Core)
            ?? throw new CellException("core", "there is no core to take over from", "start the cell with 'strat up'");
        TakeOver(setup, packets, versions, options, flags, running);
    }

    /// <summary>
    /// Begins with the newest snapshot. What the engine then makes is compared with what the running core has made, as far
    /// as that is in the journal for certain by now: a build that trades differently does not take over.
    /// </summary>
    private void Load(SessionSetup setup, LiveVersions versions)
    {
        SnapshotLoader loader = new(_folder, setup.Plan.Engine, versions);
        _engine = loader.TryLoadLatest(ulong.MaxValue) ?? new TradingEngine(setup.Plan.Engine, versions);
        _last = loader.Loaded?.Sequence ?? 0;
        _inputs = JournalReader.OpenInputs(_folder, _last + 1, JournalReadMode.Follow);
        _outputs = JournalReader.OpenOutputs(_folder, _last, JournalReadMode.Follow);
        _comparer = new OutputComparer(_folder, _last, JournalReadMode.Follow);
        _comparedTo = LastOfCore();
        context.Log.Information("catching up from input {Last}", _last);
    }

    private void CatchUp()
    {
        ulong there;
        do
        {
            context.Stopping.ThrowIfCancellationRequested();
            there = LastOfCore();
        }
        while (Follow() == Batch || there > _last + LagMax);
    }

    private int Follow()
    {
        int run = 0;
        while (run < Batch && _inputs!.MoveNext())
        {
            // The core wrote it behind an input that was run here with the slot not mute: the two engines differ.
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
            if (_comparer is not null)
            {
                Compare();
            }
        }

        while (_outputs!.MoveNext())
        {
            // Only to stand at their end when this core goes on with them.
        }

        context.Heartbeat.Beat(MonotonicClock.NowNs);
        return run;
    }

    private void Compare()
    {
        if (_last > _comparedTo)
        {
            _comparer!.Dispose();
            _comparer = null;
            return;
        }

        for (int offset = 0; offset < _engine!.Outputs.Length; offset = _engine.Outputs.NextOffset(offset))
        {
            if (!_comparer!.Add(_engine.Outputs.At(offset)))
            {
                throw CoreStartup.Differs(_comparer.Difference!);
            }
        }
    }

    private ulong LastOfCore()
    {
        using Counters? core = context.Regions.TryOpenCounters(ProcessRole.Core);
        return core is null ? 0 : (ulong)core.Read((int)CoreCounter.LastSequence);
    }

    private void TakeOver(
        SessionSetup setup,
        RecordedPackets packets,
        LiveVersions versions,
        JournalOptions options,
        CellFlags flags,
        Heartbeat running)
    {
        Func<Hash256, EngineOptions> sizes = new JournalSession(_folder).OptionsOf;
        CoreResources resources = CoreResources.Attach(context, [.. SlotDefinitions.Of(setup)]);
        HotThreadStart hotThread = new(context.Setup.HotCpu);
        Warm();
        AwaitSpares();
        HotThread.TryPutFirst();

        // From here on nobody trades until this is done.
        if (!flags.RequestHandover(Environment.ProcessId))
        {
            throw new CellException("core", "another core is taking over already", "wait for it, or end it");
        }

        try
        {
            Takeover takeover = new(_last);
            AwaitEnd(running);
            takeover.SetEnded(running.Read().BeatNs);
            JournalWriter journal = JournalWriter.GoOn(_folder, options, _inputs!, _outputs!);
            takeover.SetOpened();
            RecoveredEngine recovered = new EngineRecovery(_folder, sizes, versions).TakeOver(_engine!, _last, journal);
            versions.IsRunningAgain = false;
            // Only with the journal in hand: from here on watchers see this process as the core.
            context.BecomeCore();
            resources.TakeOver();
            takeover.SetOwned();
            CoreStartup startup = CoreStartup.TakeOver(setup, packets, versions, journal, recovered);
            CoreSession session = new(context, startup, resources)
            {
                Takeover = takeover,
                WaitingHotThread = hotThread,
            };
            flags.EndHandover();
            takeover.SetDone();
            _ = Task.Delay(ReadersStay).ContinueWith(_ => CloseReaders(), TaskScheduler.Default);
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

    /// <summary>
    /// Runs once what the takeover runs and changes nothing, so that none of it is compiled while nobody trades.
    /// </summary>
    private void Warm()
    {
        TradingRings.LastOf(_engine!, SourceKind.Feed, SourceIds.FirstFeed);
        foreach (SwapDecisionPayload refusal in _engine!.RefusePending("met beforehand"))
        {
            context.Log.Information("a swap of slot {Slot} is under way", refusal.Slot);
        }
    }

    /// <summary>
    /// Follows on until the running core has its next segments ready, as it nearly always has: it would finish one that it
    /// is just making before it lets the journal go.
    /// </summary>
    private void AwaitSpares()
    {
        long endNs = MonotonicClock.NowNs + SparesNsMax;
        CatchUp();
        while (!(_inputs!.IsSpareReady() && _outputs!.IsSpareReady()) && MonotonicClock.NowNs < endNs)
        {
            Thread.Sleep(1);
            CatchUp();
        }
    }

    /// <summary>Unmapping their segments holds up whoever meets new memory: not while the hot thread begins.</summary>
    private void CloseReaders()
    {
        _inputs!.Dispose();
        _outputs!.Dispose();
        _comparer?.Dispose();
    }

    /// <summary>Follows on until the running core has given the journal back, and to the last input of that.</summary>
    private void AwaitEnd(Heartbeat running)
    {
        long endNs = MonotonicClock.NowNs + EndNsMax;
        while (true)
        {
            HeartbeatReading reading = running.Read();
            // The state first, the journal behind it: when the core has stopped, nothing follows what is read now.
            bool isAtEnd = Follow() == 0;
            context.Stopping.ThrowIfCancellationRequested();
            if (_isDayEnded)
            {
                throw new CellException("core", "the day has ended, there is nothing to take over", "begin a new day");
            }

            if (reading.State == HeartbeatState.Stopped)
            {
                if (isAtEnd)
                {
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
}
