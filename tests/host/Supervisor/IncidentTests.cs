using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Ipc.Memory;

namespace Strategies.Supervisor.Tests;

/// <summary>What happens to processes is kept for people to read, whoever is dead then.</summary>
public sealed class IncidentTests
{
    private const int LooksOfALongSilence = 100;

    [Fact]
    public void A_silence_that_ended_is_told_with_its_length_and_nobody_is_killed()
    {
        using FakeCell cell = new(watchdogMs: 60_000);
        cell.Up();
        ProcessIdentity core = cell.Alive(ProcessRole.Core);
        cell.Do(ProcessRole.Core, "pause");
        cell.Wait("the pause", () => !File.Exists(FakeProcess.FileOf(cell.Setup, "core.do")));
        cell.WaitForBeats(ProcessRole.Supervisor, LooksOfALongSilence);
        cell.Do(ProcessRole.Core, "go on");
        Incident silence = Await(cell, IncidentKind.Silent, "core");
        Assert.InRange(silence.DurationMs, 150, 60_000);
        Assert.Equal($"process {core.Pid} was silent for {silence.DurationMs} ms", silence.Text);
        Assert.Equal(core, cell.Alive(ProcessRole.Core));
        Assert.True(cell.Count(SupervisorCounter.Silences) >= 1);
    }

    [Fact]
    public void A_crash_and_a_kill_are_each_told()
    {
        using FakeCell cell = new();
        cell.Up();
        cell.Do(ProcessRole.Core, "crash");
        Assert.Contains("started again", Await(cell, IncidentKind.Ended, "core").Text, StringComparison.Ordinal);
        cell.WaitForWork(ProcessRole.Core);
        cell.Do(ProcessRole.Core, "silent");
        Incident killed = Await(cell, IncidentKind.Killed, "core");
        Assert.True(killed.DurationMs >= 2_000, $"{killed.DurationMs} ms");
    }

    [Fact]
    public void What_the_owner_of_an_order_session_did_about_a_silent_core_is_told_in_its_name()
    {
        using FakeCell cell = new();
        cell.Up();
        cell.Do(ProcessRole.Venue, "block");
        Assert.Contains("blocked", Await(cell, IncidentKind.Blocked, "venue").Text, StringComparison.Ordinal);
        Assert.Contains("canceled", Await(cell, IncidentKind.MassCanceled, "venue").Text, StringComparison.Ordinal);
    }

    /// <summary>Of this process: on a busy machine others are silent too.</summary>
    private static Incident Await(FakeCell cell, IncidentKind kind, string process)
    {
        IncidentFile file = new(cell.Setup.Paths.Incidents);
        Incident? found = null;
        cell.Wait($"{kind} to be told", () => (found = file.Read()
            .FirstOrDefault(incident => incident.Kind == kind && incident.Process == process)) is not null);
        return found!;
    }
}
