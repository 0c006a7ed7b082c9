using System.Diagnostics;
using System.Text.Json;
using Strategies.Bench.Results;
using Strategies.Bench.Tests.Results;
using Strategies.Bench.Tests.Support;

namespace Strategies.Bench.Tests;

/// <summary><c>strat bench</c> as a user runs it.</summary>
public sealed class BenchCommandTests : IDisposable
{
    private readonly SampleDay _day = new();

    public void Dispose() => _day.Dispose();

    [Fact]
    public void The_last_line_is_the_result_with_the_baseline_under_the_same_keys()
    {
        string picture = _day.NewPath("latency.svg");

        long started = Stopwatch.GetTimestamp();
        StratResult run = Run("--json", "--picture", picture).Require(StratResult.Success);
        TimeSpan whole = Stopwatch.GetElapsedTime(started);

        JsonElement json = run.Json;
        foreach (JsonElement figures in new[] { json, json.GetProperty("baseline") })
        {
            Assert.InRange(figures.GetProperty("eventsPerS").GetDouble(), 50_000 / whole.TotalSeconds, double.MaxValue);
            foreach (string times in new[] { "tickToOrderNs", "gateNs", "journalAppendNs" })
            {
                Times.MustRise(PercentilesOf(figures.GetProperty(times)), whole);
            }
        }

        Assert.InRange(
            50_000 / json.GetProperty("eventsPerS").GetDouble() * 1_000 - json.GetProperty("elapsedMs").GetInt64(), -0.1, 1.1);
        Assert.Equal(
            json.GetProperty("inputs").GetInt64(),
            new[] { "events", "reports", "clockRecords" }.Sum(count => json.GetProperty(count).GetInt64()));
        Assert.Equal(
            json.GetProperty("ordersPerEvent").GetDouble(), json.GetProperty("orders").GetInt64() / 50_000.0, tolerance: 1e-6);
        Assert.Equal(0, json.GetProperty("allocatedBytesHotThread").GetInt64());
        JsonElement live = json.GetProperty("liveLoop");
        Assert.Equal(50_000, live.GetProperty("events").GetInt64());
        Assert.Equal(0, live.GetProperty("allocatedBytes").GetInt64());
        Assert.Equal(0, live.GetProperty("compiledMethods").GetInt64());
        Times.MustRise(PercentilesOf(live.GetProperty("turnNs")), whole);
        Times.MustRise(PercentilesOf(live.GetProperty("tickToOrderNs")), whole);
        Assert.Equal(0, json.GetProperty("hotThreadCompiledMethods").GetInt64());
        Assert.Equal(0, json.GetProperty("gc").GetProperty("gen2").GetInt32());
        Assert.True(json.GetProperty("pinned").GetBoolean());
        Assert.True(json.GetProperty("ordersPerEvent").GetDouble() >= 0.02);
        Assert.Equal(50_000, json.GetProperty("events").GetInt64());
        Assert.Equal(20120621, json.GetProperty("seed").GetInt64());
        Assert.Contains("nothing ever waits", run.Output.ReplaceLineEndings(" "));
        LatencyPictureTests.AssertIsPicture(File.ReadAllText(picture));
    }

    [Fact]
    public void Without_a_cpu_of_its_own_the_run_is_inconclusive_and_exits_with_2()
    {
        StratResult run = Run("--json", "--cpu", "1000").Require(2);

        Assert.False(run.Json.GetProperty("pinned").GetBoolean());
        Assert.Equal("inconclusive", run.Json.GetProperty("verdict").GetString());
        Assert.Contains("could not be pinned", run.Error.ReplaceLineEndings(" "));
    }

    [Fact]
    public void A_run_that_is_kept_is_proved_by_a_replay_in_another_process()
    {
        string journal = _day.NewPath("kept");

        Run("--json", "--keep", "--journal", journal).Require(StratResult.Success);

        Assert.True(Strat.Run("replay", journal, "--json").Require(StratResult.Success).Json.GetProperty("match").GetBoolean());
    }

    [Fact]
    public void What_cannot_be_run_is_named_with_a_way_out()
    {
        Run("--json", "--events", "0").RequireRefused("--events 0");
        Run("--json", "--strategy", _day.NewPath("none.dll")).RequireRefused("none.dll");
        Run("--json", "--feed", _day.NewPath("none.zip")).RequireRefused("none.zip");
    }

    [Fact]
    public void A_load_that_is_too_light_is_said_and_does_not_break_the_report()
    {
        StratResult run = Run("--json", "--events", "40", "--move-ticks", "1000").Require(StratResult.Success);

        Assert.False(run.Json.GetProperty("promisedLoad").GetBoolean());
        Assert.Contains("the load is too light", run.Error.ReplaceLineEndings(" "));
    }

    private static Percentiles PercentilesOf(JsonElement times) => new(
        times.GetProperty("p50").GetInt64(), times.GetProperty("p99").GetInt64(), times.GetProperty("p999").GetInt64());

    private StratResult Run(params string[] arguments) => Strat.Run(
        ["bench", .. arguments.Contains("--feed") ? [] : new[] { "--feed", _day.File }, .. arguments.Contains("--events") ? [] : new[] { "--events", "50000" }, "--warmup", "30000", .. arguments.Contains("--move-ticks") ? [] : new[] { "--move-ticks", "1" }, .. arguments]);
}
