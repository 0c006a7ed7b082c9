using System.Diagnostics;
using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Cli.Tests.Support;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Cli.Tests;

/// <summary>The commands of a running cell, asked of the real program; this process plays the cell's processes.</summary>
public sealed class CellCommandTests : IDisposable
{
    private readonly SmallCell _cell = new();
    private readonly List<Process> _started = [];

    public void Dispose()
    {
        foreach (Process process in _started)
        {
            process.Kill();
            process.Dispose();
        }

        _cell.Dispose();
    }

    private StratResult Run(params string[] words) => Strat.Run([.. words, "--cell", _cell.CellFile, "--json"]);

    [Fact]
    public void Status_tells_processes_counters_lags_and_flags_from_shared_memory_alone()
    {
        using Heartbeat core = Heartbeat.Create(_cell.Regions.HeartbeatOf(ProcessRole.Core));
        core.SetState(HeartbeatState.Running);
        long askedNs = MonotonicClock.NowNs;
        using CellCounters<CoreCounter> coreCounters =
            CellCounters<CoreCounter>.Create(_cell.Regions.CountersOf(ProcessRole.Core));
        coreCounters[CoreCounter.LastSequence] = 1_000;
        coreCounters[CoreCounter.CycleNsMax] = 12_345_678;
        coreCounters[CoreCounter.CycleNsMaxMinute] = 4_321;
        using CellCounters<ArchiverCounter> archiver =
            CellCounters<ArchiverCounter>.Create(_cell.Regions.CountersOf(ProcessRole.Archiver));
        archiver[ArchiverCounter.DurableSequence] = 990;
        using CellCounters<SupervisorCounter> supervisor =
            CellCounters<SupervisorCounter>.Create(_cell.Regions.CountersOf(ProcessRole.Supervisor));
        supervisor[SupervisorCounter.CoreRestarts] = 3;
        using CellFlags flags = CellFlags.Create(_cell.Regions.Flags);
        flags.Kill();
        using SessionClock clock = SessionClock.Create(_cell.Regions.Clock, 1_340_000_000_000_000_000, 10);

        JsonElement status = Run("status").Require(StratResult.Success).Json;
        long answeredNs = MonotonicClock.NowNs;
        JsonElement[] processes = [.. status.GetProperty("processes").EnumerateArray()];
        JsonElement row = processes.Single(each => each.GetProperty("process").GetString() == "core");
        Assert.Equal((Environment.ProcessId, true, "running", 3), (row.GetProperty("pid").GetInt32(),
            row.GetProperty("alive").GetBoolean(), row.GetProperty("state").GetString(),
            row.GetProperty("restarts").GetInt32()));
        double BeatMsBefore(long ns) => (ns - core.Read().BeatNs) / 1e6;
        Assert.InRange(
            row.GetProperty("heartbeatAgeMs").GetDouble(), BeatMsBefore(askedNs) - 0.1, BeatMsBefore(answeredNs) + 0.1);
        Assert.Equal(["supervisor", "core", "venue", "archiver", "follower", "edge"],
            processes.Select(each => each.GetProperty("process").GetString()));
        Assert.Equal(12_345_678, status.GetProperty("core").GetProperty("cycleNsMax").GetInt64());
        Assert.Equal(4_321, status.GetProperty("longestTurn").GetProperty("lastMinuteNs").GetInt64());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("tickToOrder").ValueKind);
        Assert.Equal(10, status.GetProperty("durableLag").GetInt64());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("followerLag").ValueKind);
        Assert.True(status.GetProperty("isKilled").GetBoolean());
        Assert.StartsWith("2012-06-18 ", status.GetProperty("sessionTime").GetString());

        StratResult view = Strat.Run("status", "--cell", _cell.CellFile).Require(StratResult.Success);
        Assert.Contains("KILLED", view.Output);
        Assert.Contains("durable lag 10, follower lag -", view.Output);
        Assert.Contains("longest turn 4.3 µs in the last minute, 12.3 ms since start", view.Output);
        Assert.Contains("the edge is not asked: there is no token of the role viewer", view.Output);
    }

    [Fact]
    public void Status_of_a_cell_that_never_was_says_so()
    {
        JsonElement status = Run("status").Require(StratResult.Success).Json;
        Assert.All(status.GetProperty("processes").EnumerateArray(), row => Assert.Equal(
            (false, "none"), (row.GetProperty("alive").GetBoolean(), row.GetProperty("state").GetString())));
        Assert.Equal(JsonValueKind.Null, status.GetProperty("sessionTimeNs").ValueKind);
        Assert.Contains($"cell {_cell.Setup.Cell}", Strat.Run("status", "--cell", _cell.CellFile).Require(StratResult.Success).Output);
    }

    [Fact]
    public void Top_tells_threads_with_their_cpus_the_duty_cycle_and_the_rings()
    {
        using Heartbeat core = Heartbeat.Create(_cell.Regions.HeartbeatOf(ProcessRole.Core));
        using CellCounters<CoreCounter> counters =
            CellCounters<CoreCounter>.Create(_cell.Regions.CountersOf(ProcessRole.Core));
        RegionLocation lies = _cell.Regions.At(CellRegions.OrderRing(new VenueId(SourceIds.FirstVenue)));
        using RingBuffer ring = RingBuffer.Create(lies, 4_096, firstSequence: 41);
        using RingProducer producer = ring.TakeProducer();
        using CancellationTokenSource stop = new();
        Thread loop = new(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                counters.Add(CoreCounter.Cycles, 4);
                counters.Add(CoreCounter.BusyCycles, 1);
            }
        })
        {
            Name = "hot-loop-test",
        };
        loop.Start();
        JsonElement top = Run("top", "--once").Require(StratResult.Success).Json;
        StratResult view = Strat.Run("top", "--cell", _cell.CellFile).Require(StratResult.Success);
        stop.Cancel();
        loop.Join();

        // The counters go on between a look at one and at the next: a quarter, but not to the digit.
        Assert.InRange(top.GetProperty("core").GetProperty("dutyCycle").GetDouble(), 0.2, 0.3);
        JsonElement thread = top.GetProperty("threads").EnumerateArray()
            .First(each => each.GetProperty("name").GetString() == "hot-loop-test");
        Assert.InRange(thread.GetProperty("cpuPercent").GetDouble(), 1, 200);
        Assert.Matches(@"^[0-9,-]+$", thread.GetProperty("affinity").GetString());
        JsonElement orders = Assert.Single(top.GetProperty("rings").EnumerateArray());
        Assert.Equal(("orders", 4_096, 40), (orders.GetProperty("ring").GetString(),
            orders.GetProperty("capacityBytes").GetInt32(), orders.GetProperty("publishedSequence").GetInt32()));
        Assert.Equal(Environment.ProcessId, orders.GetProperty("producerPid").GetInt32());
        Assert.Matches("duty cycle 2[0-9]", view.Output);
    }

    [Fact]
    public void Down_ends_what_a_dead_supervisor_left()
    {
        StratResult nothing = Run("down").Require(StratResult.Success);
        Assert.Equal(0, nothing.Json.GetProperty("ended").GetArrayLength());

        Process archiver = Start(ProcessRole.Archiver);
        Process follower = Start(ProcessRole.Follower);
        int[] pids = [.. new[] { ProcessRole.Follower, ProcessRole.Archiver }.Select(WaitForPid)];
        Assert.Equal([follower.Id, archiver.Id], pids);
        JsonElement down = Run("down").Require(StratResult.Success).Json;
        Assert.Equal(
            [follower.Id, archiver.Id],
            down.GetProperty("ended").EnumerateArray().Select(row => row.GetProperty("pid").GetInt32()));
        Assert.True(down.GetProperty("inOrder").GetBoolean());
        Assert.True(archiver.WaitForExit(Patience.Longest) && follower.WaitForExit(Patience.Longest));
    }

    [Fact]
    public void Up_refuses_a_cell_that_is_up_and_a_cpu_that_is_not_there()
    {
        using (Heartbeat supervisor = Heartbeat.Create(_cell.Regions.HeartbeatOf(ProcessRole.Supervisor)))
        {
            Strat.Run("up", "--cell", _cell.CellFile, "--detach", "--json").RequireRefused(
                $"cell {_cell.Setup.Cell}", $"its supervisor is process {Environment.ProcessId}", "strat down --cell");
        }

        _cell.Write(_cell.Config with { Core = new CoreSettings { Cpu = 1_023 } });
        Strat.Run("up", "--cell", _cell.CellFile, "--json").RequireRefused("core.cpu 1023 is not there", "leave it out");
    }

    [Fact]
    public void Up_tells_what_is_wrong_with_a_configuration_and_where()
    {
        File.WriteAllText(_cell.CellFile, """{ "version": 1, "plan": "plan.json", "folder": "cell", "sped": 3 }""");
        Strat.Run("up", "--cell", _cell.CellFile, "--json").RequireRefused(_cell.CellFile, "line 1", "sped");
        Strat.Run("up", "--cell", _cell.CellFile + ".gone", "--json").RequireRefused("cannot be read");
    }

    [Theory]
    [InlineData("--detach")]
    [InlineData]
    public void Up_of_a_day_that_cannot_begin_ends_with_the_reason_and_leaves_nothing_running(params string[] how)
    {
        Strat.Run(["up", "--cell", _cell.CellFile, "--json", .. how]).RequireRefused(": ", "none.");
        Assert.All(
            Run("status").Require(StratResult.Success).Json.GetProperty("processes").EnumerateArray(),
            row => Assert.False(row.GetProperty("alive").GetBoolean()));
        Assert.True(File.Exists(_cell.Setup.Config.Edge.Tokens));
        Assert.Equal(0, Run("down").Require(StratResult.Success).Json.GetProperty("ended").GetArrayLength());
    }

    [Fact]
    public void Handover_without_a_supervisor_says_what_to_do() =>
        Run("core", "handover").RequireRefused("its supervisor does not answer", "strat up starts a supervisor");

    private int WaitForPid(ProcessRole role)
    {
        using CancellationTokenSource patience = new(Patience.Longest);
        using Heartbeat heartbeat =
            CellRegions.Await(() => Heartbeat.Open(_cell.Regions.HeartbeatOf(role)), patience.Token);

        // It is there a moment before it says whose it is.
        Patience.Until($"the heartbeat of {role}", () => !heartbeat.Read().Process.IsNobody);
        return heartbeat.Read().Process.Pid;
    }

    private Process Start(ProcessRole role)
    {
        Process process = Process.Start(new ProcessStartInfo(
            Strat.ProcessExecutable, [ProcessRoles.NameOf(role), "--cell", _cell.CellFile])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _started.Add(process);
        return process;
    }
}
