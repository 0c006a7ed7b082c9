namespace Strategies.Core.Tests;

public sealed class TurnWindowTests
{
    private const long Second = 1_000_000_000;
    private const long StartNs = (5_000 * Second) + 123;

    private readonly TurnWindow _window = new();

    [Fact]
    public void A_turn_is_told_for_59_seconds_and_forgotten_after_60()
    {
        _window.Record(StartNs, 700);
        _window.Record(StartNs + 1, 300);
        for (int second = 1; second <= 59; second++)
        {
            Assert.Equal(700, _window.MaxNs);
            _window.Record(StartNs + (second * Second), 10 + second);
        }

        _window.Record(StartNs + (60 * Second), 5);
        Assert.Equal(69, _window.MaxNs);
    }

    [Fact]
    public void A_loop_that_stood_still_for_longer_than_the_window_has_that_turn_alone()
    {
        _window.Record(StartNs, 900 * Second);
        _window.Record(StartNs + (500 * Second), 400 * Second);
        Assert.Equal(400 * Second, _window.MaxNs);
    }

    [Fact]
    public void Seconds_without_a_turn_are_passed_over_and_leave_what_is_younger_than_a_minute()
    {
        _window.Record(StartNs, 50);
        _window.Record(StartNs + (30 * Second), 7);
        Assert.Equal(50, _window.MaxNs);
        _window.Record(StartNs + (75 * Second), 3);
        Assert.Equal(7, _window.MaxNs);
    }

    [Fact]
    public void Before_the_first_turn_there_is_none() => Assert.Equal(0, _window.MaxNs);

    [Fact]
    public void Recording_allocates_nothing()
    {
        _window.Record(StartNs, 1);
        long before = AllocatedBytes.Begin();
        long turns = 0;
        for (; turns < 100_000; turns++)
        {
            _window.Record(StartNs + (turns * 10_000_000), turns);
        }

        long longest = _window.MaxNs;
        Assert.Equal((0, turns - 1), (AllocatedBytes.Since(before), longest));
    }
}
