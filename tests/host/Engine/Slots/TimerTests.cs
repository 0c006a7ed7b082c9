using CsCheck;
using Strategies.Engine.Slots;
using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Slots;

public sealed class TimerTests
{
    private readonly EngineHarness _harness = new();
    private readonly ScriptedStrategy _strategy;

    public TimerTests() => _strategy = _harness.Script(1);

    private void Set(long id, long inNs) =>
        _harness.Do(1, context => Assert.True(context.SetTimer(id, _harness.TimeNs + inNs)));

    private IEnumerable<long> Fired => _strategy.Timers.Select(timer => timer.TimerId);

    [Fact]
    public void Timers_fire_in_the_order_in_which_they_are_due_not_before_and_once()
    {
        Set(1, 300);
        Set(2, 100);
        Set(3, 200);
        Assert.Equal(_harness.TimeNs + 100, _harness.Engine.NextTimerDueNs);
        _harness.Clock(99);
        Assert.Empty(Fired);
        _harness.Clock(101);
        Assert.Equal([2, 3], Fired);
        _harness.Clock(100);
        _harness.Clock(100);
        Assert.Equal([2, 3, 1], Fired);
        Assert.Equal(long.MaxValue, _harness.Engine.NextTimerDueNs);
    }

    [Fact]
    public void A_timer_fires_before_the_record_that_brings_the_time_is_applied()
    {
        List<long> offers = [];
        _strategy.Timer = (context, _) => offers.Add(context.Book(new InstrumentId(1)).BestOffer.Quantity.Raw);
        Set(1, 10);
        _harness.TimeNs += 10;
        _harness.Quote(new InstrumentId(1), Price.FromDecimal(1), Price.FromDecimal(2));
        Assert.Equal([0L], offers);
    }

    [Fact]
    public void A_timer_that_is_past_due_fires_with_the_next_record_and_one_set_again_in_its_callback_too()
    {
        _strategy.Timer = (context, timer) => context.SetTimer(timer.TimerId, context.TimeNs - 1);
        Set(7, -5);
        Assert.Empty(Fired);
        _harness.Clock();
        Assert.Equal([7], Fired);
        _harness.Clock();
        Assert.Equal([7, 7], Fired);
    }

    [Fact]
    public void A_timer_that_is_set_again_moves_and_one_that_is_canceled_is_gone()
    {
        Set(1, 10);
        Set(1, 50);
        Set(2, 20);
        _harness.Do(1, context =>
        {
            Assert.True(context.CancelTimer(2));
            Assert.False(context.CancelTimer(2));
            Assert.False(context.CancelTimer(99));
        });
        _harness.Clock(30);
        Assert.Empty(Fired);
        _harness.Clock(20);
        Assert.Equal([1], Fired);
    }

    [Fact]
    public void A_slot_has_sixty_four_timers_and_a_set_one_can_still_be_moved()
    {
        _harness.Do(1, context =>
        {
            for (int id = 0; id < 64; id++)
            {
                Assert.True(context.SetTimer(id, context.TimeNs + 100));
            }

            Assert.False(context.SetTimer(64, context.TimeNs + 1));
            Assert.True(context.SetTimer(63, context.TimeNs + 1));
        });
        _harness.Clock(1);
        Assert.Equal([63], Fired);
        _harness.Do(1, context => Assert.True(context.SetTimer(64, context.TimeNs + 1)));
    }

    [Fact]
    public void Timers_of_a_slot_that_does_not_run_wait_and_fire_when_it_runs_again()
    {
        Set(1, 10);
        _harness.Control(1, SlotAction.Stop);
        Assert.Equal(long.MaxValue, _harness.Engine.NextTimerDueNs);
        _harness.Clock(20);
        Assert.Empty(Fired);
        _harness.Control(1, SlotAction.Start);
        _harness.Clock();
        Assert.Equal([1], Fired);
    }

    [Fact]
    public void The_table_fires_what_a_plain_list_would() =>
        Gen.Select(Gen.Int[0, 2], Gen.Long[0, 80], Gen.Long[0, 60]).Array[1, 200].Sample(steps =>
        {
            TimerTable table = new(new TimerBoard());
            List<SlotTimer> twin = [];
            ulong sequence = 0;
            foreach ((int kind, long id, long time) in steps)
            {
                sequence++;
                int known = twin.FindIndex(timer => timer.TimerId == id);
                if (kind == 0)
                {
                    SlotTimer timer = new() { TimerId = id, DueTimeNs = time, SetAtSequence = sequence };
                    Assert.Equal(known >= 0 || twin.Count < 64, table.Set(in timer));
                    if (known >= 0)
                    {
                        twin[known] = timer;
                    }
                    else if (twin.Count < 64)
                    {
                        twin.Add(timer);
                    }

                    Assert.False(table.TryTakeDue(-1, sequence, out _));
                }
                else if (kind == 1)
                {
                    Assert.Equal(known, table.Find(id));
                    if (known >= 0)
                    {
                        table.RemoveAt(known);
                        twin.RemoveAt(known);
                    }
                }
                else
                {
                    int first = twin.Where(timer => timer.DueTimeNs <= time).Select(timer => twin.IndexOf(timer))
                        .OrderBy(index => twin[index].DueTimeNs).FirstOrDefault(-1);
                    Assert.Equal(first >= 0, table.TryTakeDue(time, sequence, out SlotTimer due));
                    if (first >= 0)
                    {
                        Assert.Equal(twin[first].TimerId, due.TimerId);
                        twin.RemoveAt(first);
                    }
                }

                Assert.Equal(twin.Count, table.Count);
                Assert.Equal(
                    twin.Select(timer => timer.DueTimeNs).DefaultIfEmpty(long.MaxValue).Min(), table.NextDueNs);
            }
        });
}
