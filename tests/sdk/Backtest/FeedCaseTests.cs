using Strategies.Backtest.Tests.Support;
using Strategies.Feeds;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Results;

namespace Strategies.Backtest.Tests;

/// <summary>Whole sessions over small inputs that show what feeds really send: what ours trade and what strategies hear.</summary>
public sealed class FeedCaseTests : IDisposable
{
    private static readonly DateOnly Day = new(2019, 1, 30);

    private readonly TestSession _session = new();
    private int _packages;

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(Side.Sell, 10_005, 100)]
    [InlineData(Side.Buy, 10_008, 100)]
    [InlineData(Side.Sell, 10_007, 0)]
    [InlineData(Side.Buy, 10_007, 0)]
    public void A_hidden_trade_at_100_07_fills_either_side_strictly_through_it_and_a_touch_does_not(
        Side side, long cents, long filled)
    {
        SessionResult result = Play(
            SharedData.Case("hidden-side.20190130.itch"), new SentOrder(34_203, side, cents, 100));
        Assert.Equal(filled > 0 ? [(cents, filled, 34_205L)] : [], Fills(result));
        Assert.Equal([0L, 0], Published(result, "trade.side"));
    }

    [Theory]
    [InlineData("one-line.pcap", 0)]
    [InlineData("both-lines.pcap", 10)]
    public void A_feed_on_two_lines_is_played_once(string feed, ulong repeats)
    {
        string file = SharedData.Case(feed);
        SessionResult result = Play(file, new SentOrder(34_203, Side.Sell, 10_010, 300));
        Assert.Equal([(10_010, 100, 34_206)], Fills(result));
        Assert.Equal([300L], Published(result, "trade.quantity"));
        Assert.Equal((10L, 10L, 0L), (result.FeedMessages, result.RecordMessages, result.EventsLost));
        Assert.Equal(12, JournalRecord.CountInputs(result.JournalDir, RecordType.MarketData));
        Assert.Equal(0, JournalRecord.CountInputs(result.JournalDir, RecordType.FeedStatus));
        using PacketSource source = FeedOpener.Open(file);
        while (source.MoveNext())
        {
        }

        Assert.Equal(repeats, source.Sessions[0].DuplicateMessages);
    }

    [Fact]
    public void One_line_and_two_lines_give_the_same_outputs()
    {
        SentOrder order = new(34_203, Side.Sell, 10_010, 300);
        SessionResult one = Play(SharedData.Case("one-line.pcap"), order);
        SessionResult both = Play(SharedData.Case("both-lines.pcap"), order);
        Assert.Equal(one.LastSequence, both.LastSequence);
        Assert.Equal(one.Digest, both.Digest);
        Assert.Equal(
            JournalRecord.Outputs(one.JournalDir).Select(output => Convert.ToHexString(output.Bytes)),
            JournalRecord.Outputs(both.JournalDir).Select(output => Convert.ToHexString(output.Bytes)));
    }

    [Fact]
    public void An_operational_halt_is_told_refuses_orders_and_fills_nothing()
    {
        SessionResult result = Play(
            SharedData.Case("operational-halt.20190130.itch"),
            new SentOrder(34_203, Side.Buy, 10_000, 100),
            new SentOrder(34_206, Side.Buy, 10_010, 100));
        Assert.Empty(Fills(result));
        Assert.Equal(
            [(long)TradingStatus.Trading, (long)TradingStatus.Halted], Published(result, "status"));
        Assert.Equal(
            [(long)RejectReason.None, (long)RejectReason.InstrumentNotTradable], Published(result, "sent"));
    }

    [Fact]
    public void An_execution_of_an_order_older_than_the_file_is_not_told_and_not_lost()
    {
        SessionResult result = Play(SharedData.Case("unknown-order.20190130.itch"));
        Assert.Equal([100 * Price.Scale], Published(result, "trade.price"));
        Assert.Equal(
            (0L, 1L, 9L), (result.EventsLost, result.Counters.UntoldMessages, result.Slots[0].MarketCallbacks));
        AlertPayload alert = JournalRecord.Outputs(result.JournalDir)
            .Where(output => output.Type == RecordType.Alert).Select(output => output.Payload<AlertPayload>()).Single();
        Assert.Equal((AlertCode.UnknownMarketOrder, 1), (alert.Code, alert.Count));
    }

    [Fact]
    public void All_of_a_cross_trades_at_its_price()
    {
        SessionResult result = Play(
            SharedData.Case("opening-cross.20190130.itch"),
            new SentOrder(34_198.7m, Side.Buy, 10_050, 200),
            new SentOrder(34_198.8m, Side.Buy, 10_020, 100));
        Assert.Equal([(10_020, 200, 34_200)], Fills(result));
        Assert.Equal([500L, 200, 800], Published(result, "trade.quantity"));
        Assert.All(Published(result, "trade.price"), price => Assert.Equal(10_020 * (Price.Scale / 100), price));
        Assert.Equal([(long)Side.Buy, (long)Side.Buy, 0], Published(result, "trade.side"));
    }

    [Fact]
    public void A_lobster_day_with_crosses_is_played_and_they_are_prints()
    {
        SessionResult result = Play(SharedData.Case("TEST_2017-06-21_5.zip"), new DateOnly(2012, 6, 21), date: null);
        Assert.Equal((5L, 5L, 0L, 0L), (
            result.FeedMessages, result.RecordMessages, result.EventsLost, result.Counters.CrossedBooks));
        Assert.Equal(5, result.Slots[0].MarketCallbacks);
        Assert.Equal([1_500L, 50, 2_500], Published(result, "trade.quantity"));
        Assert.Equal([0L, (long)Side.Buy, 0], Published(result, "trade.side"));
    }

    [Fact]
    public void An_end_mark_ends_the_session()
    {
        SessionResult result = Play(SharedData.Case("end-mark.20190130.itch"));
        Assert.Equal((10L, 10L, 0L, ""), (
            result.FeedMessages, result.RecordMessages, result.EventsLost, result.FeedRemark));
    }

    [Fact]
    public void Bytes_behind_an_end_mark_are_not_played_and_told()
    {
        string file = _session.PathOf("more.20190130.itch");
        byte[] whole = File.ReadAllBytes(SharedData.Case("hidden-side.20190130.itch"));
        File.WriteAllBytes(file, [.. whole, 0, 0, .. whole]);
        SessionResult result = Play(file);
        Assert.Equal((10L, 0L), (result.FeedMessages, result.EventsLost));
        Assert.Contains("bytes follow the end of the session", result.FeedRemark);
    }

    [Fact]
    public void A_file_under_the_exchanges_own_name_is_played_on_its_day_in_summer_time()
    {
        string file = _session.PathOf("S081321-v50.txt");
        File.Copy(SharedData.Case("hidden-side.20190130.itch"), file);
        SessionResult result = Play(file, new DateOnly(2021, 8, 13), date: null);
        List<JournalRecord> inputs = JournalRecord.Inputs(result.JournalDir);
        StartOfDayPayload start = inputs.Single(input => input.Type == RecordType.StartOfDay).Payload<StartOfDayPayload>();
        Assert.Equal(20_210_813, start.TradeDate);
        Assert.Equal(
            new DateTime(2021, 8, 13, 4, 0, 0), DateTime.UnixEpoch.AddTicks(start.MidnightUtcNs / 100));
        Assert.Equal(0, result.EventsLost);
    }

    [Fact]
    public void A_file_without_a_day_is_refused_until_the_plan_gives_it()
    {
        string file = _session.PathOf("day.itch");
        File.Copy(SharedData.Case("hidden-side.20190130.itch"), file);
        FeedException refused = Assert.Throws<FeedException>(() => Play(file));
        Assert.Contains("feed.tradeDate", refused.Hint);
        Assert.Equal(0, Play(file, Day, "2019-01-30").EventsLost);
    }

    /// <summary>Fills as cents, quantity and whole seconds after midnight at the venue.</summary>
    private static IEnumerable<(long Cents, long Quantity, long Seconds)> Fills(SessionResult result) =>
        from input in JournalRecord.Inputs(result.JournalDir)
        where input.Type == RecordType.ExecutionReport
        let report = input.Payload<ExecutionReportPayload>()
        where report.ExecType == ExecType.Trade
        select (
            report.LastPx / (Price.Scale / 100),
            report.LastQty,
            (report.TransactTimeNs - EasternTime.MidnightUtcNs(Day)) / 1_000_000_000);

    private static IEnumerable<long> Published(SessionResult result, string name) =>
        from output in JournalRecord.Outputs(result.JournalDir)
        where output.Type == RecordType.Publish
        let publish = output.Payload<PublishPayload>()
        where publish.Name.ToString() == name
        select publish.Value;

    private SessionResult Play(string feed, params SentOrder[] orders) => Play(feed, Day, date: null, orders);

    private SessionResult Play(string feed, DateOnly tradeDate, string? date, params SentOrder[] orders)
    {
        string package = ScriptedSource.Compile(_session.PathOf($"package{++_packages}"), tradeDate, orders);
        SessionPlan plan = _session.Plan(feed, new SlotPlan { Name = "scripted", Strategy = package });
        SessionResult result = _session.Play(plan with { Feed = plan.Feed with { TradeDate = date } });
        TestSession.RequireEqualReplay(result);
        return result;
    }
}
