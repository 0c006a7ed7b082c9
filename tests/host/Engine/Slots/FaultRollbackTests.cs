using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Slots;

/// <summary>A slot whose definition says that the version before goes on when one throws.</summary>
public sealed class FaultRollbackTests
{
    private readonly EngineHarness _harness = new(onFault: FaultAction.Rollback);
    private readonly ScriptedStrategy _first =
        new() { Value = 41, Start = context => context.Subscribe(First) };
    private readonly TestStage _firstStage;

    public FaultRollbackTests() => _firstStage = _harness.Deploy(1, _first);

    private static ScriptedStrategy Faulty() => new()
    {
        Book = (context, _) =>
        {
            context.Send(NewOrder.Limit(First, Side.Buy, Dollars(10), 5));
            throw new InvalidOperationException("on purpose");
        },
    };

    private void Swap(Strategy strategy) => _harness.Commit(
        1, _harness.Request(1, SwapKind.Swap, _harness.Source.Stage(1, strategy).PackageHash));

    private void Books(int count) => _harness.Itch(
        [.. Enumerable.Range(0, count).Select(index =>
            Itch.Add(1, "ALPHA", Side.Buy, (ulong)(50 + index), 100, Dollars(9)))]);

    [Fact]
    public void The_version_before_goes_on_in_the_middle_of_the_packet_and_nothing_is_left_of_the_callback()
    {
        Swap(Faulty());
        int before = _first.BookEvents.Count;
        Books(3);
        Assert.Equal(before + 2, _first.BookEvents.Count);
        SlotStatePayload[] changes = [.. _harness.LastOf<SlotStatePayload>(RecordType.SlotState)];
        Assert.Equal(
            ["OnBook threw InvalidOperationException: on purpose", "rolled back after a fault"],
            changes.Select(change => change.Reason.ToString()));
        Assert.Equal(41, _first.Value);
        Assert.Empty(_harness.LastOf<OrderPayload>(RecordType.NewOrderSingle));
        Assert.Equal(SlotState.Running, _harness.Engine.StateOf(1));
    }

    [Fact]
    public void The_orders_of_before_are_canceled_and_the_version_before_may_send_again()
    {
        _harness.Quote(First, Dollars(10), Dollars(10.02m));
        OrderId order = _harness.Send(1, First, Side.Buy, Dollars(10), 100).OrderId;
        Swap(Faulty());
        Books(1);
        Assert.Equal([order.Value],
            _harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest).Select(cancel => cancel.OrderId));
        Assert.True(_harness.Send(1, First, Side.Buy, Dollars(10), 100).IsSent);
    }

    [Fact]
    public void A_fault_of_the_first_version_quarantines_and_says_that_there_is_nothing_to_go_back_to()
    {
        _first.Book = (_, _) => throw new InvalidOperationException("on purpose");
        Books(1);
        Assert.Equal(SlotState.Quarantined, _harness.Engine.StateOf(1));
        Assert.Equal([AlertCode.NotRolledBack], _harness.LastAlerts);
    }

    [Fact]
    public void A_fault_of_the_version_that_was_gone_back_to_quarantines_even_in_its_OnHandover()
    {
        Swap(Faulty());
        _first.Handover = _ => throw new InvalidOperationException("me too");
        Books(2);
        Assert.Equal(SlotState.Quarantined, _harness.Engine.StateOf(1));
        Assert.Equal(_firstStage.PackageHash, _harness.Engine.PackageOf(1));
        Assert.Equal([AlertCode.NotRolledBack], _harness.LastAlerts);
        Assert.Equal(
            [SlotState.Quarantined, SlotState.Running, SlotState.Quarantined],
            _harness.LastOf<SlotStatePayload>(RecordType.SlotState).Select(change => change.State));
    }

    [Fact]
    public void A_handover_that_throws_goes_back_at_once()
    {
        Swap(new ScriptedStrategy { Handover = _ => throw new InvalidOperationException("no") });
        Assert.Equal((_firstStage.PackageHash, SlotState.Running),
            (_harness.Engine.PackageOf(1), _harness.Engine.StateOf(1)));
    }

    [Fact]
    public void A_slot_that_throws_while_it_is_stopped_is_not_set_running()
    {
        Swap(new ScriptedStrategy { Stop = _ => throw new InvalidOperationException("no") });
        _harness.Control(1, SlotAction.Stop);
        Assert.Equal(SlotState.Quarantined, _harness.Engine.StateOf(1));
        Assert.NotEqual(_firstStage.PackageHash, _harness.Engine.PackageOf(1));
    }

    [Fact]
    public void A_slot_with_an_unknown_action_is_refused()
    {
        EngineHarness harness = new(hasDay: false);
        harness.StartDay();
        harness.DefineSlot(1, 1, (FaultAction)2);
        Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
        harness.DefineSlot(1, 1);
        Assert.Empty(harness.Last);
    }
}
