using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Results;

namespace Strategies.Backtest.Tests;

/// <summary>What stops a slot in the middle of a day, and what that leaves alone.</summary>
public sealed class FaultTests : IDisposable
{
    private const int Rows = 7_000;
    private static readonly SlotPlan Ladder = new() { Name = "ladder", Strategy = Packages.Ladder };

    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_strategy_that_throws_is_quarantined_its_orders_are_cancelled_and_the_other_trades_on()
    {
        SlotPlan throwing = new()
        {
            Name = "throwing",
            Strategy = Packages.Throwing,
            Parameters = new Dictionary<string, JsonElement>
            {
                ["throwAfter"] = JsonSerializer.SerializeToElement(4_500),
            },
        };
        SessionResult result = _session.Play(_session.ShortPlan(Rows, 500, throwing, Ladder));
        Assert.Equal(SlotState.Quarantined, result.Slots[0].State);
        Assert.Contains("the fault that this strategy is there for", result.Slots[0].QuarantineReason);
        Assert.Equal(SlotState.Running, result.Slots[1].State);
        Assert.Equal(Rows, result.Slots[1].MarketCallbacks);
        Assert.Equal(0, result.EventsLost);

        List<JournalRecord> outputs = JournalRecord.Outputs(result.JournalDir);
        JournalRecord fault = Assert.Single(
            outputs,
            output => output.Type == RecordType.SlotState
                && output.Payload<SlotStatePayload>().State == SlotState.Quarantined);
        RequireOrdersCancelled(outputs, slot: 1, fault.Sequence);
        Assert.DoesNotContain(
            outputs, output => output.Type == RecordType.NewOrderSingle && output.Payload<OrderPayload>().Slot == 1
                && output.Sequence >= fault.Sequence);
        Assert.Contains(
            outputs, output => output.Type is RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest
                && output.Payload<OrderPayload>().Slot == 2 && output.Sequence > fault.Sequence);
        TestSession.RequireEqualReplay(result);
    }

    [Theory]
    [InlineData("strategy:ladder")]
    [InlineData("account:house")]
    [InlineData("instrument:DEMO")]
    [InlineData("firm")]
    public void A_kill_switch_cancels_what_works_and_refuses_what_comes_until_it_is_released(string scope)
    {
        SessionResult result = _session.Play(_session.ShortPlan(Rows, 500, Ladder) with
        {
            Actions =
            [
                new ActionPlan { AtEvent = 2_000, Action = PlanActionKind.Kill, Scope = scope, Who = "somebody",
                    Reason = "a drill" },
                new ActionPlan { AtEvent = 4_500, Action = PlanActionKind.Release, Scope = scope },
            ],
        });
        List<JournalRecord> switches = [.. JournalRecord.Inputs(result.JournalDir).Where(input =>
            input.Type == RecordType.KillSwitch)];
        Assert.Equal([1, 0], switches.Select(input => input.Payload<KillSwitchPayload>().IsSet));
        Assert.Equal("somebody", switches[0].Payload<KillSwitchPayload>().Who.ToString());
        Assert.Equal("a drill", switches[0].Payload<KillSwitchPayload>().Reason.ToString());

        List<JournalRecord> outputs = JournalRecord.Outputs(result.JournalDir);
        RequireOrdersCancelled(outputs, slot: 1, switches[0].Sequence);
        List<JournalRecord> orders = [.. outputs.Where(output => output.Type == RecordType.NewOrderSingle)];
        Assert.DoesNotContain(orders, order =>
            order.Sequence > switches[0].Sequence && order.Sequence < switches[1].Sequence);
        Assert.Contains(orders, order => order.Sequence > switches[1].Sequence);
        Assert.Contains(
            outputs,
            output => output.Type == RecordType.OrderRejected && output.Sequence > switches[0].Sequence
                && output.Payload<RejectPayload>().Reason == RejectReason.KillSwitch);
        Assert.Equal(0, result.EventsLost);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void A_scope_that_is_not_known_is_refused_with_the_way_to_write_one()
    {
        PlanException exception = Assert.Throws<PlanException>(() =>
            _session.Play(_session.ShortPlan(500, 500, Ladder) with
            {
                Actions = [new ActionPlan { AtEvent = 1, Action = PlanActionKind.Kill, Scope = "account:nobody" }],
            }));
        Assert.Contains("scope 'account:nobody' is not known", exception.Problem);
        Assert.Contains("account:NAME", exception.Hint);
    }

    [Fact]
    public void A_stopped_slot_sends_nothing_until_it_is_started()
    {
        SessionResult result = _session.Play(_session.ShortPlan(Rows, 500, Ladder) with
        {
            Actions =
            [
                new ActionPlan { AtEvent = 2_000, Action = PlanActionKind.Stop, Slot = "ladder" },
                new ActionPlan { AtEvent = 4_500, Action = PlanActionKind.Start, Slot = "ladder" },
            ],
        });
        List<JournalRecord> controls = [.. JournalRecord.Inputs(result.JournalDir).Where(input =>
            input.Type == RecordType.SlotControl)];
        List<JournalRecord> sent = [.. JournalRecord.Outputs(result.JournalDir).Where(
            output => output.Type is RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest)];
        Assert.DoesNotContain(sent, output =>
            output.Sequence > controls[0].Sequence && output.Sequence < controls[1].Sequence);
        Assert.Contains(sent, output => output.Sequence > controls[1].Sequence);
        TestSession.RequireEqualReplay(result);
    }

    /// <summary>Each order that the slot had sent before has ended or is asked to end at that very input.</summary>
    private static void RequireOrdersCancelled(List<JournalRecord> outputs, int slot, ulong atSequence)
    {
        HashSet<ulong> working = [];
        foreach (JournalRecord output in outputs.Where(output => output.Sequence < atSequence))
        {
            if (output.Type == RecordType.NewOrderSingle && output.Payload<OrderPayload>().Slot == slot)
            {
                working.Add(output.Payload<OrderPayload>().OrderId);
            }
            else if (output.Type == RecordType.OrderState && output.Payload<OrderStatePayload>().LeavesQty == 0)
            {
                working.Remove(output.Payload<OrderStatePayload>().OrderId);
            }
        }

        HashSet<ulong> cancelled = [.. outputs
            .Where(output => output.Sequence == atSequence && output.Type == RecordType.OrderCancelRequest)
            .Select(output => output.Payload<OrderPayload>().OrderId)];
        Assert.NotEmpty(working);
        Assert.Equal(working.Order(), cancelled.Order());
    }
}
