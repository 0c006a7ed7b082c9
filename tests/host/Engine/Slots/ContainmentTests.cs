using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Slots;

/// <summary>
/// A callback that throws. Two engines live the same day; in one the callback does everything a strategy can and then
/// throws, in the other it only throws. Afterwards nothing tells them apart.
/// </summary>
public sealed class ContainmentTests
{
    private const string Message = "on purpose";

    private static readonly Price Limit = Dollars(10);

    public static TheoryData<string> Callbacks => new(
        "OnStart", "OnHandover", "OnStop", "OnBook", "OnTrade", "OnMarketStatus", "OnOrderUpdate", "OnTimer",
        "OnParametersChanged");

    [Theory]
    [MemberData(nameof(Callbacks))]
    public void Nothing_that_the_callback_did_is_left(string callback)
    {
        EngineHarness acted = Live(callback, acts: true, out List<OrderId> ordersActed);
        EngineHarness bare = Live(callback, acts: false, out List<OrderId> ordersBare);
        Assert.Equal(ordersBare, ordersActed);
        Assert.Equal(Bytes(bare.All), Bytes(acted.All));
        Assert.Equal(bare.EndOfDay(), acted.EndOfDay());
        EngineCounters counters = acted.Engine.Counters;
        Assert.Equal((bare.Engine.Counters.Orders, bare.Engine.Counters.Rejects), (counters.Orders, counters.Rejects));
        foreach (int slot in (ReadOnlySpan<int>)[1, 2])
        {
            Assert.Equal(bare.State.Gate.SlotExposure(slot, First), acted.State.Gate.SlotExposure(slot, First));
            Assert.Equal(bare.State.Gate.AccountExposure(slot, First), acted.State.Gate.AccountExposure(slot, First));
            RiskScope[] scopes = [RiskScope.Strategy, RiskScope.Account, RiskScope.Firm];
            foreach (RiskScope scope in scopes)
            {
                Assert.Equal(
                    bare.State.Gate.MessagesInWindow(scope, slot, bare.TimeNs),
                    acted.State.Gate.MessagesInWindow(scope, slot, acted.TimeNs));
            }
        }

        Assert.Equal(bare.State.Gate.FirmExposure(First), acted.State.Gate.FirmExposure(First));
        Assert.Equal(bare.State.Subscribers, acted.State.Subscribers);
    }

    [Theory]
    [MemberData(nameof(Callbacks))]
    public void The_slot_is_quarantined_with_the_reason_its_orders_are_canceled_and_the_other_trades_on(string callback)
    {
        EngineHarness harness = Live(callback, acts: true, out List<OrderId> orders);
        Assert.Equal(SlotState.Quarantined, harness.Engine.StateOf(1));
        SlotStatePayload state =
            harness.AllOf<SlotStatePayload>(RecordType.SlotState).Last(change => change.State == SlotState.Quarantined);
        Assert.Equal($"{callback} threw InvalidOperationException: {Message}", state.Reason.ToString());
        IEnumerable<ulong> canceled =
            harness.AllOf<OrderPayload>(RecordType.OrderCancelRequest).Select(order => order.OrderId);
        Assert.Equal(callback == "OnStart" ? [] : orders.Take(2).Select(order => order.Value), canceled);
        Assert.Equal(SlotState.Running, harness.Engine.StateOf(2));
        Assert.True(harness.Send(2, First, Side.Buy, Limit, 10).IsSent);
    }

    [Fact]
    public void A_quarantined_slot_hears_nothing_more_and_its_reports_are_still_booked()
    {
        EngineHarness harness = Live("OnBook", acts: true, out List<OrderId> orders);
        ScriptedStrategy strategy = (ScriptedStrategy)harness.State.Slots[1]!.Strategy!;
        int updates = strategy.Updates.Count;
        new VenueDouble(harness, orders[0], 100, Limit).Fill(60, Limit);
        Assert.Equal(updates, strategy.Updates.Count);
        Assert.Equal(60, harness.State.Positions[1, First].Quantity);
        int events = strategy.BookEvents.Count;
        harness.Quote(First, Dollars(9), Dollars(12));
        Assert.Equal(events, strategy.BookEvents.Count);
    }

    [Fact]
    public void An_order_that_ended_and_made_room_for_a_discarded_one_comes_back()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { OrdersMax = 2 }, slots: 1);
        ScriptedStrategy strategy = harness.Script(1);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        VenueDouble[] venues = [Sent(harness), Sent(harness)];
        venues[0].Cancel();
        venues[1].Cancel();
        strategy.ParametersChanged = context =>
        {
            context.Send(NewOrder.Limit(First, Side.Buy, Limit, 10));
            context.Send(NewOrder.Limit(First, Side.Buy, Limit, 10));
            throw new InvalidOperationException(Message);
        };
        harness.SetParameter(1, TestStage.Poke, 1);
        venues[1].Fill(3, Limit);
        venues[0].Fill(4, Limit);
        Assert.Empty(harness.AllOf<AlertPayload>(RecordType.Alert));
        Assert.Equal(7, harness.State.Positions[1, First].Quantity);
    }

    [Fact]
    public void An_exception_whose_message_throws_is_contained_too()
    {
        EngineHarness harness = new();
        ScriptedStrategy strategy = harness.Script(1);
        strategy.ParametersChanged = _ => throw new SpitefulException();
        harness.SetParameter(1, TestStage.Poke, 1);
        Assert.Equal(SlotState.Quarantined, harness.Engine.StateOf(1));
        Assert.StartsWith("OnParametersChanged threw SpitefulException", harness.SlotChange.Reason.ToString());
    }

    [Fact]
    public void A_fault_of_the_engine_itself_is_not_swallowed()
    {
        EngineHarness harness = new();
        harness.Script(1);
        Assert.Throws<EngineFault>(() => harness.Do(1, _ => EngineFault.Throw("a rule is broken")));
    }

    [Fact]
    public void A_callback_that_fills_the_outputs_is_refused_and_the_cancels_behind_it_still_fit()
    {
        EngineHarness harness = new(slots: 1);
        ScriptedStrategy strategy = harness.Script(1);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        for (int order = 0; order < 200; order++)
        {
            Sent(harness);
        }

        RejectReason last = default;
        strategy.ParametersChanged = context =>
        {
            for (int line = 0; line < 20_000; line++)
            {
                context.Log(LogLevel.Debug, "line {0}"u8, line);
            }

            last = context.Send(NewOrder.Limit(First, Side.Buy, Limit, 1)).Reason;
        };
        harness.SetParameter(1, TestStage.Poke, 1);
        Assert.Equal(RejectReason.CapacityExceeded, last);
        harness.Control(1, SlotAction.Quarantine);
        Assert.Equal(200, harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest).Count);
    }

    [Fact]
    public void A_callback_has_so_many_actions_and_no_more()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { ActionsPerCallbackMax = 3 });
        harness.Script(1);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        List<RejectReason> reasons = [];
        harness.Do(1, context =>
        {
            for (int order = 0; order < 4; order++)
            {
                reasons.Add(context.Send(NewOrder.Limit(First, Side.Buy, Limit, 1)).Reason);
            }
        });
        Assert.Equal([RejectReason.None, RejectReason.None, RejectReason.None, RejectReason.CapacityExceeded], reasons);
        Assert.True(harness.Send(1, First, Side.Buy, Limit, 1).IsSent);
    }

    private static VenueDouble Sent(EngineHarness harness) =>
        new(harness, harness.Send(1, First, Side.Buy, Limit, 10).OrderId, 10, Limit);

    private static IEnumerable<string> Bytes(IEnumerable<Output> outputs) =>
        outputs.Select(output => Convert.ToHexString(output.Bytes));

    /// <summary>
    /// The day: two slots with orders, then the callback that throws in slot 1, then the other slot trades on.
    /// </summary>
    private static EngineHarness Live(string callback, bool acts, out List<OrderId> orders)
    {
        EngineHarness harness = new();
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        harness.Quote(Second, Dollars(10), Dollars(10.02m));
        harness.Script(2);
        List<OrderId> sent = [];
        ScriptedStrategy strategy = new() { Start = context => context.Subscribe(First) };
        if (callback != "OnStart")
        {
            harness.Deploy(1, strategy);
            harness.Do(1, context =>
            {
                context.SetTimer(1, context.TimeNs + 1_000);
                context.SetTimer(2, context.TimeNs + 2_000);
            });
            sent.Add(harness.Send(1, First, Side.Buy, Limit, 100).OrderId);
            sent.Add(harness.Send(1, First, Side.Sell, Dollars(10.02m), 100).OrderId);
        }

        sent.Add(harness.Send(2, First, Side.Buy, Limit, 100).OrderId);
        Arm(strategy, callback, context => Throw(context, acts, sent));
        Trigger(harness, strategy, callback, sent);
        sent.Add(harness.Send(2, Second, Side.Sell, Limit, 100).OrderId);
        harness.Clock(5_000);
        orders = sent;
        return harness;
    }

    private static void Throw(StrategyContext context, bool acts, List<OrderId> orders)
    {
        if (acts)
        {
            OrderId first = context.Send(NewOrder.Limit(First, Side.Buy, Limit, 300)).OrderId;
            context.Cancel(first);
            context.Send(NewOrder.Limit(First, Side.Sell, Limit, 0));
            context.Send(NewOrder.Limit(Second, Side.Sell, Dollars(10.02m), 50));
            if (orders.Count > 1)
            {
                context.Replace(orders[0], Dollars(9.99m), 500);
                context.Cancel(orders[0]);
                context.Cancel(orders[1]);
            }

            context.Subscribe(Second);
            context.SetTimer(1, context.TimeNs + 3_000);
            context.SetTimer(9, context.TimeNs + 10);
            context.CancelTimer(2);
            context.Log(LogLevel.Error, "gone"u8);
            context.Publish("gone"u8, 1);
        }

        throw new InvalidOperationException(Message);
    }

    private static void Arm(ScriptedStrategy strategy, string callback, Action<StrategyContext> action)
    {
        switch (callback)
        {
            case "OnStart":
                strategy.Start = action;
                break;
            case "OnHandover":
                strategy.Handover = action;
                break;
            case "OnStop":
                strategy.Stop = action;
                break;
            case "OnBook":
                strategy.Book = (context, _) => action(context);
                break;
            case "OnTrade":
                strategy.Trade = (context, _) => action(context);
                break;
            case "OnMarketStatus":
                strategy.Status = (context, _) => action(context);
                break;
            case "OnOrderUpdate":
                strategy.Update = (context, _) => action(context);
                break;
            case "OnTimer":
                strategy.Timer = (context, _) => action(context);
                break;
            default:
                strategy.ParametersChanged = action;
                break;
        }
    }

    private static void Trigger(EngineHarness harness, ScriptedStrategy strategy, string callback, List<OrderId> orders)
    {
        switch (callback)
        {
            case "OnStart":
                harness.Deploy(1, strategy);
                break;
            case "OnHandover":
                ScriptedStrategy next = new() { Handover = strategy.Handover };
                harness.Commit(1, harness.Request(1, SwapKind.Swap, harness.Source.Stage(1, next).PackageHash));
                break;
            case "OnStop":
                harness.Control(1, SlotAction.Stop);
                break;
            case "OnBook":
                harness.Itch(Itch.Add(1, "ALPHA", Side.Buy, 5, 100, Dollars(9)),
                    Itch.Add(1, "ALPHA", Side.Buy, 6, 100, Dollars(9)));
                break;
            case "OnTrade":
                harness.Itch(Itch.HiddenTrade(1, "ALPHA", 70, Dollars(10.01m)));
                break;
            case "OnMarketStatus":
                harness.Itch(Itch.System('Q'));
                break;
            case "OnOrderUpdate":
                new VenueDouble(harness, orders[0], 100, Limit).Accept();
                break;
            case "OnTimer":
                harness.Clock(1_000);
                break;
            default:
                harness.SetParameter(1, TestStage.Poke, 1);
                break;
        }
    }
}
