using System.Runtime.CompilerServices;
using Strategies.Driver;
using Strategies.Driver.Following;
using Strategies.Engine;
using Strategies.Feeds.Queue;
using Strategies.Feeds.Recorded;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Historical;
using Strategies.Session.Results;
using Strategies.Session.Versions;
using Strategies.Session.WarmingUp;
using Strategies.Venues;

namespace Strategies.Backtest;

/// <summary>
/// Plays a plan: prepares and warms everything up, then runs the day on one pinned thread while housekeeping loads the
/// next versions beside it, and reports.
/// </summary>
public sealed class BacktestSession
{
    /// <summary>So much may housekeeping allocate beside a day before it causes a collection.</summary>
    private const long BytesWithoutCollection = 1L << 30;

    private readonly SessionPlan _plan;
    private readonly string _journalDir;
    private readonly BacktestOptions _options;

    /// <summary>Makes a session.</summary>
    /// <param name="plan">The plan, with absolute paths.</param>
    /// <param name="journalDir">Folder of the journal; it must be empty or not there.</param>
    /// <param name="options">How to play it.</param>
    public BacktestSession(SessionPlan plan, string journalDir, BacktestOptions options)
    {
        _plan = plan;
        _journalDir = Path.GetFullPath(journalDir);
        _options = options;
    }

    /// <summary>How far it is; read it from another thread.</summary>
    public SessionProgress Progress { get; } = new();

    /// <summary>Begins to compile what the hot thread runs; give it to the session in its options.</summary>
    public static HostCode Compile() => BacktestHotCode.Begin();

    /// <summary>Plays the session to its end. When it cannot begin, nothing of it stays behind.</summary>
    /// <exception cref="PlanException">The plan or the journal's folder cannot be used.</exception>
    /// <exception cref="OperationCanceledException">It was asked to end by <see cref="SessionProgress.Cancel"/>.</exception>
    public SessionResult Run()
    {
        bool existed = Directory.Exists(_journalDir);
        if (existed && Directory.EnumerateFileSystemEntries(_journalDir).Any())
        {
            throw new PlanException(
                _journalDir, "the journal's folder is not empty", "give a new folder with --journal");
        }

        bool hasBegun = false;
        try
        {
            HostCode code = _options.Code ?? Compile();
            SessionSetup setup = SessionSetup.Load(_plan);
            FeedSurvey survey = FeedSurvey.Of(setup);
            SessionVersions versions = new(
                setup, new ContentStore(new JournalLayout(_journalDir).StoreFolder), WarmUp.FirstPackets(setup));
            SessionResult result = Prepare(setup, survey, versions, code, ref hasBegun);
            Progress.Phase = "reclaiming";
            result.Reclaimed = versions.ReclaimAll();
            return result;
        }
        catch when (!hasBegun)
        {
            RemoveWhatWasMade(existed);
            throw;
        }
    }

    /// <summary>Here, so that what lives on holds the meter alone and not the engine.</summary>
    private static Func<RunningCallback> RunningIn(BudgetMeter meter) => () => meter.Running;

    private static Func<RunningCallback> RunningIn(WarmUpMeter meter) => () => meter.Running;

    /// <summary>Longer than the pace: a day may begin or end with a wait.</summary>
    private static TimeSpan GapSpan(TimeSpan? pace) =>
        pace is { } time ? (time * 1.25) + TimeSpan.FromSeconds(10) : TimeSpan.FromMinutes(5);

    /// <summary>Not inlined: nothing of the engine may live on when its versions are reclaimed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private SessionResult Prepare(SessionSetup setup, FeedSurvey survey, SessionVersions versions, HostCode code, ref bool hasBegun)
    {
        Hash256 configuration = versions.Store.AddFile(PlanFile.Write(setup.Plan));
        setup.KeepLatencyFiles(versions.Store);
        versions.Store.AddFile(_plan.Limits);
        EnvironmentInfo environment = EnvironmentInfo.Capture(EngineBuild.Id, versions.StartHashes, [configuration]);
        Progress.Phase = "warming up";
        Progress.Watch(RunningIn(versions.WarmUpMeter));
        versions.PrepareStarts(environment);
        code.Finish();
        using JournalWriter journal = JournalWriter.Open(_journalDir, setup.JournalOptionsIn(environment));
        hasBegun = true;
        return Play(setup, survey, versions, journal, configuration);
    }

    private SessionResult Play(
        SessionSetup setup, FeedSurvey survey, SessionVersions versions, JournalWriter journal, Hash256 configuration)
    {
        TradingEngine engine = new(_plan.Engine, versions.Prepared);
        SimulatedVenues venues = setup.MakeVenues();
        FaultLog faults = new();
        BudgetMeter meter = new() { Faults = faults, Bounds = setup.Plan.Engine.Bounds };
        EngineDriver driver = new(engine, journal, venues, meter);
        Progress.Watch(RunningIn(meter));
        InputWriter records = new(driver);
        using PacketQueues queues = new([.. setup.Feeds.Select(feed => feed.Open())]);
        ScheduledAction[] scheduled = versions.Schedule();
        GapHistory? gaps = _options.MeasureGaps ? new GapHistory(GapSpan(_options.Pace)) : null;
        HistoricalDriver historical = new(
            driver,
            records,
            venues,
            new MergedFeeds(setup.Feeds, queues.All),
            new ActionRunner(driver, records, scheduled),
            new Pacer(survey.SpanNs, _options.Pace, Progress),
            Progress,
            gaps)
        {
            Equity = _options.EquityEvery is { } every
                ? new EquitySamples(engine, setup, survey.SpanNs, every.Ticks * TimeSpan.NanosecondsPerTick)
                : null,
            Marks = _options.MarkEvents.Count > 0 ? new EventMarks(_options.MarkEvents) : null,
        };
        DayReport report = new(engine);
        EndOfDay end = new(engine, records, [new HistoricalClose(historical)], report);
        HotRun hot = new(
            () =>
                StartOfDay.Take(
                    setup, records, driver, configuration, versions.Starts, versions.Packets.FirstExchangeTimeNs),
            historical.PlayFeed,
            () => end.Begin(records.LastTimeNs));
        Progress.Phase = "playing";
        queues.Start();
        using FollowerThread? follower = Follow();
        using (CollectionStop.Begin(BytesWithoutCollection))
        using (versions.PrepareSwapsBeside(scheduled))
        {
            hot.Run(_options.HotCpu, () => Progress.Fraction = queues.FractionRead);
        }

        Progress.Phase = "writing";
        journal.Flush();
        SessionResult result =
            new ResultBuilder(setup, survey, driver, historical, report, hot, scheduled, faults, gaps)
                .Build(_journalDir, records.LastTimeNs);
        follower?.Stop();
        result.Marks = historical.Marks?.Passed ?? [];
        result.Snapshots = follower?.SnapshotCount ?? 0;
        result.FollowerFailure = follower?.Failure?.Message ?? "";
        return result;
    }

    private FollowerThread? Follow()
    {
        if (_options.SnapshotEveryInputs == 0)
        {
            return null;
        }

        JournalSession session = new(_journalDir);
        return new FollowerThread(new JournalFollower(
            _journalDir,
            new FollowerOptions { SnapshotEveryInputs = _options.SnapshotEveryInputs },
            session.OptionsOf,
            session.NewVersions()));
    }

    private void RemoveWhatWasMade(bool existed)
    {
        if (!Directory.Exists(_journalDir))
        {
            return;
        }

        foreach (string entry in Directory.EnumerateFileSystemEntries(_journalDir, "*", SearchOption.AllDirectories))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(entry, File.GetUnixFileMode(entry) | UnixFileMode.UserWrite);
            }
        }

        Directory.Delete(_journalDir, recursive: true);
        if (existed)
        {
            Directory.CreateDirectory(_journalDir);
        }
    }
}
