using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Ipc.Memory;

namespace Strategies.Supervisor.Tests;

public sealed class EndTests
{
    [Fact]
    public void Down_ends_the_core_first_and_the_archiver_last_and_kills_who_does_not_end()
    {
        const int StopMs = 4_000;
        using FakeCell cell = new(patience: new SupervisorPatience { StopMs = StopMs });
        cell.OnStart(ProcessRole.Follower, "stubborn");
        Process supervisor = cell.Up();
        Signals.AskToEnd(ProcessIdentity.Of(supervisor.Id));
        Assert.Equal(0, cell.WaitForEnd(supervisor));
        Assert.Equal(["core stop", "venue stop", "edge stop", "archiver stop"], Stops(cell));
        Match killed = Regex.Match(cell.Said, @"follower: process \d+ did not end when asked to: killed after (\d+) ms");
        Assert.True(killed.Success, cell.Said);
        Assert.InRange(int.Parse(killed.Groups[1].Value, CultureInfo.InvariantCulture), StopMs, int.MaxValue);
        Assert.All(ProcessRoles.All, role => Assert.True(cell.Alive(role).IsNobody));
    }

    [Fact]
    public void A_day_that_ended_at_the_feeds_end_ends_all_with_the_archiver_last()
    {
        using FakeCell cell = new(DayEnd.AtFeedEnd);
        Process supervisor = cell.Up();
        cell.Do(ProcessRole.Core, "end-day");
        Assert.Equal(0, cell.WaitForEnd(supervisor));
        Assert.Equal(["edge stop", "follower stop", "venue stop", "archiver stop"], Stops(cell));
        Assert.Single(cell.Events, "core start 0");
    }

    [Fact]
    public void A_day_that_ended_by_command_leaves_the_others_up()
    {
        using FakeCell cell = new();
        Process supervisor = cell.Up();
        cell.Do(ProcessRole.Core, "end-day");
        cell.Wait("end of day", () => cell.Said.Contains("the day is over", StringComparison.Ordinal));
        cell.WaitForBeats(ProcessRole.Supervisor, 40);
        Assert.True(cell.Alive(ProcessRole.Core).IsNobody);
        Assert.Equal(0, cell.Count(SupervisorCounter.Crashes));
        cell.WaitForWork(ProcessRole.Venue, ProcessRole.Edge);
        Signals.AskToEnd(ProcessIdentity.Of(supervisor.Id));
        Assert.Equal(0, cell.WaitForEnd(supervisor));
    }

    private static string[] Stops(FakeCell cell) =>
        [.. cell.Events.Where(line => line.EndsWith("stop", StringComparison.Ordinal))];
}
