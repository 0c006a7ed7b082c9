using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Cells;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Program.Tests.Support;

namespace Strategies.Program.Tests;

/// <summary>The processes of a cell as users of their own, who may use exactly what they need.</summary>
public sealed class SixUsersTests
{
    private static readonly CellDay Day = new()
    {
        WatchdogMs = CellDay.PatientWatchdogMs,
        Ends = DayEnd.ByCommand,
        Rows = 20_000,
        SessionSeconds = 600,
        WallSeconds = 20,
        SnapshotEveryInputs = 1_000,
    };

    private static readonly Dictionary<ProcessRole, int> Users = new()
    {
        [ProcessRole.Core] = 64_201,
        [ProcessRole.Venue] = 64_202,
        [ProcessRole.Archiver] = 64_203,
        [ProcessRole.Follower] = 64_204,
        [ProcessRole.Edge] = 64_205,
    };

    [Fact]
    public void A_day_of_six_users_is_traded_handed_over_recovered_and_proven_and_everything_is_open_to_exactly_who_needs_it()
    {
        OtherUser.Require();
        using TestedCell cell = new(Day);
        CellSetup setup = WithUsers(cell);
        CellRegions regions = new(setup);
        Good(setup, "up", "--detach");
        cell.Await("some orders", () => Count(regions, ProcessRole.Core, (int)CoreCounter.Orders) > 10);
        cell.Await("a snapshot", () => Count(regions, ProcessRole.Follower, (int)FollowerCounter.Snapshots) > 0);
        Assert.Equal(
            Users.Select(user => $"{user.Key} {user.Value}").Append("Supervisor 0").Order(StringComparer.Ordinal),
            Users.Keys.Append(ProcessRole.Supervisor).Select(role => $"{role} {UserOf(regions, role)}").Order(StringComparer.Ordinal));

        AccessProbe probe = new(setup, Users);
        Assert.Equal([], probe.Differences());
        Assert.True(probe.Regions >= 24, $"{probe.Regions} regions");

        Good(setup, "core", "handover");
        ProcessIdentity core = Identity(regions, ProcessRole.Core);
        using (System.Diagnostics.Process process = System.Diagnostics.Process.GetProcessById(core.Pid))
        {
            process.Kill();
        }

        cell.Await("another core", () => Identity(regions, ProcessRole.Core) is var next && next != core && next.IsAlive()
            && regions.TryOpenHeartbeat(ProcessRole.Core) is { } beat && StateOf(beat) == HeartbeatState.Running);
        Assert.Equal(Users[ProcessRole.Core], UserOf(regions, ProcessRole.Core));
        Assert.Equal([], probe.Differences());

        Good(setup, "token", "add", "auditor", "--role", "viewer");
        Good(setup, "day", "end", "--reason", "what was to be done is done");
        Good(setup, "down");
        CommandResult replay = CommandResult.Of(Built.Strat, "replay", setup.Paths.Archive, "--json");
        Assert.True(replay.ExitCode == 0, replay.Error);
    }

    [Fact]
    public void A_cell_with_users_is_started_by_root_alone()
    {
        OtherUser.Require();
        using TestedCell cell = new(Day);
        CellSetup setup = WithUsers(cell);
        OtherUser.Give(Users[ProcessRole.Core], cell.Folder);
        CommandResult up = OtherUser.Run(Users[ProcessRole.Core], Built.Strat, "up", "--cell", setup.File, "--detach");
        Assert.Equal(3, up.ExitCode);
        Assert.Contains("only root can start those", up.Error);
        Assert.False(Directory.Exists(setup.Paths.Memory));
    }

    [Fact]
    public void Without_users_nothing_of_a_cell_is_open_to_anybody_else()
    {
        using TestedCell cell = new(Day);
        cell.Up();
        cell.Await("some of the day", () => cell.Core(CoreCounter.Messages) > 100);
        string owner = Path.Combine(cell.Setup.Paths.Memory, $"{RegionLocation.PrefixOf(cell.Setup.Cell)}owner");
        string[] open = [.. new[] { cell.Setup.Paths.Folder }
            .Concat(Directory.EnumerateFileSystemEntries(cell.Setup.Paths.Memory)).Where(path => path != owner && IsOpen(path))];
        Assert.Empty(open);
        Assert.All(
            Directory.EnumerateFiles(cell.Setup.Paths.Folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.StartsWith(cell.Setup.Paths.Store, StringComparison.Ordinal)),
            file => Assert.False(IsOpen(file), file));
        cell.Down();
    }

    private static bool IsOpen(string path) => !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != UnixFileMode.None;

    private static CellSetup WithUsers(TestedCell cell)
    {
        CellConfig config = cell.Setup.Config;
        string UserOf(ProcessRole role) => $"{Users[role]}";
        File.WriteAllBytes(cell.Setup.File, CellConfigFile.Write(config with
        {
            Core = config.Core with { User = UserOf(ProcessRole.Core) },
            Venue = config.Venue with { User = UserOf(ProcessRole.Venue) },
            Archiver = config.Archiver with { User = UserOf(ProcessRole.Archiver) },
            Follower = config.Follower with { User = UserOf(ProcessRole.Follower) },
            Edge = config.Edge with { User = UserOf(ProcessRole.Edge), Tokens = "" },
        }));
        return CellConfigFile.Load(cell.Setup.File);
    }

    private static void Good(CellSetup setup, params string[] words)
    {
        CommandResult result = CommandResult.Of(Built.Strat, [.. words, "--cell", setup.File]);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', words)}: {result.Error}");
    }

    private static ProcessIdentity Identity(CellRegions regions, ProcessRole role)
    {
        using Heartbeat? beat = regions.TryOpenHeartbeat(role);
        return beat?.Read().Process ?? default;
    }

    private static HeartbeatState StateOf(Heartbeat beat)
    {
        using (beat)
        {
            return beat.Read().State;
        }
    }

    private static int UserOf(CellRegions regions, ProcessRole role) => int.Parse(
        File.ReadLines($"/proc/{Identity(regions, role).Pid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal))
            .Split('\t')[1],
        System.Globalization.CultureInfo.InvariantCulture);

    private static long Count(CellRegions regions, ProcessRole role, int place)
    {
        using Counters? counters = regions.TryOpenCounters(role);
        return counters?.Read(place) ?? 0;
    }
}
