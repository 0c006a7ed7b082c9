using Strategies.Bench.Feed;
using Strategies.Bench.Live;
using Strategies.Bench.Running;
using Strategies.Bench.Setup;
using Strategies.Bench.Tests.Support;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Journal;
using Strategies.Journal.Store;

namespace Strategies.Bench.Tests.Live;

/// <summary>A core's own loop over rings in shared memory, turned by the day's time.</summary>
public sealed class LiveRunTests
{
    private const ulong Seed = 9;

    [Fact]
    public void It_journals_what_the_loop_in_virtual_time_journals_byte_for_byte()
    {
        using SampleDay day = new();
        BenchOptions options = day.Options();
        MergedFeed feed = new(day.Tape(), BenchOptions.Instruments, Seed, eventsMax: 30_000);
        ContentStore store = new(day.NewPath("store"));
        string[] folders = [day.NewPath("virtual"), day.NewPath("live")];
        using (JournalWriter journal = Open(folders[0]))
        {
            PlayVirtual(feed, new BenchVersions(store, options.Strategy, moveTicks: 1), journal);
        }

        using (JournalWriter journal = Open(folders[1]))
        {
            PlayLive(options, feed, new BenchVersions(store, options.Strategy, moveTicks: 1), journal);
        }

        Assert.True(Compare(JournalReader.OpenInputs(folders[0]), JournalReader.OpenInputs(folders[1])) > 30_000);
        Assert.True(Compare(JournalReader.OpenOutputs(folders[0]), JournalReader.OpenOutputs(folders[1])) > 1_000);
    }

    private static void PlayVirtual(MergedFeed feed, BenchVersions versions, JournalWriter journal)
    {
        BenchVenue venue = new(Seed);
        EngineDriver driver = new(new TradingEngine(BenchPlan.Engine, versions.Prepared), journal, venue);
        InputWriter inputs = new(driver);
        BenchDay.Begin(inputs, driver, BenchPlan.Make(), versions, feed, configuration: default);
        new BenchLoop(feed, venue, driver.Engine, inputs).Run(0, feed.Count, new BenchProgress(seconds: 0, rate: 0));
        BenchDay.End(inputs, driver, new BenchClose(venue, inputs));
    }

    private static void PlayLive(BenchOptions options, MergedFeed feed, BenchVersions versions, JournalWriter journal)
    {
        BenchVenue venue = new(Seed);
        using LiveCell cell = new(options, versions, journal, feed.TimeNsOf(0));
        BenchDay.Begin(cell.Inputs, cell.Driver, BenchPlan.Make(), versions, feed, configuration: default);
        LiveRun run = new(cell, feed, venue);
        run.Run(0, feed.Count);
        BenchDay.End(cell.Inputs, cell.Driver, new LiveClose(run, venue, cell.Inputs));
    }

    private static JournalWriter Open(string folder) => JournalWriter.Open(folder, new JournalOptions
    {
        Cell = BenchPlan.Cell,
        Epoch = 1,
        Environment = EnvironmentInfo.Capture("engine", [], []),
    });

    private static int Compare(JournalReader expected, JournalReader actual)
    {
        using (expected)
        using (actual)
        {
            int count = 0;
            while (expected.MoveNext())
            {
                count++;
                Assert.True(actual.MoveNext(), $"it ends behind record {count - 1}");
                Assert.True(
                    expected.Record.SequenceEqual(actual.Record),
                    $"record {count}: {expected.Header.Type} at {expected.Header.ReceiveTimeNs}, "
                    + $"{actual.Header.Type} at {actual.Header.ReceiveTimeNs}");
            }

            Assert.False(actual.MoveNext());
            return count;
        }
    }
}
