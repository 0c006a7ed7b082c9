using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Slots;

/// <summary>Swaps into slots that do not run, and versions whose own code fails on the way.</summary>
public sealed class SwapStateTests
{
    private readonly EngineHarness _harness = new();
    private readonly ScriptedStrategy _first = new() { Value = 41 };
    private readonly TestStage _firstStage;

    public SwapStateTests()
    {
        _firstStage = _harness.Deploy(1, _first);
        _harness.Quote(First, Dollars(10), Dollars(10.02m));
    }

    private TestStage Swap(Strategy strategy)
    {
        TestStage stage = _harness.Source.Stage(1, strategy);
        _harness.Commit(1, _harness.Request(1, SwapKind.Swap, stage.PackageHash));
        return stage;
    }

    [Fact]
    public void A_stopped_slot_stays_stopped_after_a_swap_and_the_new_version_goes_on_when_it_is_started()
    {
        _harness.Control(1, SlotAction.Stop);
        ScriptedStrategy second = new();
        TestStage stage = Swap(second);
        Assert.Equal((SlotState.Stopped, stage.PackageHash), (_harness.SlotChange.State, _harness.SlotChange.PackageHash));
        Assert.Equal(["Restore"], second.Calls);
        _harness.Itch(Itch.System('Q'));
        Assert.Empty(second.Statuses);
        _harness.Control(1, SlotAction.Start);
        Assert.Equal(["Restore", "OnHandover"], second.Calls);
        Assert.Equal(41, second.Value);
    }

    [Fact]
    public void A_rollback_of_a_stopped_slot_takes_the_state_of_now_and_stays_stopped()
    {
        ScriptedStrategy second = new();
        Swap(second);
        second.Value = 77;
        _harness.Control(1, SlotAction.Stop);
        ulong request = _harness.Request(1, SwapKind.Rollback);
        Assert.Equal(HandoverResult.Ready, _harness.Handover.Result);
        _harness.Commit(1, request);
        Assert.Equal((SlotState.Stopped, _firstStage.PackageHash, 77L),
            (_harness.Engine.StateOf(1), _harness.Engine.PackageOf(1), _first.Value));
    }

    [Fact]
    public void A_quarantined_slot_whose_version_cannot_save_starts_the_next_one_without_state()
    {
        _harness.Send(1, First, Side.Buy, Dollars(10), 100);
        _first.Saving = (ref StateWriter _) => throw new InvalidOperationException("broken");
        _harness.Control(1, SlotAction.Quarantine);
        ScriptedStrategy second = new();
        TestStage stage = _harness.Source.Stage(1, second);
        ulong request = _harness.Request(1, SwapKind.Swap, stage.PackageHash);
        Assert.Equal((HandoverResult.ReadyWithoutState, 0), (_harness.Handover.Result, _harness.Handover.StateBytes));
        Assert.Equal("Save threw InvalidOperationException: broken", _harness.Handover.Reason.ToString());
        Assert.Empty(second.Calls);
        _harness.Commit(1, request);
        Assert.Equal(["OnStart"], second.Calls);
        Assert.Equal((SlotState.Running, stage.PackageHash),
            (_harness.Engine.StateOf(1), _harness.Engine.PackageOf(1)));
        Assert.True(_harness.Send(1, First, Side.Buy, Dollars(10), 100).IsSent);
    }

    [Fact]
    public void A_quarantined_slot_whose_version_can_save_hands_its_state_over()
    {
        _harness.Control(1, SlotAction.Quarantine);
        ScriptedStrategy second = new();
        Swap(second);
        Assert.Equal(["Restore", "OnHandover"], second.Calls);
        Assert.Equal((41L, SlotState.Running), (second.Value, _harness.Engine.StateOf(1)));
    }

    [Fact]
    public void A_schema_version_that_throws_is_a_Save_that_failed()
    {
        Swap(new ThrowingSchemaStrategy());
        ulong request = _harness.Request(
            1, SwapKind.Swap, _harness.Source.Stage(1, new ScriptedStrategy()).PackageHash);
        Assert.Equal(HandoverResult.SaveFailed, _harness.Handover.Result);
        Assert.Contains("no schema", _harness.Handover.Reason.ToString());
        _harness.Commit(1, request);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
    }

    [Fact]
    public void A_setter_that_throws_quarantines_the_slot_and_nothing_that_it_sent_leaves()
    {
        _firstStage.Setting = () =>
        {
            _first.Seen.Send(NewOrder.Limit(First, Side.Buy, Dollars(10), 100));
            throw new InvalidOperationException("no such size");
        };
        _harness.SetParameter(1, "size", 5);
        Assert.Equal(SlotState.Quarantined, _harness.SlotChange.State);
        Assert.Equal("SetParameter threw InvalidOperationException: no such size",
            _harness.SlotChange.Reason.ToString());
        Assert.Empty(_harness.LastOf<OrderPayload>(RecordType.NewOrderSingle));
        Assert.Empty(_harness.LastOf<ParameterChangedPayload>(RecordType.ParameterChanged));
    }

    [Fact]
    public void A_setter_of_the_next_version_that_throws_keeps_the_running_one()
    {
        _firstStage.Ranges["size"] = (1, 100);
        _harness.SetParameter(1, "size", 5);
        TestStage next = _harness.Source.Stage(1, new ScriptedStrategy());
        next.Setting = () => throw new InvalidOperationException("no such size");
        _harness.Request(1, SwapKind.Swap, next.PackageHash);
        Assert.Equal(HandoverResult.NotAvailable, _harness.Handover.Result);
        Assert.Contains("setter threw InvalidOperationException: no such size", _harness.Handover.Reason.ToString());
        Assert.Equal([next], _harness.Source.Retired);
        Assert.Equal(SlotState.Running, _harness.Engine.StateOf(1));
    }

    private sealed class ThrowingSchemaStrategy : Strategy
    {
        private bool _isRunning;

        public override int StateSchemaVersion =>
            _isRunning ? throw new InvalidOperationException("no schema") : 1;

        public override void OnHandover() => _isRunning = true;

        public override void Save(ref StateWriter writer) => writer.Write(1L);

        public override void Restore(ref StateReader reader) => reader.ReadInt64();
    }
}
