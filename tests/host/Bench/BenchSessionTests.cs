using System.Diagnostics;
using Strategies.Bench.Results;
using Strategies.Bench.Tests.Results;
using Strategies.Bench.Tests.Support;
using Strategies.Driver.Replay;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Bench.Tests;

public sealed class BenchSessionTests : IDisposable
{
    private readonly SampleDay _day = new();

    public void Dispose() => _day.Dispose();

    [Fact]
    public void A_run_counts_what_it_did_and_leaves_nothing_behind()
    {
        BenchOptions options = _day.Options();

        BenchResult result = Run(options);

        Assert.Equal(options.Events, result.Counts.Events);
        Assert.Equal(
            result.Counts.Inputs, result.Counts.Events + result.Counts.Reports + result.Counts.Clocks);
        Assert.True(result.Counts.OrdersPerEvent >= 1.0 / 50, $"{result.Counts.OrdersPerEvent} orders per event");
        Assert.Equal(result.Counts.Orders, result.TickToOrder.TotalCount);
        Assert.InRange(result.Counts.Fills, 1, result.Counts.Reports);
        Assert.Equal(0, result.Counts.Rejects);
        Assert.Equal(0, result.HotThread.AllocatedBytes);
        Assert.False(Directory.Exists(options.JournalDir));
    }

    [Fact]
    public void Every_figure_and_its_baseline_is_there()
    {
        BenchOptions options = _day.Options();
        long started = Stopwatch.GetTimestamp();
        BenchResult result = Run(options);
        TimeSpan whole = Stopwatch.GetElapsedTime(started);

        foreach (Figures figures in new[] { result.Engine, result.Baseline })
        {
            Times.MustRise(figures.TickToOrderNs, whole);
            Times.MustRise(figures.GateNs, whole);
            Times.MustRise(figures.JournalAppendNs, whole);
            Assert.InRange(figures.EventsPerS, options.Events / whole.TotalSeconds, double.MaxValue);
        }

        Assert.Equal(options.Events, result.Engine.EventsPerS * result.Elapsed.TotalSeconds, tolerance: 0.5);
        Assert.InRange(result.Elapsed, TimeSpan.FromTicks(1), whole);
        Assert.Equal(Percentiles.Of(result.TickToOrder), result.Engine.TickToOrderNs);
        Times.MustRise(result.GateSingleNs, whole);
        Times.MustRise(result.JournalAppendSingleNs, whole);
        Assert.Equal(result.Baseline.GateNs.P50, result.TimerNs);
        LatencyPictureTests.AssertIsPicture(LatencyPicture.Draw(result));
    }

    [Fact]
    public void The_live_loop_has_figures_of_its_own()
    {
        BenchOptions options = _day.Options();
        long started = Stopwatch.GetTimestamp();
        LiveFigures live = Run(options).Live;
        TimeSpan whole = Stopwatch.GetElapsedTime(started);
        Assert.Equal(options.Events, live.Events);
        Assert.True(live.Turns > live.Events, "reports have turns too");
        Assert.InRange(live.EventsPerS, live.Events / whole.TotalSeconds, double.MaxValue);
        Times.MustRise(live.TurnNs, whole);
        Times.MustRise(live.TickToOrderNs, whole);
        Assert.Equal((0L, 0), (live.AllocatedBytes, live.CompiledMethods));
    }

    [Fact]
    public void A_kept_journal_replays_bit_for_bit_and_holds_the_position_caps()
    {
        BenchOptions options = _day.Options() with { IsJournalKept = true };
        BenchResult result = Run(options);

        ContentStore store = new(new JournalLayout(options.JournalDir).StoreFolder);
        ReplayResult replay = ReplayRunner.Run(
            options.JournalDir,
            hash => PlanFile.Parse(File.ReadAllBytes(store.PathOf(hash)), store.PathOf(hash)).Engine,
            new StoredVersions(store),
            progress: null);

        Assert.Null(replay.Difference);
        Assert.Equal(options.WarmUp + options.Events, replay.MarketMessages);
        Assert.Equal(AssertOutputs(options.JournalDir), replay.Outputs);
    }

    [Fact]
    public void A_journal_in_memory_is_archived_while_it_is_written_and_what_is_kept_is_the_archive()
    {
        BenchOptions options = _day.Options() with { ArchiveDir = _day.NewPath("archive"), IsJournalKept = true };
        BenchResult result = new BenchSession(options, _ => { }).Run();
        Assert.True(result.IsArchived);
        Assert.Equal(options.ArchiveDir, result.JournalDir);
        Assert.False(Directory.Exists(options.JournalDir));
        using JournalReader inputs = JournalReader.OpenInputs(options.ArchiveDir);
        long events = 0;
        while (inputs.MoveNext())
        {
            events += inputs.Header.Type == RecordType.MarketData ? 1 : 0;
        }

        Assert.Equal(options.WarmUp + options.Events, events);
    }

    [Fact]
    public void A_run_tells_its_length_and_ends_when_its_seconds_are_over()
    {
        List<string> said = [];
        BenchOptions options = _day.Options() with { Rate = 1_000, Events = 40_000, Seconds = 1 };
        BenchResult result = new BenchSession(options, said.Add).Run();
        Assert.InRange(result.Counts.Events, 1, options.Events - 1);
        Assert.Contains(said, line => line.Contains("at 1,000 a second, 40 s, 1 s at most", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_run_counts_is_what_its_journal_has_of_the_measured_part()
    {
        BenchOptions options = _day.Options() with { IsJournalKept = true };
        BenchCounts counts = Run(options).Counts;

        JournalCounts journal = new(options.JournalDir, options.WarmUp, options.Events);

        Assert.Equal(journal[RecordType.MarketData], counts.Events);
        Assert.Equal(journal[RecordType.ExecutionReport] + journal[RecordType.OrderCancelReject], counts.Reports);
        Assert.Equal(journal[RecordType.Clock], counts.Clocks);
        Assert.Equal(journal.Fills, counts.Fills);
        Assert.Equal(journal[RecordType.NewOrderSingle], counts.NewOrders);
        Assert.Equal(journal[RecordType.OrderCancelReplaceRequest], counts.Replaces);
        Assert.Equal(journal[RecordType.OrderCancelRequest], counts.Cancels);
        Assert.Equal(journal[RecordType.OrderRejected], counts.Rejects);
        Assert.Equal((journal.Inputs, journal.Outputs), (counts.Inputs, counts.Outputs));
        Assert.Equal(journal.Bytes, counts.JournalBytes);
    }

    [Fact]
    public void An_open_loop_keeps_its_rate_and_counts_from_when_a_packet_is_due()
    {
        BenchOptions options = _day.Options() with { Events = 20_000, Rate = 100_000 };

        BenchResult result = Run(options);

        // The last packet is due one gap before the end.
        Assert.InRange(result.Engine.EventsPerS, 0, (double)options.Rate * options.Events / (options.Events - 1));
        Assert.Equal(options.Events, result.Counts.Events);
    }

    [Fact]
    public void A_cpu_that_is_not_there_makes_the_run_inconclusive()
    {
        BenchResult result = Run(_day.Options() with { Cpu = 1_000 });

        Assert.False(result.IsPinned);
        Assert.Equal(-1, result.Cpu);
        Assert.Contains("CPU 1000 cannot be used", result.PinProblem);
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_refused_and_left_alone()
    {
        BenchOptions options = _day.Options();
        string file = Path.Combine(Directory.CreateDirectory(options.JournalDir).FullName, "mine");
        File.WriteAllText(file, "mine");

        BenchException exception = Assert.Throws<BenchException>(() => Run(options));

        Assert.Contains("not empty", exception.Message);
        Assert.Contains("--journal", exception.Hint);
        Assert.True(File.Exists(file));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(BenchOptions.EventsMax + 1, 0, 0)]
    [InlineData(1, -1, 0)]
    [InlineData(1, 0, -1)]
    public void Options_out_of_their_range_are_refused(long events, long warmUp, long rate) =>
        Assert.Throws<BenchException>(
            () => new BenchSession(_day.Options() with { Events = events, WarmUp = warmUp, Rate = rate }, _ => { }));

    private static BenchResult Run(BenchOptions options) => new BenchSession(options, _ => { }).Run();

    /// <summary>Looks at all outputs and counts them.</summary>
    private static long AssertOutputs(string folder)
    {
        long count = 0;
        int positions = 0;
        using JournalReader outputs = JournalReader.OpenOutputs(folder);
        while (outputs.MoveNext())
        {
            count++;
            Assert.NotEqual(RecordType.Alert, RecordWriter.Header(outputs.Record).Type);
            if (RecordWriter.Header(outputs.Record).Type == RecordType.PositionState)
            {
                PositionPayload position = RecordWriter.Payload<PositionPayload>(outputs.Record);
                Assert.InRange(position.Quantity, -1_000, 1_000);
                positions++;
            }
        }

        Assert.True(positions > 100, "a day with so few positions shows too little");
        return count;
    }
}
