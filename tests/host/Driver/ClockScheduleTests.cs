using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Tests.Support;
using Strategies.Engine;
using Strategies.Records;

namespace Strategies.Driver.Tests;

/// <summary>When time passes that nothing else makes pass.</summary>
public sealed class ClockScheduleTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    private const long NoTimer = long.MaxValue;
    private const long Second = 1_000_000_000;

    [Fact]
    public void Without_a_timer_a_clock_record_is_due_one_second_behind_the_last_input() =>
        Assert.Equal(5 * Second, ClockSchedule.NextAfter(4 * Second, NoTimer));

    [Fact]
    public void A_timer_within_the_second_is_due_at_its_own_time() =>
        Assert.Equal((4 * Second) + 1, ClockSchedule.NextAfter(4 * Second, (4 * Second) + 1));

    [Fact]
    public void A_timer_at_the_end_of_the_second_and_one_behind_it_are_due_at_the_end_of_the_second()
    {
        Assert.Equal(5 * Second, ClockSchedule.NextAfter(4 * Second, 5 * Second));
        Assert.Equal(5 * Second, ClockSchedule.NextAfter(4 * Second, (5 * Second) + 1));
    }

    [Theory]
    [InlineData(4 * Second)]
    [InlineData((4 * Second) - 1)]
    [InlineData(0)]
    public void A_timer_that_is_set_for_now_or_the_past_is_due_a_microsecond_later_so_that_time_goes_on(long dueNs) =>
        Assert.Equal((4 * Second) + 1_000, ClockSchedule.NextAfter(4 * Second, dueNs));

    [Fact]
    public void It_asks_the_engine_behind_each_input_for_the_time_and_the_next_timer()
    {
        SpyPort port = new();
        TradingEngine engine = day.NewEngine();
        EngineDriver driver = new(engine, journal: null, port);
        port.Driver = driver;
        ClockSchedule schedule = new(engine);
        Assert.Equal(Second, schedule.NextNs);
        int timers = 0;
        foreach (JournalRecord input in day.Inputs)
        {
            driver.Take(input.Bytes.ToArray());
            Assert.Equal(ClockSchedule.NextAfter(input.TimeNs, engine.NextTimerDueNs), schedule.NextNs);
            timers += schedule.NextNs == engine.NextTimerDueNs ? 1 : 0;
        }

        Assert.True(timers > 100, "no timer was next");
    }

    [Fact]
    public void Every_clock_record_of_a_recorded_day_was_due_when_it_came_and_none_that_was_due_is_missing()
    {
        SpyPort port = new();
        TradingEngine engine = day.NewEngine();
        EngineDriver driver = new(engine, journal: null, port);
        port.Driver = driver;
        ClockSchedule schedule = new(engine);
        bool hasBegun = false;
        int clocks = 0;
        foreach (JournalRecord input in day.Inputs)
        {
            if (input.Type == RecordType.Clock)
            {
                Assert.Equal(schedule.NextNs, input.TimeNs);
                clocks++;
            }

            // A packet at the very time is taken first: it makes the time pass, and the timer fires with it.
            Assert.True(!hasBegun || input.TimeNs <= schedule.NextNs, $"input {input.Sequence}");
            driver.Take(input.Bytes.ToArray());
            hasBegun = true;
        }

        Assert.True(clocks > 10, $"{clocks} clock records");
    }
}
