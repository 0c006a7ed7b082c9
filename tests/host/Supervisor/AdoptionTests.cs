using System.Diagnostics;
using Strategies.Cell.Processes;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor.Tests;

public sealed class AdoptionTests
{
    [Fact]
    public void What_a_killed_supervisor_left_trades_on_and_is_taken_over_by_the_next()
    {
        using FakeCell cell = new();
        Process first = cell.Up();
        ProcessIdentity core = cell.Alive(ProcessRole.Core);
        ProcessIdentity venue = cell.Alive(ProcessRole.Venue);
        cell.Do(ProcessRole.Edge, "crash");
        cell.Wait("restart", () => cell.Count(SupervisorCounter.EdgeRestarts) == 1);
        cell.WaitForWork(ProcessRole.Edge);
        first.Kill();
        first.WaitForExit();
        Assert.True(core.IsAlive());

        Process second = cell.StartSupervisor();
        cell.Wait("adoption", () => cell.Said.Split("runs already: taken over").Length == 6);
        Assert.Equal(core, cell.Alive(ProcessRole.Core));
        cell.Wait("supervisor at work", () => cell.Alive(ProcessRole.Supervisor).Pid == second.Id
            && cell.StateOf(ProcessRole.Supervisor) == HeartbeatState.Running);
        Assert.Equal(6, cell.Count(SupervisorCounter.Starts));
        Assert.Equal(1, cell.Count(SupervisorCounter.Crashes));
        Assert.Equal(core.Pid, cell.Count(SupervisorCounter.CorePid));

        cell.Do(ProcessRole.Core, "silent");
        ProcessIdentity another = cell.WaitForAnother(ProcessRole.Core, core);
        Signals.End(venue);
        cell.WaitForAnother(ProcessRole.Venue, venue);
        Assert.Equal(1, cell.Count(SupervisorCounter.WatchdogKills));
        Assert.Equal(2, cell.Count(SupervisorCounter.Crashes));
        Assert.Equal(1, cell.Count(SupervisorCounter.CoreRestarts));
        Assert.Equal(another, cell.Alive(ProcessRole.Core));

        Signals.AskToEnd(ProcessIdentity.Of(second.Id));
        Assert.Equal(0, cell.WaitForEnd(second));
        Assert.All(ProcessRoles.All, role => Assert.True(cell.Alive(role).IsNobody));
    }

    [Fact]
    public void A_second_supervisor_is_refused_by_name_of_the_first()
    {
        using FakeCell cell = new();
        Process first = cell.StartSupervisor();
        cell.Wait("supervisor", () => !cell.Alive(ProcessRole.Supervisor).IsNobody);
        Process second = cell.StartSupervisor();
        Assert.Equal(3, cell.WaitForEnd(second));
        Assert.Contains($"owned by process {first.Id}, which is alive", cell.Said);
    }
}
