using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Slots;

public sealed class SwapTests
{
    private readonly EngineHarness _harness = new();
    private readonly ScriptedStrategy _first = new() { Value = 41 };
    private readonly TestStage _firstStage;

    public SwapTests()
    {
        _firstStage = _harness.Deploy(1, _first);
        _harness.Quote(First, Dollars(10), Dollars(10.02m));
    }

    /// <summary>A version whose schema 2 has a second field; it reads schema 1 and, if it can, writes it.</summary>
    private static ScriptedStrategy Second(bool writesSchemaOne = true) => new()
    {
        Schema = 2,
        Saving = (ref StateWriter writer) =>
        {
            if (writer.SchemaVersion == 1 && !writesSchemaOne)
            {
                throw new StateSchemaException("schema 1 cannot be written");
            }

            writer.Write(1000L);
            if (writer.SchemaVersion == 2)
            {
                writer.Write(2000L);
            }
        },
        Restoring = (ref StateReader reader) =>
        {
            Assert.Equal(1, reader.SchemaVersion);
            reader.ReadInt64();
        },
    };

    private TestStage Stage(Strategy strategy) => _harness.Source.Stage(1, strategy);

    private ulong Request(TestStage stage) => _harness.Request(1, SwapKind.Swap, stage.PackageHash);

    private TestStage Swap(Strategy strategy)
    {
        TestStage stage = Stage(strategy);
        _harness.Commit(1, Request(stage));
        Assert.Equal(stage.PackageHash, _harness.Engine.PackageOf(1));
        return stage;
    }

    private void AssertStillFirst()
    {
        Assert.Equal(_firstStage.PackageHash, _harness.Engine.PackageOf(1));
        Assert.Equal(SlotState.Running, _harness.Engine.StateOf(1));
        _harness.Do(1, _ => { });
    }

    [Fact]
    public void A_deployed_version_starts_and_a_swapped_one_takes_state_over_instead()
    {
        Assert.Equal(["OnStart"], _first.Calls);
        ScriptedStrategy second = new();
        TestStage stage = Stage(second);
        ulong request = Request(stage);
        HandoverPayload handover = _harness.Handover;
        Assert.Equal((HandoverResult.Ready, 1, 8), (handover.Result, handover.SchemaVersion, handover.StateBytes));
        Assert.Equal(["Restore"], second.Calls);
        Assert.Equal(_firstStage.PackageHash, _harness.Engine.PackageOf(1));
        _harness.Commit(1, request);
        Assert.Equal(["Restore", "OnHandover"], second.Calls);
        Assert.Equal(41, second.Value);
        SlotStatePayload state = _harness.SlotChange;
        Assert.Equal((stage.PackageHash, _firstStage.PackageHash, "swapped"),
            (state.PackageHash, state.PreviousHash, state.Reason.ToString()));
        Assert.Empty(_harness.Source.Retired);
    }

    [Fact]
    public void The_version_before_the_previous_one_is_given_back()
    {
        TestStage second = Swap(new ScriptedStrategy());
        Assert.Empty(_harness.Source.Retired);
        Swap(new ScriptedStrategy());
        Assert.Equal([_firstStage], _harness.Source.Retired);
        Swap(new ScriptedStrategy());
        Assert.Equal([_firstStage, second], _harness.Source.Retired);
    }

    [Fact]
    public void Orders_timers_subscriptions_and_positions_stay_the_slots()
    {
        SendResult order = _harness.Send(1, First, Side.Buy, Dollars(10), 100);
        _harness.Do(1, context =>
        {
            context.Subscribe(First);
            context.SetTimer(5, context.TimeNs + 100);
        });
        VenueDouble venue = new(_harness, order.OrderId, 100, Dollars(10));
        venue.Fill(30, Dollars(10));
        ScriptedStrategy second = new();
        Swap(second);
        _harness.Do(1, context =>
        {
            Assert.Equal(1, context.WorkingOrderCount);
            Assert.Equal(30, context.Position(First).Quantity.Raw);
            Assert.Equal(70, context.Position(First).WorkingBuy.Raw);
        });
        venue.Fill(70, Dollars(10));
        _harness.Itch(Itch.HiddenTrade(1, "ALPHA", 10, Dollars(10)));
        _harness.Clock(100);
        Assert.Equal((1, 1, 1), (second.Updates.Count, second.Trades.Count, second.Timers.Count));
    }

    [Fact]
    public void A_rollback_hands_state_back_in_the_older_schema()
    {
        Swap(Second());
        _harness.Commit(1, _harness.Request(1, SwapKind.Rollback));
        Assert.Equal(1000, _first.Value);
        Assert.Equal(_firstStage.PackageHash, _harness.Engine.PackageOf(1));
        Assert.Equal("rolled back", _harness.SlotChange.Reason.ToString());
        Assert.Equal(["OnStart", "Save", "Restore", "OnHandover"], _first.Calls);
        Assert.Empty(_harness.Source.Retired);
    }

    [Fact]
    public void A_rollback_from_a_version_that_cannot_write_the_older_schema_goes_on_with_the_own_state()
    {
        Swap(Second(writesSchemaOne: false));
        _first.Value = -1;
        ulong request = _harness.Request(1, SwapKind.Rollback);
        Assert.Equal(HandoverResult.ReadyWithOwnState, _harness.Handover.Result);
        Assert.Contains("schema 1 cannot be written", _harness.Handover.Reason.ToString());
        _harness.Commit(1, request);
        Assert.Equal(41, _first.Value);
    }

    [Fact]
    public void A_rollback_from_a_quarantined_version_goes_on_with_the_own_state_and_runs_again()
    {
        Swap(Second());
        _harness.Control(1, SlotAction.Quarantine, "looks odd");
        _first.Value = -1;
        ulong request = _harness.Request(1, SwapKind.Rollback);
        Assert.Equal(HandoverResult.ReadyWithOwnState, _harness.Handover.Result);
        _harness.Commit(1, request);
        Assert.Equal((41, SlotState.Running), (_first.Value, _harness.Engine.StateOf(1)));
    }

    [Fact]
    public void Swaps_of_two_slots_that_overlap_keep_their_own_states()
    {
        ScriptedStrategy other = new() { Value = 99 };
        _harness.Deploy(2, other);
        ulong first = Request(Stage(Second(writesSchemaOne: false)));
        ulong second = _harness.Request(2, SwapKind.Swap, _harness.Source.Stage(2, new ScriptedStrategy()).PackageHash);
        _harness.Commit(1, first);
        _harness.Commit(2, second);
        _harness.Commit(1, _harness.Request(1, SwapKind.Rollback));
        Assert.Equal(41, _first.Value);
    }

    [Fact]
    public void After_a_rollback_the_version_left_is_resident_and_can_come_back()
    {
        ScriptedStrategy second = new();
        TestStage stage = Swap(second);
        _harness.Commit(1, _harness.Request(1, SwapKind.Rollback));
        _first.Value = 55;
        _harness.Commit(1, _harness.Request(1, SwapKind.Rollback));
        Assert.Equal(stage.PackageHash, _harness.Engine.PackageOf(1));
        Assert.Equal(55, second.Value);
    }

    [Fact]
    public void A_save_that_throws_keeps_the_running_version()
    {
        _first.Saving = (ref StateWriter _) => throw new InvalidOperationException("cannot");
        TestStage next = Stage(new ScriptedStrategy());
        ulong request = Request(next);
        Assert.Equal(HandoverResult.SaveFailed, _harness.Handover.Result);
        Assert.Equal("Save threw InvalidOperationException: cannot", _harness.Handover.Reason.ToString());
        Assert.Equal([next], _harness.Source.Retired);
        _harness.Commit(1, request);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        AssertStillFirst();
    }

    [Fact]
    public void State_that_is_too_large_keeps_the_running_version()
    {
        _first.Saving = (ref StateWriter writer) => writer.Write(new byte[EngineHarness.SmallTables.StateBytesMax]);
        Request(Stage(new ScriptedStrategy()));
        Assert.Equal(HandoverResult.SaveFailed, _harness.Handover.Result);
        Assert.Contains("4096 byte limit", _harness.Handover.Reason.ToString());
        AssertStillFirst();
    }

    [Fact]
    public void A_restore_that_throws_keeps_the_running_version()
    {
        ScriptedStrategy second = new()
        {
            Restoring = (ref StateReader _) => throw new StateSchemaException("schema 1 is too old"),
        };
        TestStage next = Stage(second);
        Request(next);
        Assert.Equal(HandoverResult.RestoreFailed, _harness.Handover.Result);
        Assert.Equal("Restore threw StateSchemaException: schema 1 is too old", _harness.Handover.Reason.ToString());
        Assert.Equal([next], _harness.Source.Retired);
        AssertStillFirst();
    }

    [Fact]
    public void A_restore_that_leaves_bytes_keeps_the_running_version()
    {
        Request(Stage(new ScriptedStrategy { Restoring = (ref StateReader reader) => reader.ReadInt32() }));
        Assert.Equal(HandoverResult.RestoreFailed, _harness.Handover.Result);
        Assert.Equal("Restore left 4 bytes of the state unread", _harness.Handover.Reason.ToString());
        AssertStillFirst();
    }

    [Fact]
    public void A_version_that_is_not_prepared_is_refused()
    {
        _harness.Request(1, SwapKind.Swap, new Hash256(9, 9, 9, 9));
        Assert.Equal(HandoverResult.NotAvailable, _harness.Handover.Result);
        AssertStillFirst();
    }

    [Theory]
    [InlineData(1, SwapKind.Deploy, "the slot already has a version; swap it")]
    [InlineData(2, SwapKind.Swap, "the slot has no version to take over from; deploy one")]
    [InlineData(1, SwapKind.Rollback, "no previous version is resident in the slot")]
    [InlineData(3, SwapKind.Deploy, "there is no such slot")]
    [InlineData(-1, SwapKind.Swap, "there is no such slot")]
    public void A_request_that_does_not_fit_the_slot_is_refused(int slot, SwapKind kind, string reason)
    {
        _harness.Request(slot, kind, _harness.Source.Stage(slot, new ScriptedStrategy()).PackageHash);
        Assert.Equal(
            (HandoverResult.NotAvailable, reason), (_harness.Handover.Result, _harness.Handover.Reason.ToString()));
        AssertStillFirst();
    }

    [Fact]
    public void A_refusal_keeps_the_running_version_and_gives_the_other_back()
    {
        TestStage next = Stage(new ScriptedStrategy());
        ulong request = Request(next);
        _harness.Refuse(1, request, "too slow");
        Assert.Equal("too slow", _harness.SlotChange.Reason.ToString());
        Assert.Equal([next], _harness.Source.Retired);
        AssertStillFirst();
    }

    [Fact]
    public void A_commit_after_another_callback_is_refused_because_the_state_is_old()
    {
        TestStage next = Stage(new ScriptedStrategy());
        ulong request = Request(next);
        _harness.Do(1, _ => { });
        _harness.Commit(1, request);
        Assert.Equal("refused: the slot had callbacks or commands after its state was taken",
            _harness.SlotChange.Reason.ToString());
        Assert.Equal([next], _harness.Source.Retired);
        AssertStillFirst();
    }

    [Fact]
    public void A_timer_that_is_due_waits_for_the_commit_and_reaches_the_new_version()
    {
        _first.Timer = (context, timer) => context.SetTimer(timer.TimerId, context.TimeNs);
        _harness.Do(1, context => context.SetTimer(1, context.TimeNs));
        ScriptedStrategy second = new();
        Swap(second);
        Assert.Empty(second.Timers);
        _harness.Clock();
        Assert.Single(second.Timers);
    }

    [Fact]
    public void A_slot_that_is_quarantined_before_the_commit_stays_so()
    {
        TestStage next = Stage(new ScriptedStrategy());
        ulong request = Request(next);
        _harness.Control(1, SlotAction.Quarantine, "stop it");
        _harness.Commit(1, request);
        Assert.Equal(SlotState.Quarantined, _harness.Engine.StateOf(1));
        Assert.Equal(_firstStage.PackageHash, _harness.Engine.PackageOf(1));
        Assert.Equal([next], _harness.Source.Retired);
    }

    [Fact]
    public void A_commit_for_another_request_is_an_alert()
    {
        ulong request = Request(Stage(new ScriptedStrategy()));
        _harness.Commit(1, request + 1);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        _harness.Commit(2, request);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        _harness.Commit(99, request);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        AssertStillFirst();
    }

    [Fact]
    public void A_second_request_takes_the_place_of_the_first()
    {
        TestStage dropped = Stage(new ScriptedStrategy());
        ulong first = Request(dropped);
        TestStage next = Stage(new ScriptedStrategy());
        ulong second = Request(next);
        Assert.Equal([dropped], _harness.Source.Retired);
        _harness.Commit(1, first);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        _harness.Commit(1, second);
        Assert.Equal(next.PackageHash, _harness.Engine.PackageOf(1));
    }

    [Fact]
    public void Nothing_can_be_sent_set_or_subscribed_while_state_is_handed_over()
    {
        SendResult order = _harness.Send(1, First, Side.Buy, Dollars(10), 100);
        List<string> refused = [];
        void Try(StrategyContext context)
        {
            refused.Add(context.Send(NewOrder.Limit(First, Side.Buy, Dollars(10), 1)).Reason.ToString());
            refused.Add(context.Replace(order.OrderId, Dollars(10), 200).Reason.ToString());
            refused.Add(context.Cancel(order.OrderId).Reason.ToString());
            Assert.Throws<InvalidOperationException>(() => context.SetTimer(1, 1));
            Assert.Throws<InvalidOperationException>(() => context.CancelTimer(1));
            Assert.Throws<InvalidOperationException>(() => context.Subscribe(First));
        }

        _first.Saving = (ref StateWriter _) => Try(_first.Seen);
        ScriptedStrategy second = new();
        second.Restoring = (ref StateReader _) => Try(second.Seen);
        TestStage stage = Stage(second);
        ulong request = Request(stage);
        Assert.Equal(Enumerable.Repeat("SlotNotRunning", 6), refused);
        Assert.Equal(HandoverResult.Ready, _harness.Handover.Result);
        Assert.DoesNotContain(_harness.Last, output =>
            output.Type is >= RecordType.NewOrderSingle and <= RecordType.OrderCancelRequest);
        _harness.Commit(1, request);
        Assert.True(_harness.Send(1, First, Side.Buy, Dollars(10), 1).IsSent);
    }

    [Fact]
    public void A_handover_that_throws_quarantines_the_new_version_and_a_rollback_brings_the_old_one_back()
    {
        Swap(new ScriptedStrategy { Handover = _ => throw new InvalidOperationException("no") });
        Assert.Equal(SlotState.Quarantined, _harness.Engine.StateOf(1));
        _harness.Commit(1, _harness.Request(1, SwapKind.Rollback));
        AssertStillFirst();
        Assert.Equal(41, _first.Value);
    }

    [Fact]
    public void Parameters_that_were_set_reach_every_later_version()
    {
        _firstStage.Ranges["size"] = (1, 100);
        _harness.SetParameter(1, "size", 60);
        Assert.Equal(60, _firstStage.Values["size"]);
        TestStage next = Stage(new ScriptedStrategy());
        next.Ranges["size"] = (1, 80);
        _harness.Commit(1, Request(next));
        Assert.Equal(60, next.Values["size"]);
        TestStage narrow = Stage(new ScriptedStrategy());
        narrow.Ranges["size"] = (1, 50);
        Request(narrow);
        Assert.Equal("a parameter of the slot is outside the new version's range", _harness.Handover.Reason.ToString());
        Assert.Contains(narrow, _harness.Source.Retired);
        Assert.Equal(next.PackageHash, _harness.Engine.PackageOf(1));
    }

    [Fact]
    public void A_parameter_that_is_set_between_request_and_commit_of_a_stopped_slot_reaches_the_new_version()
    {
        _firstStage.Ranges["size"] = (1, 100);
        _harness.Control(1, SlotAction.Stop);
        TestStage next = Stage(new ScriptedStrategy());
        next.Ranges["size"] = (1, 100);
        ulong request = Request(next);
        _harness.SetParameter(1, "size", 60);
        _harness.Commit(1, request);
        Assert.True(_harness.Engine.PackageOf(1) != next.PackageHash || next.Values.GetValueOrDefault("size") == 60);
    }
}
