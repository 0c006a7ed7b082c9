using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Slots;

public sealed class SlotControlTests
{
    private readonly EngineHarness _harness = new();
    private readonly ScriptedStrategy _strategy = new();
    private readonly TestStage _stage;

    public SlotControlTests()
    {
        _stage = _harness.Deploy(1, _strategy);
        _stage.Ranges["size"] = (1, 100);
        _harness.Quote(First, Dollars(10), Dollars(10.02m));
    }

    [Fact]
    public void A_stop_asks_the_strategy_then_cancels_its_orders_and_a_start_runs_it_on()
    {
        _harness.Send(1, First, Side.Buy, Dollars(10), 100);
        _strategy.Stop = context => context.Send(NewOrder.Limit(First, Side.Buy, Dollars(10), 7));
        _harness.Control(1, SlotAction.Stop, "lunch");
        Assert.Equal(SlotState.Stopped, _harness.Engine.StateOf(1));
        Assert.Equal("lunch", _harness.SlotChange.Reason.ToString());
        Assert.Equal(
            [100L, 7L], _harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest).Select(order => order.Quantity));
        _harness.Itch(Itch.System('Q'));
        Assert.Empty(_strategy.Statuses);
        _harness.Control(1, SlotAction.Start);
        Assert.Equal(SlotState.Running, _harness.Engine.StateOf(1));
        Assert.True(_harness.Send(1, First, Side.Buy, Dollars(10), 10).IsSent);
    }

    [Fact]
    public void A_quarantine_by_hand_does_not_ask_the_strategy()
    {
        _harness.Send(1, First, Side.Buy, Dollars(10), 100);
        _harness.Control(1, SlotAction.Quarantine, "odd");
        Assert.Equal(["OnStart"], _strategy.Calls);
        Assert.Equal(SlotState.Quarantined, _harness.Engine.StateOf(1));
        Assert.Single(_harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest));
    }

    [Fact]
    public void A_slot_that_stands_is_quarantined_too_and_runs_again_with_the_next_version()
    {
        _harness.Control(1, SlotAction.Stop);
        _harness.Control(1, SlotAction.Quarantine, "its Save throws");
        Assert.Equal((SlotState.Quarantined, "its Save throws"), (_harness.SlotChange.State, _harness.SlotChange.Reason.ToString()));
        ScriptedStrategy next = new();
        _harness.Commit(1, _harness.Request(1, SwapKind.Swap, _harness.Source.Stage(1, next).PackageHash));
        Assert.Equal(SlotState.Running, _harness.Engine.StateOf(1));
    }

    [Fact]
    public void A_version_that_was_quarantined_by_hand_is_not_gone_back_to_after_a_fault()
    {
        EngineHarness harness = new(onFault: FaultAction.Rollback);
        harness.Deploy(1, new ScriptedStrategy());
        harness.Control(1, SlotAction.Quarantine);
        Assert.Equal(SlotState.Quarantined, harness.Engine.StateOf(1));
        TestStage next = harness.Source.Stage(1, new ScriptedStrategy());
        harness.Commit(1, harness.Request(1, SwapKind.Swap, next.PackageHash));
        harness.Overrun(1, OverrunAction.QuarantineAndRollback);
        Assert.Equal((SlotState.Quarantined, next.PackageHash), (harness.Engine.StateOf(1), harness.Engine.PackageOf(1)));
        Assert.Contains(
            "has failed in this slot too", harness.LastOf<AlertPayload>(RecordType.Alert)[^1].Text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_quarantined_says_why()
    {
        string Problem(int slot)
        {
            _harness.Control(slot, SlotAction.Quarantine);
            return _harness.LastOf<AlertPayload>(RecordType.Alert).Single().Text.ToString();
        }

        Assert.Equal("the slot is empty: there is no version to quarantine", Problem(2));
        Assert.Equal("a command names a slot that is not there", Problem(3));
        _harness.Send(1, First, Side.Buy, Dollars(10), 100);
        _harness.Flatten(Strategies.Risk.RiskScope.Strategy, 1);
        Assert.Equal("the slot is being flattened: it can be quarantined when that has ended", Problem(1));
        _harness.Control(1, SlotAction.Stop);
        _harness.Control(1, SlotAction.Quarantine);
        Assert.Equal("the slot is quarantined already", Problem(1));
    }

    [Theory]
    [InlineData(1, SlotAction.Start)]
    [InlineData(2, SlotAction.Stop)]
    [InlineData(2, SlotAction.Start)]
    [InlineData(2, SlotAction.Quarantine)]
    [InlineData(1, (SlotAction)9)]
    [InlineData(0, SlotAction.Stop)]
    [InlineData(3, SlotAction.Stop)]
    public void A_command_that_does_not_fit_is_an_alert(int slot, SlotAction action)
    {
        _harness.Control(slot, action);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        Assert.Equal(SlotState.Running, _harness.Engine.StateOf(1));
    }

    [Fact]
    public void A_parameter_is_set_and_told()
    {
        _harness.SetParameter(1, "size", 42);
        Assert.Equal(42, _stage.Values["size"]);
        Assert.Equal(["OnStart", "OnParametersChanged"], _strategy.Calls);
    }

    [Theory]
    [InlineData(1, "size", 101, "the value is outside the parameter's range")]
    [InlineData(1, "speed", 1, "the version in the slot has no such parameter")]
    [InlineData(9, "size", 1, "a command names a slot that is not there")]
    public void A_parameter_that_cannot_be_set_is_an_alert_and_not_told(int slot, string name, long value, string text)
    {
        _harness.SetParameter(slot, name, value);
        Assert.Equal(text, _harness.LastOf<AlertPayload>(RecordType.Alert).Single().Text.ToString());
        Assert.Empty(_stage.Values);
        Assert.Equal(["OnStart"], _strategy.Calls);
    }

    [Fact]
    public void A_parameter_too_many_for_the_slot_is_refused_before_the_strategy_has_it()
    {
        for (int index = 0; index < 64; index++)
        {
            _stage.Ranges[$"p{index}"] = (0, 1);
            _harness.SetParameter(1, $"p{index}", 1);
        }

        _harness.SetParameter(1, "size", 5);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        Assert.DoesNotContain("size", _stage.Values.Keys);
    }

    [Fact]
    public void Parameters_set_before_the_first_version_are_there_when_it_starts()
    {
        _harness.SetParameter(2, "size", 33);
        TestStage stage = _harness.Source.Stage(2, new ScriptedStrategy());
        stage.Ranges["size"] = (1, 100);
        _harness.Commit(2, _harness.Request(2, SwapKind.Deploy, stage.PackageHash));
        Assert.Equal(33, stage.Values["size"]);
    }
}
