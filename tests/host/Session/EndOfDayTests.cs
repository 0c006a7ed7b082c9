using Strategies.Backtest.Tests.Support;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session.Results;
using Strategies.Session.Tests.Support;
using Strategies.Session.Versions;

namespace Strategies.Session.Tests;

/// <summary>A day ends in one way: running slots stop by the driver's word, venues end theirs, the last record follows.</summary>
public sealed class EndOfDayTests
{
    [Fact]
    public void In_a_recorded_day_each_running_slot_is_stopped_by_the_driver_and_no_other_gets_a_record()
    {
        using TestSession session = new();
        SlotPlan[] slots =
        [
            new SlotPlan { Name = "stopped", Strategy = Packages.Ladder },
            new SlotPlan { Name = "running", Strategy = Packages.Ladder },
        ];
        SessionResult result = session.Play(session.ShortPlan(1_000, 500, slots) with
        {
            Actions = [new ActionPlan { AtEvent = 500, Action = PlanActionKind.Stop, Slot = "stopped" }],
        });
        List<JournalRecord> inputs = JournalRecord.Inputs(result.JournalDir);
        List<JournalRecord> stops = [.. inputs.Where(input => input.Type == RecordType.SlotControl)];
        Assert.Equal([SourceKind.Operator, SourceKind.Driver], stops.Select(stop => stop.Header.SourceKind));
        Assert.Equal([1, 2], stops.Select(stop => stop.Payload<SlotControlPayload>().Slot));
        Assert.Equal("end of day", stops[1].Payload<SlotControlPayload>().Reason.ToString());
        Assert.True(inputs.FindLastIndex(input => input.Type == RecordType.MarketData) < inputs.IndexOf(stops[1]));
        Assert.Equal(RecordType.EndOfDay, inputs[^1].Type);
        EndOfDayPayload ending = inputs[^1].Payload<EndOfDayPayload>();
        Assert.Equal(("driver", "the feeds have ended"), (ending.Who.ToString(), ending.Reason.ToString()));
        Assert.DoesNotContain(
            JournalRecord.Outputs(result.JournalDir), output => output.Type == RecordType.Alert);
        Assert.Equal([SlotState.Stopped, SlotState.Running], result.Slots.Select(slot => slot.State));
    }

    [Fact]
    public void The_last_record_waits_for_every_venue_and_comes_once()
    {
        EngineDriver driver = new(new TradingEngine(new EngineOptions(), new PreparedVersions()), journal: null, new NoPort());
        ScriptedClose first = new(turns: 1);
        ScriptedClose second = new(turns: 3);
        EndOfDay day = new(driver.Engine, new InputWriter(driver), [first, second]);
        day.Turn(1);
        Assert.Equal((false, 0), (day.IsClosing, first.Asked));
        day.Begin(2);
        Assert.Equal((true, false, 0UL), (day.IsClosing, day.IsClosed, driver.LastSequence));
        day.Begin(3);
        day.Turn(4);
        Assert.False(day.IsClosed);
        day.Turn(5);
        Assert.Equal((true, 1UL), (day.IsClosed, driver.LastSequence));
        Assert.Equal(5, driver.Engine.TimeNs);
        day.Turn(6);
        Assert.Equal(1UL, driver.LastSequence);
        Assert.Equal(3, second.Asked);
        Assert.False(day.IsUnanswered);
    }

    [Fact]
    public void A_venue_that_is_not_waited_for_any_longer_is_told()
    {
        EngineDriver driver = new(new TradingEngine(new EngineOptions(), new PreparedVersions()), journal: null, new NoPort());
        EndOfDay day = new(
            driver.Engine, new InputWriter(driver), [new ScriptedClose(turns: 1), new ScriptedClose(turns: 2, isUnanswered: true)]);
        day.Begin(1);
        Assert.False(day.IsUnanswered);
        day.Turn(2);
        Assert.True(day.IsClosed);
        Assert.True(day.IsUnanswered);
    }
}
