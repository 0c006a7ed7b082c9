using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Strategies.Cell.Processes;
using Strategies.Edge.Tests.Support;
using Strategies.Ipc;

namespace Strategies.Edge.Tests.Metrics;

public sealed partial class MetricsTests(LiveCell live) : IClassFixture<LiveCell>
{
    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-z]+="[^"]*",?)*\})? ([-+0-9.eE]+|NaN|[+-]Inf)$""")]
    private static partial Regex Sample();

    private Dictionary<string, double> Scrape()
    {
        TestEdge.Answer answer = live.Edge.Get("/metrics").Require(HttpStatusCode.OK);
        Dictionary<string, double> samples = [];
        foreach (string line in answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            Match match = Sample().Match(line);
            Assert.True(match.Success, line);
            samples[match.Groups[1].Value + match.Groups[2].Value] =
                double.Parse(match.Groups[4].Value, CultureInfo.InvariantCulture);
        }

        return samples;
    }

    private string Cell => live.Cell.Setup.Cell.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public void Every_counter_of_a_process_is_there()
    {
        ulong before = live.Core.LastSequence;
        Dictionary<string, double> samples = Scrape();
        foreach (string counter in CellCounters<CoreCounter>.Names())
        {
            Assert.Contains($"strategies_core_{counter.Replace('-', '_')}{{cell=\"{Cell}\"}}", samples.Keys);
        }

        Assert.InRange(samples[$"strategies_core_last_sequence{{cell=\"{Cell}\"}}"], before, live.Core.LastSequence);
        Assert.Equal(1, samples[$"strategies_process_up{{cell=\"{Cell}\",process=\"core\"}}"]);
        Assert.Equal(0, samples[$"strategies_process_up{{cell=\"{Cell}\",process=\"venue\"}}"]);
    }

    [Fact]
    public void The_histograms_of_the_core_are_quantiles()
    {
        ulong before = live.Core.LastSequence;
        Dictionary<string, double> samples = Scrape();
        Assert.Equal(1.5e-6, samples[$"strategies_core_tick_to_order_seconds{{cell=\"{Cell}\",quantile=\"0.99\"}}"], 1e-8);

        // The core of the test measures once behind every input.
        Assert.InRange(
            samples[$"strategies_core_tick_to_order_seconds_count{{cell=\"{Cell}\"}}"], before - 1, live.Core.LastSequence);
    }

    [Fact]
    public void Slots_lags_rings_and_requests_are_there()
    {
        Scrape();
        ulong tailBefore = live.Edge.Parts.Tail.LastSequence;
        Dictionary<string, double> samples = Scrape();
        Assert.Equal(1, samples[$"strategies_slot_state{{cell=\"{Cell}\",slot=\"ladder\"}}"]);
        Assert.Equal(0, samples[$"strategies_slot_state{{cell=\"{Cell}\",slot=\"spare\"}}"]);
        Assert.InRange(samples[$"strategies_edge_lag_inputs{{cell=\"{Cell}\"}}"], 0, live.Core.LastSequence - tailBefore);
        Assert.DoesNotContain($"strategies_follower_lag_inputs{{cell=\"{Cell}\"}}", samples.Keys);
        Assert.Contains($"strategies_ring_backlog_bytes{{cell=\"{Cell}\",ring=\"commands\"}}", samples.Keys);
        Assert.True(samples[
            $"strategies_edge_http_requests_total{{cell=\"{Cell}\",method=\"GET\",route=\"/metrics\",status=\"200\"}}"] >= 1);
    }

    [Fact]
    public void A_region_that_goes_away_or_is_damaged_leaves_its_figures_out_and_never_fails_the_scrape()
    {
        string file = live.Cell.Regions.CountersOf(ProcessRole.Archiver).File;
        using (CellCounters<ArchiverCounter> archiver =
            CellCounters<ArchiverCounter>.Create(live.Cell.Regions.CountersOf(ProcessRole.Archiver)))
        {
            archiver[ArchiverCounter.DurableSequence] = 1;
            Assert.Contains($"strategies_durable_lag_inputs{{cell=\"{Cell}\"}}", Scrape().Keys);
            Assert.Equal(1, live.Edge.Get("/api/status").Json.GetProperty("durableSequence").GetInt64());
        }

        File.Delete(file);
        File.WriteAllText(file, "something else");
        File.WriteAllText(live.Cell.Regions.HistogramOf(ProcessRole.Core, "odd").File, "something else");
        Assert.DoesNotContain($"strategies_archiver_durable_sequence{{cell=\"{Cell}\"}}", Scrape().Keys);
        Assert.DoesNotContain($"strategies_durable_lag_inputs{{cell=\"{Cell}\"}}", Scrape().Keys);
        File.Delete(file);
    }

    [Fact]
    public void Status_shows_processes_slots_and_how_far_everybody_is()
    {
        ulong before = live.Core.LastSequence;
        long beatNs = live.Core.BeatNs;
        System.Text.Json.JsonElement status = live.Edge.Get("/api/status").Require(HttpStatusCode.OK).Json;
        System.Text.Json.JsonElement core = status.GetProperty("processes").EnumerateArray()
            .Single(process => process.GetProperty("name").GetString() == "core");
        Assert.Equal(Environment.ProcessId, core.GetProperty("pid").GetInt32());
        Assert.Equal("running", core.GetProperty("state").GetString());
        Assert.InRange(core.GetProperty("heartbeatAgeMs").GetDouble(), 0, (MonotonicClock.NowNs - beatNs) / 1e6 + 0.001);
        Assert.Equal(2, status.GetProperty("slots").GetArrayLength());
        Assert.Equal(3, status.GetProperty("day").GetProperty("tradingDay").GetInt32());
        Assert.InRange(status.GetProperty("coreSequence").GetUInt64(), before, live.Core.LastSequence);
        Assert.Equal(-1, status.GetProperty("durableSequence").GetInt64());
    }
}
