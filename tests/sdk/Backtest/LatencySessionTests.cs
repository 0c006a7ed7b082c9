using System.Text;
using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Results;
using Strategies.Venues.Latency;

namespace Strategies.Backtest.Tests;

/// <summary>Whole days with latencies that are drawn.</summary>
public sealed class LatencySessionTests : IDisposable
{
    private static readonly string Measured = "nanoseconds\n" + string.Join('\n', [60_000, 80_000, 80_000, 2_500_000]);

    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_same_seed_writes_the_same_journal_and_another_seed_another_day()
    {
        SessionResult first = _session.Play(Plan(seed: 7));
        Assert.True(first.Fills > 0, "a day without a fill shows too little");
        List<JournalRecord> inputs = JournalRecord.Inputs(first.JournalDir);
        SessionResult same = _session.Play(Plan(seed: 7));
        RequireSame(inputs, JournalRecord.Inputs(same.JournalDir));
        RequireSame(JournalRecord.Outputs(first.JournalDir), JournalRecord.Outputs(same.JournalDir));
        TestSession.RequireEqualReplay(first);

        SessionResult other = _session.Play(Plan(seed: 8));
        Assert.NotEqual(ReportTimes(inputs), ReportTimes(JournalRecord.Inputs(other.JournalDir)));
        TestSession.RequireEqualReplay(other);
    }

    [Fact]
    public void Nothing_is_allocated_or_compiled_on_the_hot_thread_while_latencies_are_drawn()
    {
        SessionResult result = _session.Play(Plan(seed: 7));
        Assert.Equal((0, 0), (result.HotThreadAllocatedBytes, result.HotThreadCompiledMethods));
        Assert.True(result.Orders >= 24, $"{result.Orders} orders are less than a ladder");
    }

    [Fact]
    public void Messages_take_what_their_class_may_take_and_never_overtake_each_other()
    {
        SessionResult result = _session.Play(Plan(seed: 7));
        Dictionary<(ulong Order, uint Request), JournalRecord> sent = JournalRecord.Outputs(result.JournalDir)
            .Where(output => output.Type is RecordType.NewOrderSingle
                or RecordType.OrderCancelReplaceRequest or RecordType.OrderCancelRequest)
            .ToDictionary(output => (output.Payload<OrderPayload>().OrderId, output.Payload<OrderPayload>().RequestId));
        long lastNs = 0;
        long lastTransactNs = 0;
        HashSet<long> flights = [];
        foreach (JournalRecord report in Reports(JournalRecord.Inputs(result.JournalDir)))
        {
            ref readonly ExecutionReportPayload payload = ref report.Payload<ExecutionReportPayload>();
            Assert.InRange(report.TimeNs, lastNs, long.MaxValue);
            Assert.InRange(payload.TransactTimeNs, lastTransactNs, long.MaxValue);
            (lastNs, lastTransactNs) = (report.TimeNs, payload.TransactTimeNs);
            Assert.InRange(
                report.TimeNs - payload.TransactTimeNs,
                payload.ExecType == ExecType.Trade ? 60_000 : 30_000,
                2_500_000);
            if (payload.ExecType is ExecType.New or ExecType.Replaced)
            {
                long flightNs = payload.TransactTimeNs - sent[(payload.OrderId, payload.RequestId)].TimeNs;
                Assert.InRange(flightNs, 20_000, 900_000);
                flights.Add(flightNs);
            }
        }

        Assert.True(flights.Count > 20, $"{flights.Count} different latencies are too few to show anything");
    }

    [Fact]
    public void What_was_measured_is_kept_in_the_journal_and_named_by_the_configuration()
    {
        SessionResult result = _session.Play(Plan(seed: 7));
        ContentStore store = new(new JournalLayout(result.JournalDir).StoreFolder);
        Hash256 hash = Hash256.Of(Encoding.UTF8.GetBytes(Measured));
        store.Verify(hash);
        Assert.Equal(Measured, File.ReadAllText(store.PathOf(hash)));
        Hash256 configuration = ConfigurationOf(result);
        SessionPlan kept = PlanFile.Load(store.PathOf(configuration));
        Assert.Equal(hash.ToString(), kept.Venue.Latency!.Fill!.Sha256);

        // The plan that was kept is a plan: it plays the same day as long as the file is what it was.
        Assert.Equal(result.Digest, _session.Play(kept).Digest);
        File.AppendAllText(_session.PathOf("fill.csv"), "\n70000\n");
        PlanException exception = Assert.Throws<PlanException>(() => _session.Play(kept));
        Assert.Contains("venue.latency.fill: ", exception.Problem, StringComparison.Ordinal);
        Assert.Contains($"the plan says {hash}", exception.Problem, StringComparison.Ordinal);
        Assert.NotEqual(configuration, ConfigurationOf(_session.Play(Plan(seed: 7, writesFile: false))));
    }

    [Theory]
    [InlineData("ns\n5\nfast\n", "line 3: 'fast' is no latency")]
    [InlineData("", "the file is empty")]
    [InlineData(null, "cannot be read")]
    public void A_file_that_cannot_be_used_stops_the_session_before_it_begins(string? content, string problemPart)
    {
        SessionPlan plan = Plan(seed: 7, writesFile: false);
        if (content is not null)
        {
            File.WriteAllText(_session.PathOf("fill.csv"), content);
        }

        string journal = _session.NewJournalDir();
        PlanException exception = Assert.Throws<PlanException>(
            () => new BacktestSession(plan, journal, new BacktestOptions()).Run());
        Assert.StartsWith(
            $"venue.latency.fill: {_session.PathOf("fill.csv")}", exception.Problem, StringComparison.Ordinal);
        Assert.Contains(problemPart, exception.Problem, StringComparison.Ordinal);
        Assert.NotEmpty(exception.Hint);
        Assert.False(Directory.Exists(journal));
    }

    [Fact]
    public void Messages_that_take_no_time_arrive_at_once_and_the_day_ends()
    {
        SessionPlan plan = _session.ShortPlan(4_000, 500, Ladder());
        SessionResult result = _session.Play(plan with
        {
            Feed = plan.Feed with { LatencyMicroseconds = 0 },
            Venue = new VenuePlan { OrderLatencyMicroseconds = 0, AckLatencyMicroseconds = 0 },
        });
        Assert.Equal(0, result.EventsLost);
        Assert.True(result.Fills > 0, "a day without a fill shows too little");
        List<JournalRecord> reports = [.. Reports(JournalRecord.Inputs(result.JournalDir))];
        Assert.All(
            reports, report => Assert.Equal(report.TimeNs, report.Payload<ExecutionReportPayload>().TransactTimeNs));
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void The_longest_latency_lets_the_feed_flow_although_its_ring_holds_less()
    {
        // 120,000 rows within two seconds are more than the ring's 8 MiB; a report takes ten.
        SessionResult result = _session.Play(_session.ShortPlan(120_000, 10_000, Ladder()) with
        {
            Venue = new VenuePlan { OrderLatencyMicroseconds = 1_000, AckLatencyMicroseconds = 10_000_000 },
        });
        Assert.Equal((120_000, 0), (result.FeedMessages, result.EventsLost));
        Assert.True(result.Orders > 0, "a day without an order shows too little");
        TestSession.RequireEqualReplay(result);
    }

    private static SlotPlan Ladder() => new()
    {
        Name = "ladder",
        Strategy = Packages.Ladder,
        Parameters = new Dictionary<string, JsonElement> { ["stepTicks"] = JsonSerializer.SerializeToElement(1) },
    };

    private static Hash256 ConfigurationOf(SessionResult result) =>
        JournalRecord.Inputs(result.JournalDir)[0].Payload<StartOfDayPayload>().ConfigurationHash;

    private static IEnumerable<JournalRecord> Reports(IEnumerable<JournalRecord> inputs) =>
        inputs.Where(input => input.Type == RecordType.ExecutionReport);

    private static List<(ulong Order, long TimeNs)> ReportTimes(IEnumerable<JournalRecord> inputs) =>
    [
        .. Reports(inputs).Select(report => (report.Payload<ExecutionReportPayload>().OrderId, report.TimeNs)),
    ];

    private static void RequireSame(List<JournalRecord> left, List<JournalRecord> right)
    {
        Assert.Equal(left.Count, right.Count);
        Assert.All(left.Zip(right), pair => Assert.True(pair.First.Bytes.AsSpan().SequenceEqual(pair.Second.Bytes)));
    }

    private SessionPlan Plan(long seed, bool writesFile = true)
    {
        if (writesFile)
        {
            File.WriteAllText(_session.PathOf("fill.csv"), Measured);
        }

        return _session.ShortPlan(4_000, 500, Ladder()) with
        {
            Venue = new VenuePlan
            {
                AckLatencyMicroseconds = 30,
                Latency = new VenueLatencyPlan
                {
                    Seed = seed,
                    NewOrder = new LatencyPlan { Quantiles = [new(0, 20), new(0.9m, 60), new(1, 900)] },
                    Replace = new LatencyPlan { Microseconds = 45.5m },
                    Cancel = new LatencyPlan { Quantiles = [new(0, 25), new(1, 200)] },
                    Fill = new LatencyPlan { File = _session.PathOf("fill.csv") },
                },
            },
        };
    }
}
