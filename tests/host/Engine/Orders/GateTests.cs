using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Orders;

/// <summary>
/// The gate as the only way out: what it refuses never leaves, and what it must let through always does.
/// </summary>
public sealed class GateTests
{
    private static readonly Price Limit = Dollars(10);

    private readonly EngineHarness _harness = new();

    public GateTests()
    {
        _harness.Script(1);
        _harness.Script(2);
        _harness.Quote(First, Dollars(10), Dollars(10.02m));
        _harness.Quote(Second, Dollars(10), Dollars(10.02m));
    }

    private OrderId Working(int slot, InstrumentId instrument, long quantity = 100)
    {
        SendResult result = _harness.Send(slot, instrument, Side.Buy, Limit, quantity);
        Assert.True(result.IsSent);
        new VenueDouble(_harness, result.OrderId, quantity, Limit).Accept();
        return result.OrderId;
    }

    private void AssertRefused(RejectReason reason, SendResult result)
    {
        Assert.Equal(reason, result.Reason);
        Assert.Empty(_harness.LastOf<OrderPayload>(RecordType.NewOrderSingle));
        Assert.Empty(_harness.LastOf<OrderPayload>(RecordType.OrderCancelReplaceRequest));
        Assert.Equal(reason, _harness.LastOf<RejectPayload>(RecordType.OrderRejected).Single().Reason);
    }

    [Theory]
    [InlineData(RiskScope.Order, 1, "11 21")]
    [InlineData(RiskScope.Order, 2, "12 22")]
    [InlineData(RiskScope.Strategy, 2, "21 22")]
    [InlineData(RiskScope.Account, 1, "11 12")]
    [InlineData(RiskScope.Firm, 0, "11 12 21 22")]
    public void A_kill_switch_cancels_and_blocks_exactly_what_is_in_its_scope(RiskScope scope, int id, string inScope)
    {
        Dictionary<ulong, string> names = [];
        (int, InstrumentId)[] places = [(1, First), (1, Second), (2, First), (2, Second)];
        foreach ((int slot, InstrumentId instrument) in places)
        {
            names[Working(slot, instrument).Value] = $"{slot}{instrument}";
        }

        _harness.Kill(scope, id);
        IEnumerable<string> canceled =
            _harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest).Select(order => names[order.OrderId]);
        Assert.Equal(inScope, string.Join(' ', canceled.Order()));
        foreach (string name in names.Values)
        {
            SendResult result = _harness.Send(name[0] - '0', new InstrumentId(name[1] - '0'), Side.Buy, Limit, 10);
            Assert.Equal(inScope.Contains(name) ? RejectReason.KillSwitch : RejectReason.None, result.Reason);
        }

        _harness.Kill(scope, id, isSet: false);
        Assert.Empty(_harness.Last);
        Assert.True(_harness.Send(inScope[0] - '0', new InstrumentId(inScope[1] - '0'), Side.Buy, Limit, 10).IsSent);
    }

    [Theory]
    [InlineData(RiskScope.None, 0)]
    [InlineData((RiskScope)9, 1)]
    [InlineData(RiskScope.Firm, 3)]
    [InlineData(RiskScope.Strategy, 0)]
    [InlineData(RiskScope.Account, 99)]
    [InlineData(RiskScope.Order, -1)]
    public void A_kill_switch_that_is_not_there_cancels_nothing_and_says_so(RiskScope scope, int id)
    {
        Working(1, First);
        _harness.Kill(scope, id);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        Assert.Single(_harness.Last);
    }

    [Fact]
    public void A_kill_switch_that_is_set_twice_cancels_once()
    {
        Working(1, First);
        _harness.Kill(RiskScope.Firm, 0);
        Assert.Single(_harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest));
        _harness.Kill(RiskScope.Firm, 0);
        Assert.Empty(_harness.Last);
    }

    [Fact]
    public void A_cancel_passes_where_nothing_else_does()
    {
        OrderId[] orders = Enumerable.Range(0, 5).Select(_ => Working(1, First)).ToArray();
        _harness.SetLimits(Firm(RiskControl.MessagesPerSecond, 0));
        Assert.True(_harness.Cancel(1, orders[0]).IsSent);
        _harness.Apply(RecordType.SessionStatus, new SessionStatusPayload { Venue = 1, IsUp = 0 });
        Assert.True(_harness.Cancel(1, orders[1]).IsSent);
        _harness.Itch(Itch.TradingAction(1, "ALPHA", 'H'));
        Assert.True(_harness.Cancel(1, orders[2]).IsSent);
        _harness.Apply(RecordType.FeedStatus, new FeedStatusPayload { Feed = 1, Condition = FeedCondition.Gap });
        Assert.True(_harness.Cancel(1, orders[3]).IsSent);
        SendResult afterKill = default;
        _harness.Kill(RiskScope.Strategy, 1);
        new VenueDouble(_harness, orders[4], 100, Limit).RejectCancel(1);
        _harness.Do(1, context => afterKill = context.Cancel(orders[4]));
        Assert.True(afterKill.IsSent);
    }

    [Fact]
    public void While_the_venue_is_down_nothing_new_leaves()
    {
        OrderId order = Working(1, First);
        _harness.Apply(RecordType.SessionStatus, new SessionStatusPayload { Venue = 1, IsUp = 0 });
        AssertRefused(RejectReason.VenueDown, _harness.Send(1, First, Side.Buy, Limit, 10));
        AssertRefused(RejectReason.VenueDown, _harness.Replace(1, order, Limit, 200));
        _harness.Apply(RecordType.SessionStatus, new SessionStatusPayload { Venue = 1, IsUp = 1 });
        Assert.True(_harness.Send(1, First, Side.Buy, Limit, 10).IsSent);
    }

    [Theory]
    [InlineData(FeedCondition.Gap)]
    [InlineData(FeedCondition.Stale)]
    public void While_the_feed_has_a_gap_or_is_stale_there_is_no_reference(FeedCondition condition)
    {
        _harness.Apply(RecordType.FeedStatus, new FeedStatusPayload { Feed = 1, Condition = condition });
        AssertRefused(RejectReason.StaleReference, _harness.Send(1, First, Side.Buy, Limit, 10));
        _harness.Apply(RecordType.FeedStatus, new FeedStatusPayload { Feed = 1, Condition = FeedCondition.Recovered });
        Assert.True(_harness.Send(1, First, Side.Buy, Limit, 10).IsSent);
    }

    [Theory]
    [InlineData('H')]
    [InlineData('P')]
    [InlineData('Q')]
    public void An_instrument_that_is_not_trading_takes_no_orders_and_the_others_do(char state)
    {
        _harness.Itch(Itch.TradingAction(1, "ALPHA", state));
        AssertRefused(RejectReason.InstrumentNotTradable, _harness.Send(1, First, Side.Buy, Limit, 10));
        Assert.True(_harness.Send(1, Second, Side.Buy, Limit, 10).IsSent);
        _harness.Itch(Itch.TradingAction(1, "ALPHA", 'T'));
        Assert.True(_harness.Send(1, First, Side.Buy, Limit, 10).IsSent);
    }

    [Fact]
    public void A_pending_replace_reserves_the_larger_of_old_and_new_until_it_is_answered()
    {
        OrderId order = Working(1, First, 100);
        Assert.True(_harness.Replace(1, order, Limit, 300).IsSent);
        Assert.Equal(300, _harness.State.Gate.SlotExposure(1, First).OpenBuy);
        VenueDouble venue = new(_harness, order, 100, Limit);
        venue.RejectCancel(1, isReplace: true);
        Assert.Equal(100, _harness.State.Gate.SlotExposure(1, First).OpenBuy);
        Assert.True(_harness.Replace(1, order, Limit, 40).IsSent);
        Assert.Equal(100, _harness.State.Gate.SlotExposure(1, First).OpenBuy);
        venue.Replaced(2, Limit, 40);
        Assert.Equal(40, _harness.State.Gate.SlotExposure(1, First).OpenBuy);
    }

    [Fact]
    public void A_limit_names_its_scope_and_what_it_was_compared_with()
    {
        LimitEntry own = Firm(RiskControl.MaxPosition, 150);
        own.Scope = RiskScope.Strategy;
        own.ScopeId = 1;
        _harness.SetLimits([.. WideLimits, own]);
        Working(1, First, 100);
        AssertRefused(RejectReason.MaxPosition, _harness.Send(1, First, Side.Buy, Limit, 51));
        RejectPayload reject = _harness.LastOf<RejectPayload>(RecordType.OrderRejected).Single();
        Assert.Equal((RiskScope.Strategy, 150L, 151L), (reject.Scope, reject.Limit, reject.Value));
        Assert.True(_harness.Send(2, First, Side.Buy, Limit, 51).IsSent);
    }

    [Fact]
    public void Without_limits_nothing_leaves_and_a_table_that_is_not_whole_changes_nothing()
    {
        EngineHarness harness = new(limits: []);
        harness.Script(1);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        Assert.Equal(RejectReason.LimitNotSet, harness.Send(1, First, Side.Buy, Limit, 10).Reason);
        harness.SetLimits(WideLimits);
        harness.Apply(RecordType.LimitsCommit, new LimitsCommitPayload { Version = 2, EntryCount = 3 });
        Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
        harness.SetLimits(new LimitEntry { Control = (RiskControl)99, Scope = RiskScope.Firm });
        Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
        Assert.True(harness.Send(1, First, Side.Buy, Limit, 10).IsSent);
    }

    [Fact]
    public void A_part_of_the_limits_that_is_not_whole_entries_is_refused()
    {
        _harness.Apply(RecordType.LimitsPart, new byte[30]);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
    }

    [Fact]
    public void The_throttle_counts_what_leaves_and_cancels_too()
    {
        _harness.SetLimits([.. WideLimits.Where(entry => entry.Control != RiskControl.MessagesPerSecond),
            Firm(RiskControl.MessagesPerSecond, 3)]);
        OrderId order = Working(1, First);
        _harness.Cancel(1, order);
        Assert.True(_harness.Send(1, First, Side.Buy, Limit, 10).IsSent);
        AssertRefused(RejectReason.MessageThrottle, _harness.Send(1, First, Side.Buy, Limit, 10));
        _harness.TimeNs += 1_000_000_000;
        Assert.True(_harness.Send(1, First, Side.Buy, Limit, 10).IsSent);
    }
}
