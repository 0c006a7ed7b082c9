using Strategies.Engine.Snapshots;
using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Slots;

/// <summary>Versions that start in the place of another one without its state.</summary>
public sealed class FreshSwapTests
{
    private readonly EngineHarness _harness = new();
    private readonly ScriptedStrategy _first = new() { Value = 41 };
    private readonly ScriptedStrategy _second = new();
    private readonly TestStage _firstStage;

    public FreshSwapTests()
    {
        _firstStage = _harness.Deploy(1, _first);
        _harness.Quote(First, Dollars(10), Dollars(10.02m));
    }

    private TestStage SwapFresh(ScriptedStrategy strategy)
    {
        TestStage stage = _harness.Source.Stage(1, strategy);
        ulong request = _harness.Request(1, SwapKind.Swap, stage.PackageHash, SwapState.Fresh);
        Assert.Equal((HandoverResult.ReadyWithoutState, 0), (_harness.Handover.Result, _harness.Handover.StateBytes));
        _harness.Commit(1, request);
        return stage;
    }

    private void BreakSave() => _first.Saving = (ref StateWriter _) => throw new InvalidOperationException("broken");

    [Fact]
    public void The_version_before_is_not_asked_for_anything_and_the_next_one_starts()
    {
        BreakSave();
        _first.Stop = _ => throw new InvalidOperationException("broken too");
        TestStage stage = SwapFresh(_second);
        Assert.Equal(["OnStart"], _first.Calls);
        Assert.Equal(["OnStart"], _second.Calls);
        Assert.Equal(
            (SlotState.Running, stage.PackageHash, _firstStage.PackageHash, "swapped, started fresh"),
            (_harness.SlotChange.State, _harness.SlotChange.PackageHash, _harness.SlotChange.PreviousHash,
                _harness.SlotChange.Reason.ToString()));
        Assert.Empty(_harness.Source.Retired);
    }

    [Fact]
    public void What_the_version_before_had_begun_ends_and_what_is_the_slots_stays()
    {
        _firstStage.Ranges["size"] = (1, 100);
        _harness.SetParameter(1, "size", 60);
        SendResult order = _harness.Send(1, First, Side.Buy, Dollars(10), 100);
        new VenueDouble(_harness, order.OrderId, 100, Dollars(10)).Fill(30, Dollars(10));
        _harness.Do(1, context =>
        {
            context.Subscribe(First);
            context.SetTimer(5, context.TimeNs + 100);
        });
        int working = -1;
        long position = -1;
        _second.Start = context => (working, position) = (context.WorkingOrderCount, context.Position(First).Quantity.Raw);
        TestStage stage = _harness.Source.Stage(1, _second);
        stage.Ranges["size"] = (1, 100);
        ulong request = _harness.Request(1, SwapKind.Swap, stage.PackageHash, SwapState.Fresh);
        Assert.Empty(_harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest));
        _harness.Commit(1, request);
        Assert.Equal(order.OrderId.Value, Assert.Single(_harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest)).OrderId);
        Assert.Equal((1, 30L, 60L), (working, position, stage.Values["size"]));
        Assert.False(_harness.Engine.IsSubscribed(1));
        _harness.Clock(1_000);
        Assert.Empty(_second.Timers);
    }

    [Fact]
    public void Another_slots_orders_timers_and_subscriptions_go_on()
    {
        ScriptedStrategy other = _harness.Script(2);
        _harness.Do(2, context =>
        {
            context.Subscribe(First);
            context.SetTimer(5, context.TimeNs + 100);
        });
        _harness.Send(2, First, Side.Buy, Dollars(10), 100);
        SwapFresh(_second);
        Assert.Empty(_harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest));
        _harness.Clock(1_000);
        Assert.Single(other.Timers);
        Assert.True(_harness.Engine.IsSubscribed(2));
    }

    [Fact]
    public void A_refusal_behind_the_request_leaves_everything_as_it_was()
    {
        _harness.Send(1, First, Side.Buy, Dollars(10), 100);
        TestStage stage = _harness.Source.Stage(1, _second);
        ulong request = _harness.Request(1, SwapKind.Swap, stage.PackageHash, SwapState.Fresh);
        _harness.Refuse(1, request, "not now");
        Assert.Equal((_firstStage.PackageHash, 1), (_harness.Engine.PackageOf(1), _harness.Engine.WorkingOrdersOf(1)));
        Assert.Empty(_second.Calls);
        Assert.Equal([stage], _harness.Source.Retired);
        Assert.Empty(_harness.AllOf<OrderPayload>(RecordType.OrderCancelRequest));
    }

    [Fact]
    public void A_quarantined_slot_runs_again_with_it_and_is_not_asked_though_it_could_save()
    {
        _harness.Control(1, SlotAction.Quarantine);
        SwapFresh(_second);
        Assert.Equal(["OnStart"], _first.Calls);
        Assert.Equal(["OnStart"], _second.Calls);
        Assert.Equal(SlotState.Running, _harness.Engine.StateOf(1));
    }

    [Fact]
    public void A_stopped_slot_stays_stopped_and_its_first_start_is_an_OnStart()
    {
        _harness.Control(1, SlotAction.Stop);
        SwapFresh(_second);
        Assert.Equal(SlotState.Stopped, _harness.Engine.StateOf(1));
        Assert.Empty(_second.Calls);
        _harness.Control(1, SlotAction.Start);
        Assert.Equal(["OnStart"], _second.Calls);
        _harness.Control(1, SlotAction.Stop);
        _harness.Control(1, SlotAction.Start);
        Assert.Equal(["OnStart", "OnStop", "OnHandover"], _second.Calls);
    }

    [Fact]
    public void That_it_was_never_started_is_in_the_snapshot_and_in_the_digest()
    {
        _harness.Control(1, SlotAction.Stop);
        SwapFresh(_second);
        Hash256 hash = EngineSnapshot.HashOf(_harness.Engine);
        MemoryStream bytes = new();
        EngineSnapshot.Write(_harness.Engine, bytes);
        bytes.Position = 0;
        ScriptedStrategy again = new();
        TestSource source = new();
        source.Stage(1, _first, _firstStage.PackageHash);
        source.Stage(1, again, _harness.Engine.PackageOf(1));
        TradingEngine restored = EngineSnapshot.Read(bytes, EngineHarness.SmallTables, source);
        Assert.Equal(hash, EngineSnapshot.HashOf(restored));
        _harness.Control(1, SlotAction.Start);
        restored.Apply(_harness.Records[^1]);
        Assert.Equal(["Restore", "Save", "OnStart"], again.Calls);
        Assert.True(_harness.Engine.Outputs.Bytes.SequenceEqual(restored.Outputs.Bytes));
    }

    [Fact]
    public void A_version_that_was_never_started_has_no_state_to_carry()
    {
        _harness.Control(1, SlotAction.Stop);
        SwapFresh(_second);
        ScriptedStrategy third = new();
        _harness.Commit(1, _harness.Request(1, SwapKind.Swap, _harness.Source.Stage(1, third).PackageHash));
        _harness.Control(1, SlotAction.Start);
        Assert.Equal(["OnStart"], third.Calls);
        Assert.Empty(_second.Calls);
    }

    [Fact]
    public void A_rollback_behind_it_carries_the_newer_versions_state_back()
    {
        SwapFresh(_second);
        _second.Value = 77;
        _harness.Commit(1, _harness.Request(1, SwapKind.Rollback));
        Assert.Equal((_firstStage.PackageHash, 77L), (_harness.Engine.PackageOf(1), _first.Value));
    }

    [Theory]
    [InlineData(SlotAction.Quarantine)]
    [InlineData(null)]
    public void A_rollback_to_a_version_that_handed_nothing_over_is_refused_with_the_way(SlotAction? before)
    {
        SwapFresh(_second);
        _second.Saving = (ref StateWriter _) => throw new StateSchemaException("schema 1 cannot be written");
        if (before is { } action)
        {
            _harness.Control(1, action);
        }

        _harness.Request(1, SwapKind.Rollback);
        Assert.Equal(HandoverResult.RestoreFailed, _harness.Handover.Result);
        Assert.Contains("a rollback that starts fresh brings it back", _harness.Handover.Reason.ToString());
        Assert.DoesNotContain("Restore", _first.Calls);
    }

    [Fact]
    public void A_rollback_that_starts_fresh_takes_a_new_instance_and_asks_neither_version()
    {
        TestStage second = SwapFresh(_second);
        ScriptedStrategy again = new();
        TestStage stage = _harness.Source.Stage(1, again, _firstStage.PackageHash);
        ulong request = _harness.Request(1, SwapKind.Rollback, _firstStage.PackageHash, SwapState.Fresh);
        Assert.Equal(HandoverResult.ReadyWithoutState, _harness.Handover.Result);
        _harness.Commit(1, request);
        Assert.Equal("rolled back, started fresh", _harness.SlotChange.Reason.ToString());
        Assert.Equal((stage.PackageHash, second.PackageHash), (_harness.SlotChange.PackageHash, _harness.SlotChange.PreviousHash));
        Assert.Equal([_firstStage], _harness.Source.Retired);
        Assert.Equal(["OnStart"], again.Calls);
        Assert.Equal(["OnStart"], _second.Calls);
        Assert.Equal(["OnStart"], _first.Calls);
    }

    [Fact]
    public void A_rollback_that_starts_fresh_is_refused_while_no_instance_is_prepared()
    {
        SwapFresh(_second);
        _harness.Request(1, SwapKind.Rollback, _firstStage.PackageHash, SwapState.Fresh);
        Assert.Equal("the version is not prepared", _harness.Handover.Reason.ToString());
        Assert.Equal(SlotState.Running, _harness.Engine.StateOf(1));
    }

    [Fact]
    public void A_request_that_says_of_the_state_what_is_not_known_is_refused()
    {
        _harness.Request(1, SwapKind.Swap, _harness.Source.Stage(1, _second).PackageHash, (SwapState)2);
        Assert.Equal(HandoverResult.NotAvailable, _harness.Handover.Result);
        Assert.Equal(_firstStage.PackageHash, _harness.Engine.PackageOf(1));
    }
}
