using System.Runtime;
using Strategies.Backtest.Plans;
using Strategies.Backtest.WarmingUp;
using Strategies.Core;
using Strategies.Engine;
using Strategies.Engine.Records;
using Strategies.Feeds.Queue;
using Strategies.Feeds.Recorded;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plugins.Versions;
using Strategies.Venues;

namespace Strategies.Backtest;

/// <summary>
/// Plays a plan: prepares and warms everything up, then runs the day on one pinned thread while housekeeping loads the next
/// versions beside it, and reports.
/// </summary>
public sealed class BacktestSession
{
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

    /// <summary>Plays the session to its end.</summary>
    /// <exception cref="PlanException">The plan or the journal's folder cannot be used.</exception>
    public BacktestResult Run()
    {
        if (Directory.Exists(_journalDir) && Directory.EnumerateFileSystemEntries(_journalDir).Any())
        {
            throw new PlanException(_journalDir, "the journal's folder is not empty", "give a new folder with --journal");
        }

        SessionSetup setup = SessionSetup.Load(_plan);
        RecordedPackets packets;
        using (Feeds.PacketSource recorded = setup.OpenFeed())
        {
            packets = RecordedPackets.Read(recorded, WarmUp.PacketsMax);
        }

        ContentStore store = new(new JournalLayout(_journalDir).StoreFolder);
        SessionVersions versions = new(setup, store, packets);
        Hash256 configuration = store.AddFile(PlanFile.Write(_plan));
        store.AddFile(_plan.Limits);
        EnvironmentInfo environment = EnvironmentInfo.Capture(versions.Hashes, [configuration]);
        Progress.Phase = "warming up";
        HostCode.Prepare(
            typeof(Sdk.Strategy).Assembly, typeof(Risk.RiskGate).Assembly, typeof(TradingEngine).Assembly, typeof(JournalWriter).Assembly,
            typeof(SimulatedVenue).Assembly, typeof(PacketQueue).Assembly, typeof(EngineDriver).Assembly, typeof(BacktestSession).Assembly,
            typeof(PreparedVersions).Assembly, typeof(HdrHistogram.LongHistogram).Assembly);
        versions.PrepareStarts(environment);
        using JournalWriter journal = JournalWriter.Open(_journalDir, Options(environment));
        return Play(setup, versions, packets, journal, configuration);
    }

    internal static JournalOptions OptionsOf(SessionPlan plan, EnvironmentInfo environment) => new()
    {
        Cell = (ushort)plan.Cell,
        Epoch = 1,
        Environment = environment,
    };

    private JournalOptions Options(EnvironmentInfo environment) => OptionsOf(_plan, environment);

    private BacktestResult Play(
        SessionSetup setup, SessionVersions versions, RecordedPackets packets, JournalWriter journal, Hash256 configuration)
    {
        TradingEngine engine = new(_plan.Engine, versions.Prepared);
        SimulatedVenue venue = setup.MakeVenue();
        EngineDriver driver = new(engine, journal, venue);
        RecordDesk records = new(driver);
        using PacketQueue queue = new(setup.OpenFeed());
        ScheduledAction[] scheduled = versions.Schedule();
        ActionRunner actions = new(driver, records, scheduled);
        Pacer pacer = new(SessionSpan.OfNs(setup), _options.Pace);
        HistoricalDriver historical = new(driver, records, venue, queue, setup.Latencies, actions, pacer, Progress);
        DayReport report = new(engine);
        HotRun hot = new(() =>
        {
            StartOfDay.Take(setup, records, driver, configuration, versions.Starts, packets.FirstExchangeTimeNs);
        }, historical.PlayFeed, () =>
        {
            report.RememberStates(_plan.Slots.Count);
            EndOfDay.Take(historical, records, venue, [.. versions.Starts.Select(start => start.Slot)], report);
        });

        Progress.Phase = "playing";
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        queue.Start();
        using (versions.PrepareSwapsBeside(scheduled))
        {
            hot.Run(_options.HotCpu, () => Progress.Fraction = queue.FractionRead);
        }

        Progress.Phase = "writing";
        journal.Flush();
        return new ResultBuilder(setup, driver, historical, report, hot, scheduled).Build(_journalDir);
    }
}
