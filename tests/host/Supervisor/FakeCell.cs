using System.Diagnostics;
using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Gateways.Tests.Support;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Plans;
using Strategies.Supervisor;

namespace Strategies.Supervisor.Tests;

/// <summary>A cell of fake processes under the real supervisor; all are ended with it.</summary>
internal sealed class FakeCell : IDisposable
{
    private readonly string _root = Path.Combine("/dev/shm", $"strategies-supervisor-{Guid.NewGuid():N}");
    private readonly List<Process> _supervisors = [];

    internal FakeCell(DayEnd dayEnds = DayEnd.ByCommand, int watchdogMs = 2_000, SupervisorPatience? patience = null)
    {
        string folder = Path.Combine(_root, "cell");
        Directory.CreateDirectory(Path.Combine(folder, "fake"));
        SessionPlan plan = new()
        {
            Version = 1,
            Cell = 7,
            Feed = new FeedPlan { File = "none.zip" },
            Limits = "none.json",
            Slots = [new SlotPlan { Name = "none", Strategy = "none.dll" }],
        };
        File.WriteAllBytes(Path.Combine(_root, "plan.json"), PlanFile.Write(plan));
        CellConfig config = new()
        {
            Version = 1,
            Plan = "plan.json",
            Folder = "cell",
            Memory = _root,
            DayEnds = dayEnds,
            Core = new CoreSettings { WatchdogMs = watchdogMs },
        };
        string file = Path.Combine(_root, "cell.json");
        File.WriteAllBytes(file, CellConfigFile.Write(config));
        Setup = CellConfigFile.Load(file);
        Regions = new CellRegions(Setup);
        SetPatience(patience ?? new SupervisorPatience());
    }

    internal CellSetup Setup { get; }

    internal CellRegions Regions { get; }

    /// <summary>What the fakes did, in order.</summary>
    internal string[] Events => File.Exists(FakeProcess.FileOf(Setup, "events"))
        ? File.ReadAllLines(FakeProcess.FileOf(Setup, "events"))
        : [];

    /// <summary>What supervisors said on standard error.</summary>
    internal string Said => File.Exists(SaidFile) ? File.ReadAllText(SaidFile) : "";

    private string SaidFile => Path.Combine(_root, "said");

    internal Process StartSupervisor()
    {
        string[] supervisor = [Environment.ProcessPath!, "child", FakeSupervisor.Command, Setup.File];
        Process process = Process.Start("/bin/sh", ["-c", "exec \"$@\" 2>>\"$0\"", SaidFile, .. supervisor]);
        _supervisors.Add(process);
        return process;
    }

    /// <summary>Starts a supervisor and waits until all processes are at work.</summary>
    internal Process Up()
    {
        Process supervisor = StartSupervisor();
        WaitForWork(ProcessRole.Core, ProcessRole.Venue, ProcessRole.Archiver, ProcessRole.Follower, ProcessRole.Edge);
        return supervisor;
    }

    internal void WaitForWork(params ProcessRole[] roles)
    {
        foreach (ProcessRole role in roles)
        {
            Wait($"{role} at work", () => StateOf(role) == HeartbeatState.Running && !Alive(role).IsNobody);
        }
    }

    /// <summary>How long the supervisors that are started wait for others.</summary>
    private void SetPatience(SupervisorPatience patience) =>
        File.WriteAllBytes(FakeProcess.FileOf(Setup, "patience"), JsonSerializer.SerializeToUtf8Bytes(patience));

    /// <summary>Makes every process of a role do something from its start on.</summary>
    internal void OnStart(ProcessRole role, string what) =>
        File.WriteAllText(FakeProcess.FileOf(Setup, $"{ProcessRoles.NameOf(role)}.start"), what);

    /// <summary>Makes the process of a role do something once.</summary>
    internal void Do(ProcessRole role, string what)
    {
        string file = FakeProcess.FileOf(Setup, $"{ProcessRoles.NameOf(role)}.do");
        File.WriteAllText(file + ".new", what);
        File.Move(file + ".new", file);
    }

    internal ProcessIdentity Alive(ProcessRole role) => OrderlyStop.AliveOf(Regions, role);

    internal long Count(SupervisorCounter counter)
    {
        using CellCounters<SupervisorCounter> counters =
            CellCounters<SupervisorCounter>.Open(Regions.CountersOf(ProcessRole.Supervisor));
        return counters[counter];
    }

    internal HeartbeatState StateOf(ProcessRole role)
    {
        using Heartbeat? heartbeat = Regions.TryOpenHeartbeat(role);
        return heartbeat?.Read().State ?? HeartbeatState.None;
    }

    /// <summary>Waits until another process of the role is at work, and gives it.</summary>
    internal ProcessIdentity WaitForAnother(ProcessRole role, ProcessIdentity than)
    {
        Wait($"another {role}", () =>
            Alive(role) is { IsNobody: false } now && now != than && StateOf(role) == HeartbeatState.Running);
        return Alive(role);
    }

    internal void Wait(string what, Func<bool> condition) => Patience.Until(what, condition, () => $"Said:\n{Said}");

    /// <summary>Waits until a process has gone round so many times more.</summary>
    internal void WaitForBeats(ProcessRole role, int count)
    {
        using Heartbeat heartbeat = Heartbeat.Open(Regions.HeartbeatOf(role));
        ulong from = heartbeat.Read().Beats;
        Wait($"{count} beats of {role}", () => heartbeat.Read().Beats >= from + (ulong)count);
    }

    internal int WaitForEnd(Process supervisor)
    {
        Assert.True(supervisor.WaitForExit(Patience.Longest), $"the supervisor does not end; said:\n{Said}");
        return supervisor.ExitCode;
    }

    /// <summary>Lines of the supervisor's log, as JSON.</summary>
    internal JsonElement[] Log() => [.. File.ReadLines(Setup.Paths.LogOf(ProcessRole.Supervisor))
        .Select(line => JsonDocument.Parse(line).RootElement)];

    public void Dispose()
    {
        foreach (Process supervisor in _supervisors)
        {
            supervisor.Kill();
            supervisor.WaitForExit();
            supervisor.Dispose();
        }

        // By their command line, since one that was just started has no heartbeat yet.
        while (RunningProcesses.With(Setup.File) is { Length: > 0 } fakes)
        {
            Array.ForEach(fakes, fake => Signals.End(fake));
            Thread.Sleep(5);
        }

        Directory.Delete(_root, recursive: true);
    }
}
