using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Ipc;
using Strategies.Ipc.Memory;

namespace Strategies.Supervisor.Tests;

public sealed class RestartTests
{
    [Fact]
    public void Whoever_dies_or_is_silent_is_started_again_and_counted()
    {
        using FakeCell cell = new();
        cell.Up();
        AssertSurroundings(cell);
        Assert.Equal(5, cell.Count(SupervisorCounter.Starts));
        Assert.Equal(cell.Alive(ProcessRole.Core).Pid, cell.Count(SupervisorCounter.CorePid));
        Assert.Equal(cell.Alive(ProcessRole.Edge).Pid, cell.Count(SupervisorCounter.EdgePid));

        ProcessIdentity core = cell.Alive(ProcessRole.Core);
        cell.Do(ProcessRole.Core, "crash");
        ProcessIdentity second = cell.WaitForAnother(ProcessRole.Core, core);
        Assert.Equal((6, 1, 0, 1), Counts(cell));
        Assert.Equal(second.Pid, cell.Count(SupervisorCounter.CorePid));

        cell.Do(ProcessRole.Core, "silent");
        cell.WaitForAnother(ProcessRole.Core, second);
        Assert.Equal((7, 1, 1, 2), Counts(cell));
        Assert.False(second.IsAlive());

        ProcessIdentity edge = cell.Alive(ProcessRole.Edge);
        Signals.End(edge);
        cell.WaitForAnother(ProcessRole.Edge, edge);
        Assert.Equal((8, 2, 1, 2), Counts(cell));
        Assert.Equal(1, cell.Count(SupervisorCounter.EdgeRestarts));

        Assert.Contains("ended by SIGKILL; started again", cell.Said);
        Assert.Matches(@"core: process \d+ has been silent for 2[01]\d\d ms: killed", cell.Said);
        Assert.Contains(cell.Log(), line => line.ToString().Contains("SIGKILL", StringComparison.Ordinal));
    }

    [Fact]
    public void A_process_that_cannot_start_is_tried_ever_more_slowly_while_the_core_trades()
    {
        using FakeCell cell = new();
        cell.Up();
        ProcessIdentity core = cell.Alive(ProcessRole.Core);
        cell.OnStart(ProcessRole.Edge, "bad-input");
        cell.Do(ProcessRole.Edge, "crash");
        cell.Wait("third quick end", () => cell.Said.Contains("its 4. quick end in a row", StringComparison.Ordinal));
        Assert.Contains("edge cannot use what it was given; started again in 2.00 s", cell.Said);
        Assert.Equal(core, cell.Alive(ProcessRole.Core));
        Assert.Equal(0, cell.Count(SupervisorCounter.EdgePid));
    }

    [Fact]
    public void A_first_start_that_cannot_use_its_input_ends_everything_with_the_childs_words()
    {
        using FakeCell cell = new();
        cell.OnStart(ProcessRole.Core, "bad-input");
        Assert.Equal(3, cell.WaitForEnd(cell.StartSupervisor()));
        Assert.Contains("error: core: core cannot use what it was given\nhint: give it something else", cell.Said);
        Assert.All(ProcessRoles.All, role => Assert.True(cell.Alive(role).IsNobody));
    }

    /// <summary>Beside the hot CPU, where there is another, and with the runtime's settings of their role.</summary>
    private static void AssertSurroundings(FakeCell cell)
    {
        IReadOnlyList<int> all = CpuMask.Allowed();
        int[] others = [.. all.Where(cpu => cpu != cell.Setup.HotCpu)];
        Assert.All(
            [ProcessRole.Core, ProcessRole.Edge],
            role => Assert.Equal(others.Length > 0 ? others : all, CpuMask.Allowed(cell.Alive(role).Pid)));
        Assert.Contains("core start 0", cell.Events);
        Assert.Contains("edge start 1", cell.Events);
        string environment = File.ReadAllText($"/proc/{cell.Alive(ProcessRole.Core).Pid}/environ");
        Assert.Contains("DOTNET_GCgen0size=0x40000000", environment);
        Assert.Contains($"{CellSetup.HotCpuVariable}={cell.Setup.HotCpu}", environment);
    }

    private static (long Starts, long Crashes, long WatchdogKills, long CoreRestarts) Counts(FakeCell cell) => (
        cell.Count(SupervisorCounter.Starts),
        cell.Count(SupervisorCounter.Crashes),
        cell.Count(SupervisorCounter.WatchdogKills),
        cell.Count(SupervisorCounter.CoreRestarts));
}
