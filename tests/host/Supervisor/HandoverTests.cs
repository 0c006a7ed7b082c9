using System.Diagnostics;
using Strategies.Cell;
using Strategies.Cell.Clients;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc.Memory;

namespace Strategies.Supervisor.Tests;

public sealed class HandoverTests
{
    /// <summary>Longer than anything takes.</summary>
    private const int NoLimitMs = 300_000;

    private static readonly ControlRequest Request = new() { Request = ControlRequest.Handover };

    [Fact]
    public void A_fresh_core_takes_over_and_is_watched_as_the_core_from_then_on()
    {
        using FakeCell cell = new();
        cell.Up();
        ProcessIdentity old = cell.Alive(ProcessRole.Core);
        long started = Stopwatch.GetTimestamp();
        ControlAnswer answer = SupervisorClient.Ask(cell.Setup, Request);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        ProcessIdentity taken = cell.Alive(ProcessRole.Core);
        Assert.Equal((old.Pid, taken.Pid, FakeProcess.TakeoverNs), (answer.OldPid, answer.NewPid, answer.PauseNs));
        Assert.InRange(answer.Seconds, 0.001, seconds);
        Assert.False(old.IsAlive());
        Assert.Equal((1, 0, taken.Pid), (cell.Count(SupervisorCounter.Handovers),
            cell.Count(SupervisorCounter.Crashes), cell.Count(SupervisorCounter.CorePid)));

        // And again, from a core that was a next one.
        ControlAnswer second = SupervisorClient.Ask(cell.Setup, Request);
        Assert.Equal(taken.Pid, second.OldPid);
        ProcessIdentity third = cell.Alive(ProcessRole.Core);
        cell.Do(ProcessRole.NextCore, "silent");
        cell.WaitForAnother(ProcessRole.Core, third);
        Assert.Equal((2, 1), (cell.Count(SupervisorCounter.Handovers), cell.Count(SupervisorCounter.WatchdogKills)));
    }

    [Theory]
    [InlineData("die-early", NoLimitMs, "the next core ended with exit code 1 (the journal cannot be read)")]
    [InlineData("never-ready", 300, "the next core was not ready within 300 ms")]
    public void A_next_core_that_does_not_get_ready_leaves_the_old_one_at_work(string what, int readyMs, string problem)
    {
        using FakeCell cell = new(patience: new SupervisorPatience { ReadyMs = readyMs });
        cell.Up();
        ProcessIdentity old = cell.Alive(ProcessRole.Core);
        Assert.Contains(problem, Fail(cell, what));
        AssertOneCore(cell);
        Assert.Equal(old, cell.Alive(ProcessRole.Core));
    }

    [Theory]
    [InlineData("die-late", NoLimitMs, "the rings cannot be taken")]
    [InlineData("never-takes-over", 300, "did not take over within 300 ms")]
    public void A_next_core_that_fails_when_the_old_one_is_gone_is_followed_by_an_ordinary_start(
        string what, int takeoverMs, string problem)
    {
        using FakeCell cell = new(patience: new SupervisorPatience { TakeoverMs = takeoverMs });
        cell.Up();
        ProcessIdentity old = cell.Alive(ProcessRole.Core);
        Assert.Contains(problem, Fail(cell, what));
        cell.WaitForAnother(ProcessRole.Core, old);
        AssertOneCore(cell);
        cell.Wait("core seen at work", () => cell.Said.Contains(
            $"core: process {cell.Alive(ProcessRole.Core).Pid} is at work", StringComparison.Ordinal));
        Assert.Equal(0, cell.Count(SupervisorCounter.Handovers));
    }

    [Fact]
    public async Task A_core_that_crashes_before_the_next_one_is_ready_is_started_again_alone()
    {
        using FakeCell cell = new();
        cell.Up();
        ProcessIdentity old = cell.Alive(ProcessRole.Core);
        cell.OnStart(ProcessRole.NextCore, "never-ready");
        Task<CellException> asked = Task.Run(() =>
            Assert.Throws<CellException>(() => SupervisorClient.Ask(cell.Setup, Request)));
        cell.WaitForWork(ProcessRole.Core);
        cell.Wait("next core", () => !cell.Alive(ProcessRole.NextCore).IsNobody);
        Assert.Contains(
            "a handover is under way",
            Assert.Throws<CellException>(() => SupervisorClient.Ask(cell.Setup, Request)).Message);
        Signals.End(old);
        Assert.Contains("the core ended by SIGKILL before the next one was ready", (await asked).Message);
        cell.WaitForAnother(ProcessRole.Core, old);
        AssertOneCore(cell);
    }

    [Fact]
    public void A_handover_is_not_begun_without_a_core_at_work_and_answered_when_there_is_no_supervisor()
    {
        using FakeCell cell = new();
        Assert.Contains(
            "does not answer",
            Assert.Throws<CellException>(() => SupervisorClient.Ask(cell.Setup, Request)).Message);
        cell.OnStart(ProcessRole.Core, "die");
        Process supervisor = cell.StartSupervisor();
        cell.Wait("socket", () => cell.Said.Contains("quick end", StringComparison.Ordinal));
        Assert.Contains(
            "the core is not at work",
            Assert.Throws<CellException>(() => SupervisorClient.Ask(cell.Setup, Request)).Message);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            ModeOf(Path.Combine(cell.Setup.Paths.Run, "supervisor.sock")));
        Assert.False(supervisor.HasExited);
    }

    private static string Fail(FakeCell cell, string how)
    {
        cell.OnStart(ProcessRole.NextCore, how);
        return Assert.Throws<CellException>(() => SupervisorClient.Ask(cell.Setup, Request)).Message;
    }

    private static UnixFileMode? ModeOf(string file) =>
        OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(file);

    private static void AssertOneCore(FakeCell cell)
    {
        Assert.True(cell.Alive(ProcessRole.NextCore).IsNobody);
        using CellFlags flags = CellFlags.Open(cell.Regions.Flags);
        Assert.Equal(0, flags.HandoverTo);
        cell.WaitForWork(ProcessRole.Core);
    }
}
