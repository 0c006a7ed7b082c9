using Strategies.Backtest.Tests.Support;
using Strategies.Feeds;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Results;

namespace Strategies.Session.Tests;

/// <summary>Rules of time, checked in the journal of one day with a ladder that trades.</summary>
public sealed class HistoricalDriverTests : IClassFixture<HistoricalDriverTests.PlayedDay>
{
    private const long FeedLatencyNs = 20_000;
    private const long OrderLatencyNs = 300_000;
    private const long AckLatencyNs = 70_000;
    private const long TimerIntervalNs = 1_000_000_000;

    private readonly PlayedDay _day;

    public HistoricalDriverTests(PlayedDay day) => _day = day;

    [Fact]
    public void Time_never_goes_back_and_never_rests_longer_than_a_second()
    {
        long last = _day.Inputs[0].TimeNs;
        foreach (JournalRecord input in _day.Inputs)
        {
            Assert.InRange(input.TimeNs - last, 0, 1_000_000_000);
            last = input.TimeNs;
        }

        Assert.True(last - _day.Inputs[0].TimeNs > 10_000_000_000, "the day is too short to show anything");
    }

    [Fact]
    public void A_clock_record_comes_for_a_timer_or_behind_a_quiet_second_and_never_else()
    {
        long started = _day.Inputs.First(input => input.Type == RecordType.SwapCommitted).TimeNs;
        int clocks = 0;
        for (int index = 1; index < _day.Inputs.Count; index++)
        {
            JournalRecord input = _day.Inputs[index];
            bool isTimer = (input.TimeNs - started) % TimerIntervalNs == 0;
            bool isQuiet = input.TimeNs - _day.Inputs[index - 1].TimeNs == 1_000_000_000;
            Assert.True(input.Type != RecordType.Clock || isTimer || isQuiet, $"input {input.Sequence}");
            clocks += input.Type == RecordType.Clock ? 1 : 0;
        }

        Assert.InRange(clocks, 10, 100);
    }

    [Fact]
    public void A_quiet_second_of_the_day_is_one_record_and_a_quiet_hour_is_no_more_than_its_seconds()
    {
        using TestSession session = new();
        SlotPlan quiet = new() { Name = "quiet", Strategy = Packages.Quiet };
        List<JournalRecord> inputs = JournalRecord.Inputs(session.Play(session.ShortPlan(200, 1, quiet)).JournalDir);
        int first = inputs.FindIndex(input => input.Type == RecordType.MarketData);
        int end = inputs.FindLastIndex(input => input.Type == RecordType.MarketData);
        long packetNs = inputs[first].TimeNs;
        int clocks = 0;
        foreach (JournalRecord input in inputs[(first + 1)..(end + 1)])
        {
            if (input.Type == RecordType.Clock)
            {
                Assert.Equal(packetNs + (++clocks * 1_000_000_000L), input.TimeNs);
            }
            else
            {
                Assert.Equal(Math.Max(0, input.TimeNs - packetNs - 1) / 1_000_000_000, clocks);
                (packetNs, clocks) = (input.TimeNs, 0);
            }
        }

        Assert.True(inputs.Count > 10_000, "the day has no quiet seconds to show anything");
    }

    [Fact]
    public void A_record_comes_at_the_very_time_a_timer_is_due()
    {
        HashSet<long> times = [.. _day.Inputs.Select(input => input.TimeNs)];
        long started = _day.Inputs.First(input => input.Type == RecordType.SwapCommitted).TimeNs;
        long ended = _day.Inputs.Last(input => input.Type == RecordType.MarketData).TimeNs;
        long due = started + TimerIntervalNs;
        for (; due <= ended; due += TimerIntervalNs)
        {
            Assert.Contains(due, times);
        }

        Assert.True(due > started + (10 * TimerIntervalNs));
        Assert.NotEmpty(_day.Orders);
        Assert.All(_day.Orders, order => Assert.Equal(0, (order.TimeNs - started) % TimerIntervalNs));
    }

    [Fact]
    public void No_report_comes_before_the_request_could_reach_the_venue_and_its_answer_the_engine()
    {
        Dictionary<(ulong Order, uint Request), long> sent = _day.Requests.ToDictionary(
            request => (request.Payload<OrderPayload>().OrderId, request.Payload<OrderPayload>().RequestId),
            request => request.TimeNs);
        int acknowledged = 0;
        foreach (JournalRecord report in _day.Inputs.Where(input => input.Type == RecordType.ExecutionReport))
        {
            ref readonly ExecutionReportPayload payload = ref report.Payload<ExecutionReportPayload>();
            long flightNs = report.TimeNs - sent[(payload.OrderId, payload.RequestId)];
            Assert.True(flightNs >= OrderLatencyNs + AckLatencyNs,
                $"input {report.Sequence} comes after {flightNs} ns");
            Assert.Equal(payload.TransactTimeNs + AckLatencyNs, report.TimeNs);
            if (payload.ExecType is ExecType.New or ExecType.Replaced)
            {
                Assert.Equal(OrderLatencyNs + AckLatencyNs, flightNs);
                acknowledged++;
            }
        }

        Assert.True(acknowledged > 100, $"{acknowledged} acknowledgements are too few to show anything");
    }

    [Fact]
    public void A_packet_is_received_one_feed_latency_after_the_exchange_sent_it()
    {
        List<JournalRecord> packets = [.. _day.Inputs.Where(input => input.Type == RecordType.MarketData)];
        using PacketSource source = FeedOpener.Open(_day.Feed, new FeedOptions());
        foreach (JournalRecord packet in packets)
        {
            Assert.True(source.MoveNext());
            Assert.Equal(source.ExchangeTimeNs + FeedLatencyNs, packet.TimeNs);
        }

        Assert.False(source.MoveNext());
        Assert.Equal(_day.Result.FeedMessages, packets.Count);
    }

    [Fact]
    public void Every_order_has_ended_when_the_day_has()
    {
        HashSet<ulong> open = [];
        foreach (JournalRecord output in _day.Outputs.Where(output => output.Type == RecordType.OrderState))
        {
            ref readonly OrderStatePayload state = ref output.Payload<OrderStatePayload>();
            if (state.LeavesQty > 0)
            {
                open.Add(state.OrderId);
            }
            else
            {
                open.Remove(state.OrderId);
            }
        }

        Assert.Empty(open);
        Assert.Equal(RecordType.EndOfDay, _day.Inputs[^1].Type);
        Assert.Equal(_day.Result.Orders, _day.Outputs.Count(output => output.Type == RecordType.NewOrderSingle));
        Assert.Equal(
            _day.Result.Orders,
            _day.Outputs.Where(output => output.Type == RecordType.OrderState)
                .Select(output => output.Payload<OrderStatePayload>().OrderId).Distinct().Count());
    }

    public sealed class PlayedDay : IDisposable
    {
        private readonly TestSession _session = new();

        public PlayedDay()
        {
            SlotPlan ladder = new() { Name = "ladder", Strategy = Packages.Ladder };
            SessionPlan plan = _session.ShortPlan(4_000, 500, ladder) with
            {
                Venue = new VenuePlan
                {
                    OrderLatencyMicroseconds = OrderLatencyNs / 1000,
                    AckLatencyMicroseconds = AckLatencyNs / 1000,
                },
            };
            Feed = plan.Feed.File;
            Result = _session.Play(plan);
            Inputs = JournalRecord.Inputs(Result.JournalDir);
            Outputs = JournalRecord.Outputs(Result.JournalDir);
        }

        internal string Feed { get; }

        internal SessionResult Result { get; }

        internal List<JournalRecord> Inputs { get; }

        internal List<JournalRecord> Outputs { get; }

        internal IEnumerable<JournalRecord> Orders => Outputs.Where(output => output.Type == RecordType.NewOrderSingle);

        internal IEnumerable<JournalRecord> Requests => Outputs.Where(
            output => output.Type is RecordType.NewOrderSingle
                or RecordType.OrderCancelReplaceRequest or RecordType.OrderCancelRequest);

        public void Dispose() => _session.Dispose();
    }
}
