using Strategies.Bench.Feed;
using Strategies.Bench.Live;
using Strategies.Bench.Phases;
using Strategies.Bench.Results;
using Strategies.Bench.Running;
using Strategies.Bench.Setup;
using Strategies.Core;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Feeds;
using Strategies.Journal;
using Strategies.Journal.Archiving;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session;
using Strategies.Venues;

namespace Strategies.Bench;

/// <summary>
/// Runs a benchmark: one recorded day under a hundred names, five slots with a basket quoter each, gate and journal as in
/// trading, and the figures of engine, gate and journal beside those of a bare loop.
/// </summary>
public sealed class BenchSession
{
    /// <summary>Folder below the journal's for what is measured beside it; removed in any case.</summary>
    private const string ScratchFolder = "bench-scratch";

    private readonly BenchOptions _options;
    private readonly Action<string> _tell;

    /// <summary>Makes a session.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="tell">Told what is being done, from the thread that does it.</param>
    /// <exception cref="BenchException">An option is out of its range.</exception>
    public BenchSession(BenchOptions options, Action<string> tell)
    {
        options.Validate();
        _options = options with
        {
            JournalDir = Path.GetFullPath(options.JournalDir),
            ArchiveDir = options.ArchiveDir is null ? null : Path.GetFullPath(options.ArchiveDir),
        };
        _tell = tell;
    }

    /// <summary>Runs it and removes the journal, unless it is to be kept.</summary>
    /// <exception cref="BenchException">The run is not what it should measure.</exception>
    /// <exception cref="FeedException">The day cannot be read.</exception>
    /// <exception cref="Strategies.Plugins.PackageException">The strategy is refused.</exception>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public BenchResult Run()
    {
        string folder = _options.JournalDir;
        bool existed = IsThereAndEmpty(folder);
        bool hadArchive = _options.ArchiveDir is { } archive && IsThereAndEmpty(archive);
        bool isKept = false;
        try
        {
            BenchResult result = RunIn(folder);
            isKept = _options.IsJournalKept;
            return result;
        }
        finally
        {
            Remove(Path.Combine(folder, ScratchFolder));
            // What an archive has is kept there.
            if (!isKept || _options.ArchiveDir is not null)
            {
                Empty(folder, existed);
            }

            if (_options.ArchiveDir is not null && !isKept)
            {
                Empty(_options.ArchiveDir, hadArchive);
            }
        }
    }

    private static bool IsThereAndEmpty(string folder)
    {
        bool existed = Directory.Exists(folder);
        return !existed || !Directory.EnumerateFileSystemEntries(folder).Any()
            ? existed
            : throw new BenchException($"{folder}: the journal's folder is not empty", "give a new folder with --journal");
    }

    private static void Empty(string folder, bool isToStay)
    {
        Remove(folder);
        if (isToStay)
        {
            Directory.CreateDirectory(folder);
        }
    }

    private BenchResult RunIn(string folder)
    {
        _tell("reading the day");
        PacketTape tape = PacketTape.Read(_options.Feed);
        MergedFeed feed = new(tape, BenchOptions.Instruments, _options.Seed, _options.WarmUp + _options.Events);
        _tell("preparing");
        PrepareHost();
        ContentStore store = new(new JournalLayout(_options.ArchiveDir ?? folder).StoreFolder);
        BenchPlan plan = BenchPlan.Make();
        BenchVersions versions = new(store, _options.Strategy, _options.MoveTicks);
        Hash256 configuration = store.AddFile(PlanFile.Write(BenchPlan.ToSessionPlan(_options)));
        JournalOptions options = new()
        {
            Cell = BenchPlan.Cell,
            Epoch = 1,
            Environment = EnvironmentInfo.Capture(EngineBuild.Id, [versions.Hash], [configuration]),
        };
        if (_options.ArchiveDir is not null)
        {
            JournalMemory.Prepare(folder, _options.ArchiveDir, options);
        }

        string scratch = Directory.CreateDirectory(Path.Combine(folder, ScratchFolder)).FullName;
        using JournalWriter journal = JournalWriter.Open(folder, options);
        using BenchArchiver? archiver = _options.ArchiveDir is null
            ? null
            : new BenchArchiver(folder, _options.ArchiveDir, _options.HotCpu);
        using JournalWriter scratchJournal = JournalWriter.Open(Path.Combine(scratch, "journal"), options);
        using JournalWriter liveJournal = JournalWriter.Open(Path.Combine(scratch, "live"), options);
        using LiveCell live = new(
            _options, new BenchVersions(store, _options.Strategy, _options.MoveTicks), liveJournal, feed.TimeNsOf(0));
        using BareLoop bare = new(feed, Path.Combine(scratch, "bare-loop"));
        BenchResult result = new BenchRun(
            _options, plan, versions, feed, configuration, journal, scratchJournal, bare, live, _tell).Run();
        // Closed here, so that its end is archived too.
        journal.Dispose();
        archiver?.Finish();
        return result;
    }

    /// <summary>Everything is compiled before the hot thread begins.</summary>
    private static void PrepareHost() => HostCode.Prepare(
    [
        .. HotCode.Types,
        .. typeof(LiveLoop).Assembly.GetTypes(),
        .. typeof(OrderPort).Assembly.GetTypes(),
        .. typeof(BenchSession).Assembly.GetTypes(),
    ]);

    /// <summary>What the store made read-only is made writable first.</summary>
    private static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        // A link's target is not this folder's.
        EnumerationOptions own = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (string entry in Directory.EnumerateFileSystemEntries(folder, "*", own))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(entry, File.GetUnixFileMode(entry) | UnixFileMode.UserWrite);
            }
        }

        Directory.Delete(folder, recursive: true);
    }
}
