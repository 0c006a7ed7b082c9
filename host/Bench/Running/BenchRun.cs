using System.Globalization;
using System.Runtime.ExceptionServices;
using Strategies.Bench.Feed;
using Strategies.Bench.Live;
using Strategies.Bench.Phases;
using Strategies.Bench.Results;
using Strategies.Bench.Setup;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Bench.Running;

/// <summary>
/// All that is measured, one after another on one pinned thread: timer, bare loop, the day's warm-up and measured part,
/// the bare loop again, gate, journal.
/// </summary>
internal sealed class BenchRun
{
    private const int BareEventsMax = 2_000_000;
    private const int LiveEventsMax = 2_000_000;
    private const int PhaseWarmUpCalls = 1 << 14;
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(5);

    private readonly BenchOptions _options;
    private readonly BenchPlan _plan;
    private readonly BenchVersions _versions;
    private readonly MergedFeed _feed;
    private readonly Hash256 _configuration;
    private readonly JournalWriter _journal;
    private readonly JournalWriter _scratchJournal;
    private readonly EngineDriver _driver;
    private readonly BenchVenue _venue;
    private readonly InputWriter _records;
    private readonly BenchLoop _loop;
    private readonly BareLoop _bare;
    private readonly LiveCell _live;
    private readonly TimerPhase _timer = new();
    private readonly GatePhase _gate;
    private readonly AppendPhase _append;
    private readonly HotPart _hot = new();
    private readonly BenchProgress _progress;
    private readonly Action<string> _tell;
    private BenchCounts? _counts;
    private LiveFigures? _liveFigures;
    private int _cpu = -1;
    private string _pinProblem = "";
    private Exception? _failure;

    internal BenchRun(
        BenchOptions options,
        BenchPlan plan,
        BenchVersions versions,
        MergedFeed feed,
        Hash256 configuration,
        JournalWriter journal,
        JournalWriter scratchJournal,
        BareLoop bare,
        LiveCell live,
        Action<string> tell)
    {
        _options = options;
        _plan = plan;
        _versions = versions;
        _feed = feed;
        _configuration = configuration;
        _journal = journal;
        _scratchJournal = scratchJournal;
        _bare = bare;
        _live = live;
        _tell = tell;
        _progress = new BenchProgress(options.Seconds, options.Rate);
        _venue = new BenchVenue(options.Seed);
        _driver = new EngineDriver(new TradingEngine(BenchPlan.Engine, versions.Prepared), journal, _venue);
        _records = new InputWriter(_driver);
        _loop = new BenchLoop(feed, _venue, _driver.Engine, _records);
        _gate = new GatePhase(plan, options.Seed);
        _append = new AppendPhase(feed);
    }

    /// <summary>Runs everything; returns when it is done.</summary>
    /// <exception cref="BenchException">The run is not what it should measure.</exception>
    internal BenchResult Run()
    {
        Thread thread;
        using (ExecutionContext.SuppressFlow())
        {
            thread = new Thread(RunPinned) { Name = "hot", IsBackground = true };
            thread.Start();
        }

        while (!thread.Join(TellEvery))
        {
            if (_progress.Words() is { Length: > 0 } words)
            {
                _tell(words);
            }
        }

        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        Check();
        return Result();
    }

    private void RunPinned()
    {
        try
        {
            int cpu = _options.HotCpu;
            _cpu = HotThread.TryPin(cpu, out _pinProblem) ? cpu : -1;
            _timer.Run(_options.PhaseCalls);
            RunDay();
            RunLive();
            _tell("measuring gate and journal alone");
            _gate.Run(PhaseWarmUpCalls);
            _gate.Gate.Reset();
            _gate.Run(_options.PhaseCalls);
            _append.Run(_scratchJournal, PhaseWarmUpCalls);
            _append.Journal.Reset();
            _append.Copy.Reset();
            _append.Run(_scratchJournal, _options.PhaseCalls);
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    private void RunDay()
    {
        int warmUp = (int)Math.Min(_options.WarmUp, _feed.Count - 1);
        int bareEvents = Math.Min(BareEventsMax, _feed.Count);
        _tell("warming up");
        _bare.Run(0, bareEvents / 4);
        _bare.Reset();
        BenchDay.Begin(_records, _driver, _plan, _versions, _feed, _configuration);
        _loop.Run(0, warmUp, new BenchProgress(seconds: 0, rate: 0));
        _bare.Run(0, bareEvents);
        _tell($"measuring the day: {LengthInWords(_feed.Count - warmUp)}");
        _driver.Metrics.TickToOrder.Reset();
        CountsMark before = CountsMark.Of(_driver, _venue, _loop, _journal);
        _progress.Begin(warmUp, _feed.Count);
        _hot.Measure(_options.Rate > 0
            ? () => _loop.Run(warmUp, _feed.Count, _options.Rate, _progress)
            : () => _loop.Run(warmUp, _feed.Count, _progress));
        _progress.End();
        _counts = CountsMark.Of(_driver, _venue, _loop, _journal).Since(before);
        _bare.Run(0, bareEvents);
        BenchDay.End(_records, _driver, new BenchClose(_venue, _records));
    }

    private string LengthInWords(int events)
    {
        bool isCut = _options.Seconds > 0 && (_options.Rate == 0 || _options.Seconds * _options.Rate < events);
        string most = isCut ? $", {_options.Seconds} s at most" : "";
        string rate = _options.Rate > 0
            ? string.Create(CultureInfo.InvariantCulture, $" at {_options.Rate:N0} a second, {events / (double)_options.Rate:N0} s")
            : ", as fast as it goes";
        return string.Create(CultureInfo.InvariantCulture, $"{events:N0} events{rate}{most}");
    }

    /// <summary>The first of the same events, which a core's own loop takes out of its rings.</summary>
    private void RunLive()
    {
        _tell("measuring the live loop");
        int warmUp = (int)Math.Min(_options.WarmUp, _feed.Count - 1);
        int end = (int)Math.Min((long)warmUp + LiveEventsMax, _feed.Count);
        BenchVenue venue = new(_options.Seed);
        BenchDay.Begin(_live.Inputs, _live.Driver, _plan, _versions, _feed, _configuration);
        LiveRun run = new(_live, _feed, venue);
        _liveFigures = run.Measure(warmUp, end);
        BenchDay.End(_live.Inputs, _live.Driver, new LiveClose(run, venue, _live.Inputs));
    }

    private void Check()
    {
        if (_driver.Metrics.Quarantines is [var fault, ..])
        {
            throw new BenchException($"slot {fault.Slot} was quarantined: {fault.Reason}", "give the basket quoter");
        }

        if (_gate.Refused > 0)
        {
            throw new BenchException(
                $"{_gate.Refused} orders of the gate's phase were refused", "this is a defect of strat");
        }
    }

    private BenchResult Result() => new()
    {
        Engine = new Figures(
            _counts!.Events / _hot.Elapsed.TotalSeconds,
            Percentiles.Of(_driver.Metrics.TickToOrder),
            _gate.Gate.Batches,
            _append.Journal.Batches),
        Baseline = new Figures(_bare.EventsPerS, _bare.TickToOrder, _timer.Pairs, _append.Copy.Batches),
        Live = _liveFigures!,
        TickToOrder = _driver.Metrics.TickToOrder,
        GateSingleNs = _gate.Gate.Singles,
        JournalAppendSingleNs = _append.Journal.Singles,
        TimerNs = _timer.Pairs.P50,
        HotThread = _hot.Use,
        Counts = _counts!,
        Cpu = _cpu,
        PinProblem = _pinProblem,
        Machine = MachineInfo.Capture(),
        FileSystem = MachineInfo.FileSystemOf(_options.JournalDir),
        JournalDir = _options.ArchiveDir ?? _options.JournalDir,
        IsArchived = _options.ArchiveDir is not null,
        Feed = _options.Feed,
        Elapsed = _hot.Elapsed,
    };
}
