using System.Runtime.InteropServices;
using Strategies.Edge.Commands;
using Strategies.Edge.Hosting;
using Strategies.Edge.Views;
using Strategies.Journal.Describe;
using Strategies.Projection;
using Strategies.Records;

namespace Strategies.Edge.Tests.Commands;

/// <summary>What came of a command, among whatever else the engine said at that input.</summary>
public sealed class CommandAnswerTests
{
    private readonly byte[] _buffer = new byte[1 << 10];

    private static CommandTrace Trace(RecordType type, int slot = 1) =>
        new() { Type = type, Sequence = 9, TimeNs = 1, Slot = slot };

    private void Say<T>(CommandTrace trace, RecordType type, T payload)
        where T : unmanaged => trace.Take(RecordWriter.Write(
            _buffer,
            new RecordHeader { Type = type, Sequence = 9 },
            MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in payload))));

    private static SlotStatePayload State(int slot, SlotState state) =>
        new() { Slot = slot, State = state, Reason = Text200.From("OnTimer throws"u8) };

    [Fact]
    public void Orders_of_timers_that_were_due_do_not_hide_the_answer()
    {
        CommandTrace trace = Trace(RecordType.ParameterSet);
        for (int order = 0; order < 500; order++)
        {
            Say(trace, RecordType.OrderCancelReplaceRequest, new OrderPayload());
        }

        Say(trace, RecordType.ParameterChanged, new ParameterChangedPayload { Slot = 1, Type = ParameterType.Int32, NewBits = 6 });
        Assert.Equal("6", CommandAnswer.Of(trace, new DayNames()).New);
    }

    [Fact]
    public void Another_slot_that_fell_out_at_that_input_is_not_the_answer()
    {
        CommandTrace trace = Trace(RecordType.SlotControl);
        Say(trace, RecordType.SlotState, State(2, SlotState.Quarantined));
        Say(trace, RecordType.SlotState, State(1, SlotState.Stopped));
        Assert.Equal("slot slot 1 is stopped", CommandAnswer.Of(trace, new DayNames()).Detail);
        CommandTrace limit = Trace(RecordType.LimitSet, slot: 0);
        Say(limit, RecordType.SlotState, State(2, SlotState.Quarantined));
        Say(limit, RecordType.LimitChanged, new LimitChangedPayload { NewValue = 5 });
        Assert.Equal("obeyed", CommandAnswer.Of(limit, new DayNames()).Outcome);
    }

    [Fact]
    public void A_parameter_at_which_the_version_throws_is_refused_with_what_it_threw()
    {
        CommandTrace trace = Trace(RecordType.ParameterSet);
        Say(trace, RecordType.SlotState, State(1, SlotState.Quarantined));
        EdgeException exception = Assert.Throws<EdgeException>(() => CommandAnswer.Of(trace, new DayNames()));
        Assert.Contains("OnTimer throws", exception.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flattening_is_told_slot_by_slot_with_what_was_begun_and_what_ended_at_once()
    {
        CommandTrace trace = Trace(RecordType.Flatten, slot: 0);
        Say(trace, RecordType.SlotState, State(1, SlotState.Stopped));
        Say(trace, RecordType.OrderCancelRequest, new OrderPayload());
        Say(trace, RecordType.FlattenState, Flatten(1, FlattenStatus.Canceling) with { Positions = 2, WorkingOrders = 1 });
        Say(trace, RecordType.FlattenState, Flatten(2, FlattenStatus.Canceling) with { Positions = 1 });
        Say(trace, RecordType.Alert, new AlertPayload { Code = AlertCode.NotFlat, Detail = 9, Text = Text200.From("another's"u8) });
        Say(trace, RecordType.Alert, new AlertPayload { Code = AlertCode.NotFlat, Detail = 2, Text = Text200.From("killed"u8) });
        Say(trace, RecordType.FlattenState, Flatten(2, FlattenStatus.NotFlat) with { Positions = 1 });
        CommandView view = CommandAnswer.Of(trace, new DayNames());
        Assert.Equal(("obeyed", 9ul, 1), (view.Outcome, view.Sequence, view.CancelRequests));
        Assert.Equal(
            "slot slot 1 is being flattened (positions: 2, working orders: 1); "
            + "slot slot 2 is stopped and not flat (positions: 1, working orders: 0); killed",
            view.Detail);
        Assert.Equal(
            [new FlattenView("slot 1", 2, 1, "canceling"), new FlattenView("slot 2", 1, 0, "notFlat")], view.Flattened!);
    }

    [Fact]
    public void A_flattening_that_the_engine_did_not_begin_is_refused_with_its_words()
    {
        CommandTrace trace = Trace(RecordType.Flatten, slot: 0);
        Say(trace, RecordType.Alert, new AlertPayload { Code = AlertCode.InvalidRecord, Text = Text200.From("already"u8) });
        Say(trace, RecordType.FlattenState, Flatten(1, FlattenStatus.Flat) with { RequestSequence = 4 });
        EdgeException exception = Assert.Throws<EdgeException>(() => CommandAnswer.Of(trace, new DayNames()));
        Assert.Equal((409, "already"), (exception.Status, exception.Detail));
    }

    private static FlattenStatePayload Flatten(int slot, FlattenStatus status) =>
        new() { Slot = slot, Status = status, RequestSequence = 9 };

    [Fact]
    public void An_alert_about_something_else_refuses_nothing()
    {
        CommandTrace trace = Trace(RecordType.KillSwitch, slot: 0);
        Say(trace, RecordType.Alert, new AlertPayload { Code = AlertCode.UnknownOrder, Text = Text200.From("x"u8) });
        Say(trace, RecordType.OrderCancelRequest, new OrderPayload());
        Assert.Equal(1, CommandAnswer.Of(trace, new DayNames()).CancelRequests);
        Say(trace, RecordType.Alert, new AlertPayload { Code = AlertCode.InvalidRecord, Text = Text200.From("not there"u8) });
        Assert.Throws<EdgeException>(() => CommandAnswer.Of(trace, new DayNames()));
    }
}
