using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Slots;

/// <summary>A slot that asks for more than it may is out, whole, by a reason that names kind and bound.</summary>
public sealed class FloodTests
{
    private const int Bound = 40;
    private const long SecondNs = 1_000_000_000;

    internal static readonly EngineOptions Bounded = EngineHarness.SmallTables with
    {
        Bounds = new SlotBounds
        {
            OrderRequestsPerSecond = Bound,
            TimersPerSecond = Bound,
            SubscriptionsPerSecond = Bound,
            LogLinesPerSecond = Bound,
            PublishedPerSecond = Bound,
        },
    };

    public static TheoryData<int, string> Kinds => new()
    {
        { (int)SlotUseKind.OrderRequests, "orders, replaces and cancels" },
        { (int)SlotUseKind.Timers, "timers" },
        { (int)SlotUseKind.Subscriptions, "subscriptions" },
        { (int)SlotUseKind.LogLines, "lines of log" },
        { (int)SlotUseKind.Published, "published numbers" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_callback_that_floods_is_undone_and_its_slot_quarantined(int kind, string words)
    {
        EngineHarness harness = Harness();
        OrderId working = harness.Send(1, First, Side.Buy, Dollars(9), 5).OrderId;
        harness.TimeNs += SecondNs;
        harness.Do(1, context => Flooding.Flood(context, (SlotUseKind)kind, 1_000_000));
        RequireOut(harness, words);
        Assert.Equal(
            [working.Value], harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest).Select(order => order.OrderId));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void To_catch_what_is_thrown_does_not_help(int kind, string words)
    {
        EngineHarness harness = Harness();
        harness.Do(1, context =>
        {
            for (int number = 0; number < 3 * Bound; number++)
            {
                try
                {
                    Flooding.Once(context, (SlotUseKind)kind, number);
                }
                catch (InvalidOperationException)
                {
                    number++;
                }
            }
        });
        RequireOut(harness, words);
        Assert.Equal([RecordType.ParameterChanged, RecordType.SlotState], harness.Last.Select(output => output.Type));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Callbacks_of_one_second_count_together_and_the_next_second_begins_anew(int kind, string words)
    {
        EngineHarness harness = Harness();
        for (int second = 0; second < 3; second++)
        {
            for (int part = 0; part < 4; part++)
            {
                harness.Do(1, context => Flooding.Flood(context, (SlotUseKind)kind, Bound / 4));
            }

            Assert.Equal(SlotState.Running, harness.Engine.StateOf(1));
            harness.TimeNs += second == 2 ? SecondNs - 1 : SecondNs;
        }

        harness.Do(1, context => Flooding.Once(context, (SlotUseKind)kind, 1));
        RequireOut(harness, words);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_first_behaviour_knows_no_such_bound(int kind, string words)
    {
        EngineHarness harness = new(Bounded, behaviour: EngineBehaviour.First);
        harness.Script(1);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        harness.Do(1, context => Flooding.Flood(context, (SlotUseKind)kind, 3 * Bound));
        Assert.Equal(SlotState.Running, harness.Engine.StateOf(1));
        Assert.NotEmpty(words);
    }

    [Fact]
    public void The_version_that_is_rolled_back_to_has_its_own_second()
    {
        EngineHarness harness = new(Bounded, onFault: FaultAction.Rollback);
        harness.Script(1);
        ScriptedStrategy next = new() { Handover = context => context.Publish("next"u8, 1) };
        ulong request = harness.Request(1, SwapKind.Swap, harness.Source.Stage(1, next).PackageHash);
        harness.Commit(1, request);
        harness.Do(1, context => Flooding.Flood(context, SlotUseKind.Published, Bound + 1));
        Assert.Equal(SlotState.Running, harness.Engine.StateOf(1));
        harness.Do(1, context => Flooding.Flood(context, SlotUseKind.Published, Bound));
        Assert.Equal(SlotState.Running, harness.Engine.StateOf(1));
    }

    [Fact]
    public void What_Save_asks_for_is_not_counted_since_snapshots_ask_for_it_as_well()
    {
        EngineHarness harness = new(Bounded);
        ScriptedStrategy saving = new() { Saving = (ref StateWriter writer) => writer.Write(1L) };
        harness.Deploy(1, saving);
        harness.Do(1, context => Flooding.Flood(context, SlotUseKind.Published, Bound / 2));
        StrategyContext? kept = null;
        harness.Do(1, context => kept = context);
        saving.Saving = (ref StateWriter writer) =>
        {
            Flooding.Flood(kept!, SlotUseKind.Published, Bound);
            writer.Write(1L);
        };
        Hash256 first = EngineSnapshot.HashOf(harness.Engine);
        Assert.Equal(first, EngineSnapshot.HashOf(harness.Engine));
        harness.Do(1, context => Flooding.Flood(context, SlotUseKind.Published, Bound / 2));
        Assert.Equal(SlotState.Running, harness.Engine.StateOf(1));
    }

    [Fact]
    public void A_slot_that_fills_its_share_of_the_orders_is_refused_and_the_others_have_theirs()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { OrdersMax = 8 });
        harness.Script(1);
        harness.Script(2);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        Assert.Equal([true, true, true, true, false], Sent(harness, 1, 5));
        Assert.Equal([true, true, true, true, false], Sent(harness, 2, 5));
        Assert.Equal(SlotState.Running, harness.Engine.StateOf(1));
    }

    [Fact]
    public void Without_shares_a_slot_that_fills_the_orders_leaves_the_others_none()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { OrdersMax = 8 }, behaviour: EngineBehaviour.First);
        harness.Script(1);
        harness.Script(2);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        Assert.DoesNotContain(false, Sent(harness, 1, 8));
        Assert.Equal([false], Sent(harness, 2, 1));
    }

    [Fact]
    public void A_slot_that_has_more_orders_than_its_share_when_shares_come_gets_none_until_it_has_fewer()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { OrdersMax = 8 }, behaviour: EngineBehaviour.First);
        harness.Script(1);
        harness.Script(2);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        VenueDouble[] orders = [.. Enumerable.Range(0, 8)
            .Select(_ => new VenueDouble(harness, harness.Send(1, First, Side.Buy, Dollars(9), 1).OrderId, 1, Dollars(9)))];
        harness.SetBehaviour(EngineBehaviour.SlotBounds);
        orders[0].Cancel();
        Assert.Equal([false], Sent(harness, 1, 1));
        Assert.Equal([true, false], Sent(harness, 2, 2));
        foreach (VenueDouble order in orders.Skip(1).Take(4))
        {
            order.Cancel();
        }

        Assert.Equal([true, false], Sent(harness, 1, 2));
        Assert.Equal([true, true, true, false], Sent(harness, 2, 4));
    }

    [Fact]
    public void Orders_that_have_ended_are_forgotten_for_orders_of_their_own_slot_only()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { OrdersMax = 8 });
        harness.Script(1);
        harness.Script(2);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        VenueDouble ended = new(harness, harness.Send(2, First, Side.Buy, Dollars(9), 10).OrderId, 10, Dollars(9));
        ended.Cancel();
        for (int order = 0; order < 20; order++)
        {
            new VenueDouble(harness, harness.Send(1, First, Side.Buy, Dollars(9), 1).OrderId, 1, Dollars(9)).Cancel();
        }

        ended.Fill(3, Dollars(9));
        Assert.Empty(harness.LastAlerts);
        Assert.Equal(3, harness.State.Positions[2, First].Quantity);
    }

    [Theory]
    [InlineData(EngineBehaviour.First, 6)]
    [InlineData(EngineBehaviour.SlotBounds, 3)]
    public void A_fill_that_comes_again_is_known_though_another_slot_has_had_many_since(int behaviour, long held)
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { FillsMax = 8 }, behaviour: behaviour);
        harness.Script(1);
        harness.Script(2);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        ExecutionReportPayload fill = new()
        {
            OrderId = harness.Send(2, First, Side.Buy, Dollars(9), 10).OrderId.Value,
            ExecId = 1_000_000,
            ExecType = ExecType.Trade,
            OrdStatus = OrdStatus.PartiallyFilled,
            LastQty = 3,
            LastPx = Dollars(9).Raw,
            CumQty = 3,
            LeavesQty = 7,
        };
        harness.Report(fill);
        VenueDouble other = new(harness, harness.Send(1, First, Side.Buy, Dollars(9), 100).OrderId, 100, Dollars(9));
        for (int count = 0; count < 20; count++)
        {
            other.Fill(1, Dollars(9));
        }

        harness.Report(fill);
        Assert.Equal(held, harness.State.Positions[2, First].Quantity);
    }

    [Fact]
    public void A_slot_that_fills_its_share_of_an_inputs_outputs_leaves_the_others_theirs()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { Bounds = new SlotBounds { LogLinesPerSecond = 1_000_000 } });
        ScriptedStrategy flooder = harness.Script(1);
        ScriptedStrategy other = harness.Script(2);
        harness.Do(1, context => context.Subscribe(First));
        harness.Do(2, context => context.Subscribe(First));
        flooder.Book = (context, _) => Flooding.Flood(context, SlotUseKind.LogLines, 50_000);
        RejectReason answer = RejectReason.CapacityExceeded;
        other.Book = (context, _) => answer = context.Send(NewOrder.Limit(First, Side.Buy, Dollars(9), 1)).Reason;
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        Assert.Equal(RejectReason.None, answer);
        Assert.InRange(harness.LastOf<LogPayload>(RecordType.Log).Count, 1_000, 10_000);
        Assert.Equal(SlotState.Running, harness.Engine.StateOf(1));
    }

    private static EngineHarness Harness()
    {
        EngineHarness harness = new(Bounded);
        harness.Script(1);
        harness.Script(2);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        return harness;
    }

    private static bool[] Sent(EngineHarness harness, int slot, int orders) =>
        [.. Enumerable.Range(0, orders).Select(_ => harness.Send(slot, First, Side.Buy, Dollars(9), 1).IsSent)];

    private static void RequireOut(EngineHarness harness, string words)
    {
        Assert.Equal(SlotState.Quarantined, harness.Engine.StateOf(1));
        Assert.Equal(SlotState.Running, harness.Engine.StateOf(2));
        Assert.Equal(
            $"OnParametersChanged: flood: more than {Bound} {words} in a second",
            harness.SlotChange.Reason.ToString());
        Assert.Empty(harness.LastOf<LogPayload>(RecordType.Log));
        Assert.Empty(harness.LastOf<PublishPayload>(RecordType.Publish));
        Assert.Empty(harness.LastOf<OrderPayload>(RecordType.NewOrderSingle));
    }
}
