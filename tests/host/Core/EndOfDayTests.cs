using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Config;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Core.Tests.Support;
using Strategies.Gateways.Tests.Support;
using Strategies.Records;

namespace Strategies.Core.Tests;

/// <summary>A day ends by a command or with its feed: slots stop, the venue ends its day, the last record follows.</summary>
public sealed class EndOfDayTests
{
    [Fact]
    public void By_command_slots_stop_the_venue_is_asked_and_its_last_reports_come_first()
    {
        using CoreCell cell = new();
        ulong start = cell.LastSequence;
        cell.SendEndOfDay();
        Assert.Equal(LoopEnd.None, cell.Turn());
        Assert.Equal(SlotState.Stopped, cell.Engine.StateOf(1));
        RingRecord asked = Assert.Single(cell.TakeOrders(), record => record.Type == (uint)OrderRingType.EndOfDay);

        cell.SendPacket(0);
        cell.SendReport(RecordType.SessionStatus, new SessionStatusPayload { Venue = 1, IsUp = 1 });
        cell.Tell(ReportRingType.DayEnded, new ReconcileMark { Mark = 1 });
        Assert.Equal(LoopEnd.None, cell.Turn());
        Assert.DoesNotContain(RecordType.MarketData, cell.Types(start));
        cell.Tell(ReportRingType.DayEnded, Mark(asked));
        Assert.Equal(LoopEnd.DayEnded, cell.Turn());
        Assert.Equal(
            [RecordType.SlotControl, RecordType.SessionStatus, RecordType.EndOfDay], cell.Types(start));
        Assert.False(cell.Loop.Day.IsUnanswered);
        EndOfDayPayload ending = Assert.Single(cell.Inputs(start), record => record.Type == RecordType.EndOfDay)
            .Payload<EndOfDayPayload>();
        Assert.Equal(("anna", "a holiday"), (ending.Who.ToString(), ending.Reason.ToString()));
    }

    [Fact]
    public void An_end_without_who_and_why_is_no_command()
    {
        using CoreCell cell = new();
        CoreCell.Send(cell.Commands, (uint)CommandRingType.EndDay, []);
        cell.Turn();
        Assert.Equal((false, 1), (cell.Loop.Day.IsClosing, cell.Loop.Malformed));
    }

    [Fact]
    public void A_second_command_changes_nothing()
    {
        using CoreCell cell = new();
        cell.SendEndOfDay();
        cell.SendEndOfDay();
        cell.Turn();
        cell.Turn();
        Assert.Single(cell.TakeOrders(), record => record.Type == (uint)OrderRingType.EndOfDay);
        Assert.Single(cell.Types(0), type => type == RecordType.SlotControl);
    }

    [Fact]
    public void A_slot_that_does_not_run_gets_no_stop()
    {
        using CoreCell cell = new();
        cell.SendCommand(RecordType.SlotControl, new SlotControlPayload { Slot = 1, Action = SlotAction.Stop });
        cell.Settle();
        Assert.Equal(SlotState.Stopped, cell.Engine.StateOf(1));
        ulong start = cell.LastSequence;
        cell.SendEndOfDay();
        cell.Turn();
        cell.Tell(ReportRingType.DayEnded, Mark(Assert.Single(cell.TakeOrders())));
        Assert.Equal(LoopEnd.DayEnded, cell.Turn());
        Assert.Equal([RecordType.EndOfDay], cell.Types(start));
        Assert.Empty(cell.Outputs(RecordType.Alert));
    }

    [Fact]
    public void A_slot_that_is_being_flattened_is_stopped_so_that_nothing_leaves_for_a_venue_whose_day_ends()
    {
        using CoreCell cell = new(Packages.Ladder);
        for (int packet = 0; packet < 30; packet++)
        {
            cell.SendPacket(packet);
        }

        cell.Settle();
        cell.Turn(1_100);
        Assert.NotEmpty(cell.TakeOrders());
        cell.SendCommand(RecordType.Flatten, new FlattenPayload { Scope = Risk.RiskScope.Strategy, ScopeId = 1 });
        cell.Turn();
        Assert.Equal(FlattenStatus.Canceling, cell.Engine.FlatteningOf(1));
        cell.SendEndOfDay();
        cell.Turn();
        Assert.Equal(FlattenStatus.None, cell.Engine.FlatteningOf(1));
        Assert.Equal((uint)OrderRingType.EndOfDay, cell.TakeOrders()[^1].Type);
    }

    [Fact]
    public void The_question_stands_behind_the_orders_that_left_before_it()
    {
        using CoreCell cell = new(Packages.Ladder);
        for (int packet = 0; packet < 30; packet++)
        {
            cell.SendPacket(packet);
        }

        cell.Settle();
        cell.Turn(1_100);
        cell.SendEndOfDay();
        cell.Turn();
        uint[] types = [.. cell.TakeOrders().Select(record => record.Type)];
        Assert.True(types.Length > 1, "the ladder sent no order");
        Assert.Equal((uint)OrderRingType.EndOfDay, types[^1]);
        Assert.All(types[..^1], type => Assert.Equal((uint)OrderRingType.Output, type));
    }

    [Fact]
    public void The_stop_is_the_drivers_own_record()
    {
        using CoreCell cell = new();
        cell.SendEndOfDay();
        cell.Turn();
        JournalRecord stop = Assert.Single(cell.Inputs(), record => record.Type == RecordType.SlotControl);
        Assert.Equal((SourceKind.Driver, 0ul), (stop.Header.SourceKind, stop.Header.SourceSequence));
        SlotControlPayload control = stop.Payload<SlotControlPayload>();
        Assert.Equal(
            (1, SlotAction.Stop, "driver", "end of day"),
            (control.Slot, control.Action, control.Who.ToString(), control.Reason.ToString()));
    }

    [Fact]
    public void With_the_feed_where_the_cell_is_told_so_and_not_elsewhere()
    {
        using CoreCell atEnd = new(dayEnds: DayEnd.AtFeedEnd);
        atEnd.SendPacket(0);
        CoreCell.Send(atEnd.Market, (uint)MarketRingType.FeedEnded, []);
        atEnd.Settle();
        Assert.True(atEnd.Loop.Day.IsClosing);

        using CoreCell byCommand = new();
        CoreCell.Send(byCommand.Market, (uint)MarketRingType.FeedEnded, []);
        byCommand.Settle();
        Assert.False(byCommand.Loop.Day.IsClosing);
    }

    [Fact]
    public void The_end_of_the_feed_is_known_to_a_core_that_comes_behind_it()
    {
        using CoreCell cell = new(dayEnds: DayEnd.AtFeedEnd);
        cell.SendPacket(0);
        cell.Settle();
        cell.Restart();
        cell.VenueCounters[VenueCounter.IsFeedEnded] = 1;
        cell.PeerMonitor.Look();
        cell.Turn();
        Assert.True(cell.Loop.Day.IsClosing);
    }

    private static ReconcileMark Mark(RingRecord record) =>
        System.Runtime.InteropServices.MemoryMarshal.Read<ReconcileMark>(record.Bytes);
}
