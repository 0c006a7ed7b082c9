using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Orders;

/// <summary>One limit changes while the day runs: at once, for that limit only, on record.</summary>
public sealed class LimitSetTests
{
    private static readonly Price Limit = Dollars(10);

    private readonly EngineHarness _harness = new();

    public LimitSetTests()
    {
        _harness.Script(1);
        _harness.Script(2);
        _harness.Quote(First, Dollars(10), Dollars(10.02m));
        _harness.Quote(Second, Dollars(10), Dollars(10.02m));
    }

    private static LimitEntry Entry(
        RiskControl control, RiskScope scope, int id, long value, int instrument = 0) =>
        new() { Control = control, Scope = scope, ScopeId = id, Instrument = instrument, Value = value };

    private LimitChangedPayload Changed =>
        Assert.Single(_harness.LastOf<LimitChangedPayload>(RecordType.LimitChanged));

    [Fact]
    public void A_limit_tightened_refuses_the_very_next_order_that_would_have_passed_and_loosened_lets_it_pass()
    {
        Assert.True(_harness.Send(1, First, Side.Buy, Limit, 100).IsSent);
        _harness.SetLimit(Entry(RiskControl.MaxQuantity, RiskScope.Strategy, 1, 99), "risk desk", "too large");
        Assert.Equal(
            RejectReason.MaxQuantity, _harness.Send(1, First, Side.Buy, Limit, 100).Reason);
        RejectPayload reject = Assert.Single(_harness.LastOf<RejectPayload>(RecordType.OrderRejected));
        Assert.Equal((RiskScope.Strategy, 99L, 100L), (reject.Scope, reject.Limit, reject.Value));
        Assert.True(_harness.Send(1, First, Side.Buy, Limit, 99).IsSent);
        Assert.True(_harness.Send(2, First, Side.Buy, Limit, 100).IsSent);
        _harness.SetLimit(Entry(RiskControl.MaxQuantity, RiskScope.Strategy, 1, 100));
        Assert.True(_harness.Send(1, First, Side.Buy, Limit, 100).IsSent);
    }

    [Fact]
    public void What_changed_is_on_record_with_who_old_new_and_why()
    {
        _harness.SetLimit(Entry(RiskControl.MaxPosition, RiskScope.Account, 2, 500, 1), "risk desk", "a new limit");
        LimitChangedPayload first = Changed;
        Assert.Equal((RiskControl.MaxPosition, RiskScope.Account, 2, 1),
            (first.Control, first.Scope, first.ScopeId, first.Instrument));
        Assert.Equal((0, 0L, 500L), (first.HadOld, first.OldValue, first.NewValue));
        Assert.Equal(("risk desk", "a new limit"), (first.Who.ToString(), first.Reason.ToString()));
        Assert.Single(_harness.Last);
        _harness.SetLimit(Entry(RiskControl.MaxPosition, RiskScope.Account, 2, 400, 1));
        Assert.Equal((1, 500L, 400L), (Changed.HadOld, Changed.OldValue, Changed.NewValue));
        _harness.SetLimit(Firm(RiskControl.MessagesPerSecond, 50));
        Assert.Equal((1, 10_000L, 50L), (Changed.HadOld, Changed.OldValue, Changed.NewValue));
    }

    [Fact]
    public void A_limit_for_all_instruments_and_one_for_a_single_one_are_changed_apart()
    {
        _harness.SetLimit(Entry(RiskControl.MaxQuantity, RiskScope.Firm, 0, 10, 1));
        Assert.Equal(0, Changed.HadOld);
        Assert.Equal(RejectReason.MaxQuantity, _harness.Send(1, First, Side.Buy, Limit, 11).Reason);
        Assert.True(_harness.Send(1, Second, Side.Buy, Limit, 11).IsSent);
        _harness.SetLimit(Entry(RiskControl.MaxQuantity, RiskScope.Firm, 0, 5));
        Assert.Equal((1, 1_000_000_000L), (Changed.HadOld, Changed.OldValue));
        Assert.Equal(RejectReason.MaxQuantity, _harness.Send(1, First, Side.Buy, Limit, 6).Reason);
        _harness.SetLimit(Entry(RiskControl.MaxQuantity, RiskScope.Firm, 0, 100));
        Assert.Equal(RejectReason.MaxQuantity, _harness.Send(1, First, Side.Buy, Limit, 11).Reason);
        Assert.True(_harness.Send(1, Second, Side.Buy, Limit, 100).IsSent);
    }

    [Fact]
    public void A_limit_below_what_is_held_cancels_nothing_and_still_lets_the_holding_be_reduced()
    {
        SendResult order = _harness.Send(1, First, Side.Buy, Limit, 100);
        new VenueDouble(_harness, order.OrderId, 100, Limit).Fill(100, Limit);
        SendResult working = _harness.Send(1, First, Side.Buy, Limit, 10);
        _harness.SetLimit(Entry(RiskControl.MaxPosition, RiskScope.Strategy, 1, 20));
        Assert.Empty(_harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest));
        Assert.Equal(RejectReason.MaxPosition, _harness.Send(1, First, Side.Buy, Limit, 1).Reason);
        Assert.True(_harness.Send(1, First, Side.Sell, Dollars(10.02m), 50).IsSent);
        Assert.True(_harness.Cancel(1, working.OrderId).IsSent);
    }

    [Theory]
    [InlineData(0, 4, 0, 0, 1, "limit of no control is refused: the control is not known")]
    [InlineData(1, 9, 0, 0, 1, "limit maxQuantity is refused: the scope is not known")]
    [InlineData(1, 2, 99, 0, 1, "limit maxQuantity is refused: there is no such slot or account")]
    [InlineData(1, 4, 0, 3, 1, "limit maxQuantity is refused: the instrument is not in the universe")]
    [InlineData(1, 4, 0, 0, -1, "limit maxQuantity is refused: it is negative")]
    [InlineData(6, 4, 0, 0, 10_001, "limit messagesPerSecond is refused: more messages a second than the gate can count")]
    [InlineData(6, 4, 0, 1, 5,
        "limit messagesPerSecond is refused: messages are counted per strategy, account and firm, over all instruments")]
    public void A_change_that_cannot_be_is_told_and_changes_nothing(
        int control, int scope, int id, int instrument, long value, string text)
    {
        _harness.SetLimit(Entry((RiskControl)control, (RiskScope)scope, id, value, instrument));
        Assert.Equal(text, Assert.Single(_harness.LastOf<AlertPayload>(RecordType.Alert)).Text.ToString());
        Assert.Single(_harness.Last);
        Assert.True(_harness.Send(1, First, Side.Buy, Limit, 100).IsSent);
    }

    [Fact]
    public void A_whole_new_table_takes_the_changes_back()
    {
        _harness.SetLimit(Entry(RiskControl.MaxQuantity, RiskScope.Strategy, 1, 1));
        _harness.SetLimits(WideLimits);
        Assert.True(_harness.Send(1, First, Side.Buy, Limit, 100).IsSent);
        _harness.SetLimit(Entry(RiskControl.MaxQuantity, RiskScope.Strategy, 1, 2));
        Assert.Equal(0, Changed.HadOld);
    }

    [Fact]
    public void Changes_of_limits_and_overruns_that_are_only_told_allocate_nothing()
    {
        EngineHarness harness = new() { KeepsRecords = false };
        harness.Script(1);
        byte[] buffer = new byte[1024];
        LimitSetPayload limit = new() { Control = RiskControl.MaxQuantity, Scope = RiskScope.Firm, Value = 50 };
        CallbackOverrunPayload overrun = new()
        {
            Slot = 1,
            Kind = OverrunKind.Time,
            Call = StrategyCall.OnTimer,
            Measured = long.MaxValue,
            Count = 7,
        };
        RecordHeader header = new() { Sequence = 1_000, ReceiveTimeNs = harness.TimeNs };
        // The runtime allocates now and then while it compiles code anew; what a record allocates comes in every round.
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = AllocatedBytes.Begin();
            Apply(2_000);
            least = Math.Min(least, AllocatedBytes.Since(before));
        }

        Assert.Equal(0, least);

        void Apply(int count)
        {
            for (int index = 0; index < count; index++)
            {
                header.Type = RecordType.LimitSet;
                harness.Engine.Apply(RecordWriter.Write(buffer, header, in limit));
                header.Type = RecordType.CallbackOverrun;
                harness.Engine.Apply(RecordWriter.Write(buffer, header, in overrun));
            }
        }
    }
}
