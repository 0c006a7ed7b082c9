using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Results;

namespace Strategies.Backtest.Tests;

/// <summary>
/// Days of two venues: ALPHA at both of them, told by a feed each, and BETA at the second by a third feed. A ladder
/// quotes each ALPHA.
/// </summary>
public sealed class VenueSessionTests : IDisposable
{
    private const int Rows = 3_000;
    private const long DownAt = 3_000;
    private const long UpAt = 6_000;

    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Orders_go_to_their_venue_and_its_own_reports_come_back()
    {
        SessionResult result = _session.Play(Plan());
        List<JournalRecord> outputs = JournalRecord.Outputs(result.JournalDir);
        Dictionary<ulong, ushort> venueOf = outputs.Where(output => output.Type == RecordType.NewOrderSingle)
            .ToDictionary(output => output.Payload<OrderPayload>().OrderId, output => output.Payload<OrderPayload>().Venue);
        Assert.Equal(new ushort[] { 1, 2 }, venueOf.Values.Distinct().Order());
        Assert.All(
            outputs.Where(output => output.Type == RecordType.NewOrderSingle),
            output => Assert.Equal(
                output.Payload<OrderPayload>().Instrument == 1 ? 1 : 2, output.Payload<OrderPayload>().Venue));
        List<JournalRecord> reports = Reports(result);
        Assert.All(reports, report =>
        {
            Assert.Equal(SourceKind.Venue, report.Header.SourceKind);
            Assert.Equal(venueOf[report.Payload<ExecutionReportPayload>().OrderId], report.Header.SourceId);
        });
        // Each venue numbers what it says by itself, from 1: most numbers are there twice.
        foreach (ushort venue in (ReadOnlySpan<ushort>)[1, 2])
        {
            List<JournalRecord> own = [.. reports.Where(report => report.Header.SourceId == venue)];
            Assert.Equal(1UL, own[0].Payload<ExecutionReportPayload>().ExecId);
            Assert.Equal(own.Count, own.Select(report => report.Payload<ExecutionReportPayload>().ExecId).Distinct().Count());
        }

        // That the market's messages name orders older than the data is the samples' own.
        Assert.All(
            outputs.Where(output => output.Type == RecordType.Alert),
            output => Assert.Equal(AlertCode.UnknownMarketOrder, output.Payload<AlertPayload>().Code));
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void Fills_of_the_same_number_at_both_venues_count()
    {
        SessionResult result = _session.Play(Plan());
        List<(ushort Venue, ulong ExecId)> fills = [.. Reports(result)
            .Where(report => report.Payload<ExecutionReportPayload>().ExecType == ExecType.Trade)
            .Select(report => (report.Header.SourceId, report.Payload<ExecutionReportPayload>().ExecId))];
        Assert.Equal(new ushort[] { 1, 2 }, fills.Select(fill => fill.Venue).Distinct().Order());
        Assert.Contains(fills.GroupBy(fill => fill.ExecId), same => same.Count() == 2);
        Assert.Equal(fills.Count, fills.Distinct().Count());
        Assert.Equal((fills.Count, fills.Count), (result.Fills, result.Counters.Fills));
    }

    [Fact]
    public void Packets_come_by_exchange_time_and_latency_and_are_counted_feed_by_feed_and_in_sum()
    {
        SessionResult result = _session.Play(Plan());
        List<JournalRecord> packets =
            [.. JournalRecord.Inputs(result.JournalDir).Where(input => input.Type == RecordType.MarketData)];
        Assert.Equal(packets.Select(packet => packet.TimeNs).Order(), packets.Select(packet => packet.TimeNs));
        foreach (ushort feed in (ReadOnlySpan<ushort>)[1, 2, 3])
        {
            Assert.Equal(
                Enumerable.Range(1, Rows).Select(number => (ulong)number),
                packets.Where(packet => packet.Header.SourceId == feed).Select(packet => packet.Header.SourceSequence));
        }

        // The feeds are mixed, not played one after the other.
        Assert.True(packets.Zip(packets.Skip(1)).Count(pair => pair.First.Header.SourceId != pair.Second.Header.SourceId) > Rows);
        Assert.Equal(
            [(1, "XNAS", Rows, Rows), (2, "BATS", Rows, Rows), (3, "BATS", Rows, (long)Rows)],
            result.Feeds.Select(feed => (feed.Feed, feed.Venue, feed.FeedMessages, feed.RecordMessages)));
        Assert.Equal((3L * Rows, 3L * Rows, 0L), (result.FeedMessages, result.RecordMessages, result.EventsLost));
    }

    [Fact]
    public void A_feeds_latency_is_its_own()
    {
        SessionPlan plan = Plan();
        SessionResult near = _session.Play(plan);
        SessionResult far = _session.Play(plan with
        {
            Feeds = [plan.Feeds[0], plan.Feeds[1] with { LatencyMicroseconds = 7_020 }, plan.Feeds[2]],
        });
        Assert.Equal(TimesOf(near, 1), TimesOf(far, 1));
        Assert.Equal(TimesOf(near, 2).Select(timeNs => timeNs + 7_000_000), TimesOf(far, 2));
        TestSession.RequireEqualReplay(far);
    }

    [Fact]
    public void While_one_venue_is_down_its_orders_are_refused_and_the_others_go_on()
    {
        SessionResult result = _session.Play(Plan() with
        {
            Actions =
            [
                new ActionPlan { AtEvent = DownAt, Action = PlanActionKind.SessionDown, Venue = "BATS" },
                new ActionPlan { AtEvent = UpAt, Action = PlanActionKind.SessionUp, Venue = "BATS" },
            ],
        });
        ulong[] changes = [.. JournalRecord.Inputs(result.JournalDir)
            .Where(input => input.Type == RecordType.SessionStatus).Skip(2).Select(input => input.Sequence)];
        Assert.Equal(2, changes.Length);
        List<JournalRecord> outputs = JournalRecord.Outputs(result.JournalDir);
        List<JournalRecord> orders = [.. outputs.Where(output => output.Type == RecordType.NewOrderSingle
            && output.Sequence > changes[0] && output.Sequence < changes[1])];
        Assert.NotEmpty(orders);
        Assert.All(orders, order => Assert.Equal(1, order.Payload<OrderPayload>().Venue));
        Assert.Contains(outputs, output => output.Type == RecordType.NewOrderSingle
            && output.Sequence > changes[1] && output.Payload<OrderPayload>().Venue == 2);
        List<JournalRecord> refused = [.. outputs.Where(output => output.Type == RecordType.OrderRejected
            && output.Payload<RejectPayload>().Reason == RejectReason.VenueDown)];
        Assert.NotEmpty(refused);
        Assert.All(refused, reject => Assert.Equal(2, reject.Payload<RejectPayload>().Order.Venue));
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void The_same_plan_writes_the_same_journal()
    {
        SessionResult first = _session.Play(Plan());
        SessionResult second = _session.Play(Plan());
        Assert.Equal(Bytes(JournalRecord.Inputs(first.JournalDir)), Bytes(JournalRecord.Inputs(second.JournalDir)));
        Assert.Equal(Bytes(JournalRecord.Outputs(first.JournalDir)), Bytes(JournalRecord.Outputs(second.JournalDir)));
    }

    [Fact]
    public void A_limit_names_an_instrument_that_two_venues_have_with_its_venue()
    {
        File.WriteAllText(_session.Limits, """
            {
              "version": 1,
              "currency": "USD",
              "limits": [
                { "scope": "firm", "maxQuantity": 10000, "maxNotional": 2000000, "priceCollarPercent": 10,
                  "referenceAgeMs": 60000, "maxPosition": 20000, "messagesPerSecond": 5000 },
                { "scope": "order", "instrument": "ALPHA@BATS", "maxQuantity": 1 }
              ]
            }
            """);
        SessionResult result = _session.Play(Plan());
        List<RejectPayload> refused = [.. JournalRecord.Outputs(result.JournalDir)
            .Where(output => output.Type == RecordType.OrderRejected)
            .Select(output => output.Payload<RejectPayload>()).Where(reject => reject.Reason == RejectReason.MaxQuantity)];
        Assert.NotEmpty(refused);
        Assert.All(refused, reject => Assert.Equal(2, reject.Order.Instrument));
        Assert.True(result.Orders > 0, "the other venue's ladder sends nothing");
    }

    [Fact]
    public void Feeds_that_tell_of_one_symbol_at_one_venue_or_of_two_days_are_refused()
    {
        SessionPlan plan = Plan();
        PlanException twice = Assert.Throws<PlanException>(() => _session.Play(plan with
        {
            Feeds = [plan.Feeds[0], plan.Feeds[1], plan.Feeds[2], plan.Feeds[0] with { Venue = "BATS" }],
        }));
        Assert.Equal("feeds[1] and feeds[3] both tell of ALPHA at venue 'BATS'", twice.Problem);
        string other = ShortDay.Write(_session.PathOf("other-day.zip"), 100, 1_000, symbol: "GAMMA", date: new DateOnly(2024, 1, 3));
        PlanException days = Assert.Throws<PlanException>(() => _session.Play(plan with
        {
            Feeds = [.. plan.Feeds, new FeedPlan { File = other, Venue = "XNAS" }],
        }));
        Assert.Equal("feeds[3] is of 2024-01-03, the feed before it of 2024-01-02", days.Problem);
    }

    private static List<JournalRecord> Reports(SessionResult result) =>
        [.. JournalRecord.Inputs(result.JournalDir).Where(input => input.Type == RecordType.ExecutionReport)];

    private static List<long> TimesOf(SessionResult result, ushort feed) =>
    [
        .. JournalRecord.Inputs(result.JournalDir)
            .Where(input => input.Type == RecordType.MarketData && input.Header.SourceId == feed)
            .Select(input => input.TimeNs),
    ];

    private static IEnumerable<string> Bytes(List<JournalRecord> records) =>
        records.Select(record => Convert.ToHexString(record.Bytes));

    private SessionPlan Plan() => _session.Plan("", Ladder("here", 1), Ladder("there", 2)) with
    {
        Venues =
        [
            new VenuePlan { Name = "XNAS", OrderLatencyMicroseconds = 40 },
            new VenuePlan { Name = "BATS", OrderLatencyMicroseconds = 40, TakerFee = 0.0028m },
        ],
        Feeds =
        [
            new FeedPlan { File = Day("alpha-xnas", "ALPHA", seed: 1), Venue = "XNAS" },
            new FeedPlan { File = Day("alpha-bats", "ALPHA", seed: 2), Venue = "BATS" },
            new FeedPlan { File = Day("beta-bats", "BETA", seed: 3), Venue = "BATS", LatencyMicroseconds = 35 },
        ],
    };

    private string Day(string name, string symbol, ulong seed)
    {
        string file = _session.PathOf(name + ".zip");
        return File.Exists(file) ? file : ShortDay.Write(file, Rows, 1_000, seed, symbol: symbol);
    }

    private static SlotPlan Ladder(string name, int instrument) => new()
    {
        Name = name,
        Account = name,
        Strategy = Packages.Ladder,
        Parameters = new Dictionary<string, JsonElement>
        {
            ["stepTicks"] = JsonSerializer.SerializeToElement(1),
            ["instrument"] = JsonSerializer.SerializeToElement(instrument),
        },
    };
}
