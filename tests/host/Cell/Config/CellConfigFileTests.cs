using Strategies.Cell.Config;
using Strategies.Cell.Regions;
using Strategies.Cell.Tests.Support;
using Strategies.Ipc;
using Strategies.Plans;

namespace Strategies.Cell.Tests.Config;

public sealed class CellConfigFileTests : IDisposable
{
    private readonly CellFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Paths_are_relative_to_the_file_and_settings_have_their_defaults()
    {
        CellSetup setup = _folder.Load("""{ "version": 1, "plan": "plan.json", "folder": "cell", /* why not */ }""");
        Assert.Equal(8, setup.Cell);
        Assert.Equal(_folder.PathOf("cell"), setup.Paths.Folder);
        Assert.Equal("/dev/shm", setup.Paths.Memory);
        Assert.Equal("/dev/shm/strategies-8-journal", setup.Paths.Journal);
        Assert.Equal(_folder.PathOf("cell/tokens.json"), setup.Config.Edge.Tokens);
        CellConfig config = setup.Config;
        Assert.Equal((1, DayEnd.ByCommand, 1_000), (config.Speed, config.DayEnds, config.Core.WatchdogMs));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        CellConfig config = CellFolder.Config with { Speed = 60, DayEnds = DayEnd.AtFeedEnd };
        Assert.Equal((60, DayEnd.AtFeedEnd), (_folder.Load(config).Config.Speed, _folder.Load(config).Config.DayEnds));
    }

    [Theory]
    [InlineData("""{ "version": 1, "plan": "plan.json", "folder": "c", "sped": 3 }""", "line 1: unknown key 'sped'; did you mean 'speed'?")]
    [InlineData("""{ "version": 1, "folder": "c" }""", "line 1: key 'plan' is missing")]
    [InlineData("""{ "version": 1, "plan": "plan.json", "folder": "c", "speed": "fast" }""", "line 1: 'speed' must be a number, not the text")]
    [InlineData("""{ "version": 1, "plan": "plan.json", "folder": "c", "dayEnds": "never" }""", "line 1: 'dayEnds' is 'never', which is not known")]
    [InlineData("{ \"version\": 1,\n \"plan\": \"plan.json\",\n \"folder\": ", "line 3")]
    [InlineData("null", "line 1: the text must be one object, not null")]
    public void A_mistake_in_the_form_is_told_with_its_place(string text, params string[] parts)
    {
        CellException failure = Assert.Throws<CellException>(() => _folder.Load(text));
        Assert.StartsWith(_folder.CellFile, failure.Message);
        Assert.All(parts, part => Assert.Contains(part, $"{failure.Message}; {failure.Hint}"));
    }

    public static TheoryData<string, CellConfig> OutOfRange => new()
    {
        { "'version' is 2, which is not known", CellFolder.Config with { Version = 2 } },
        { "'plan' is empty", CellFolder.Config with { Plan = "" } },
        { "'folder' is empty", CellFolder.Config with { Folder = "" } },
        { "'speed' is 0, not between 1 and 100000", CellFolder.Config with { Speed = 0 } },
        { "'cpu' is -1, not between 0 and 1023", CellFolder.Config with { Core = new CoreSettings { Cpu = -1 } } },
        { "'watchdogMs' is 49, not between 50 and 60000", CellFolder.Config with { Core = new CoreSettings { WatchdogMs = 49 } } },
        { "'segmentMiB' is 0, not between 1 and 1024", CellFolder.Config with { Core = new CoreSettings { SegmentMiB = 0 } } },
        { "'blockAfterMs' is 9, not between 10 and 60000", CellFolder.Config with { Venue = new VenueSettings { BlockAfterMs = 9 } } },
        {
            "'cancelAfterMs' is 250, not above 'blockAfterMs' 250",
            CellFolder.Config with { Venue = new VenueSettings { BlockAfterMs = 250, CancelAfterMs = 250 } }
        },
        { "'syncEveryMs' is 0, not between 1 and 1000", CellFolder.Config with { Archiver = new ArchiverSettings { SyncEveryMs = 0 } } },
        { "'keepSegments' is 0, not between 1 and 1000", CellFolder.Config with { Archiver = new ArchiverSettings { KeepSegments = 0 } } },
        { "'snapshotsKept' is 0, not between 1 and 10000", CellFolder.Config with { Follower = new FollowerSettings { SnapshotsKept = 0 } } },
        { "'port' is 65536, not between 1 and 65535", CellFolder.Config with { Edge = new EdgeSettings { Port = 65_536 } } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void A_value_out_of_its_range_is_named_with_a_way_out(string problem, CellConfig config)
    {
        CellException failure = Assert.Throws<CellException>(() => _folder.Load(config));
        Assert.Contains(problem, failure.Message);
        Assert.NotEmpty(failure.Hint);
    }

    [Fact]
    public void A_missing_configuration_plan_or_folder_is_named()
    {
        CellException missing = Assert.Throws<CellException>(() => CellConfigFile.Load(_folder.PathOf("none.json")));
        Assert.Contains("none.json: the configuration cannot be read", missing.Message);
        PlanException plan = Assert.Throws<PlanException>(
            () => _folder.Load(CellFolder.Config with { Plan = "other.json" }));
        Assert.Contains("other.json", plan.Message);
        File.WriteAllText(_folder.PathOf("cell"), "a file where a folder is to be");
        CellException folder = Assert.Throws<CellException>(_folder.Load(CellFolder.Config).Paths.CreateFolders);
        Assert.Contains("the folder cannot be made", folder.Message);
    }

    [Fact]
    public void A_cell_has_a_process_for_each_venue_and_a_ring_for_each_feed_of_its_plan()
    {
        SessionPlan plan = PlanFile.Load(_folder.PathOf("plan.json"));
        File.WriteAllBytes(_folder.PathOf("several.json"), PlanFile.Write(plan with
        {
            Venues = [new VenuePlan { Name = "A" }, new VenuePlan { Name = "B" }],
            Feeds =
            [
                new FeedPlan { File = "1.zip", Venue = "B" }, new FeedPlan { File = "2.zip", Venue = "A" },
                new FeedPlan { File = "3.zip", Venue = "B" },
            ],
        }));
        CellSetup setup = _folder.Load(CellFolder.Config with { Plan = "several.json" });
        Assert.Equal(
            ["supervisor", "core", "core-next", "venue", "venue-2", "archiver", "follower", "edge"],
            setup.Processes.Select(process => process.Name));
        Assert.Equal(
            ["market", "market-2", "market-3", "reports", "reports-2", "orders", "orders-2"],
            new CellRegions(setup).RingNames.Take(7));
    }

    [Fact]
    public void The_hot_cpu_is_the_configured_one_or_the_last_and_stays_when_the_thread_moves()
    {
        Assert.Equal(3, _folder.Load(CellFolder.Config with { Core = new CoreSettings { Cpu = 3 } }).HotCpu);
        IReadOnlyList<int> allowed = CpuMask.Allowed();
        int hotCpu = -1, later = -1;
        IReadOnlyList<int> pinned = [];
        Thread thread = new(() =>
        {
            CellSetup setup = _folder.Load(CellFolder.Config);
            hotCpu = setup.HotCpu;
            Assert.True(CpuMask.TrySet(0, [allowed[0]], out string problem), problem);
            pinned = CpuMask.Allowed();
            later = setup.HotCpu;
        });
        thread.Start();
        thread.Join();
        Assert.Equal((allowed[^1], allowed[^1]), (hotCpu, later));
        Assert.Equal([allowed[0]], pinned);
        Assert.False(CpuMask.TrySet(0, [CpuMask.CpusMax - 1], out string why));
        Assert.Contains("CPUs 1023 cannot be used", why);
    }
}
