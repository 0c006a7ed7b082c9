using Strategies.Cell.Access;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Cell.Tests.Support;
using Strategies.Ipc.Memory;
using Strategies.Tests.Support;

namespace Strategies.Cell.Tests.Access;

public sealed class CellAccessTests : IDisposable
{
    private static readonly ProcessRole[] Roles =
        [ProcessRole.Core, ProcessRole.Venue, ProcessRole.Archiver, ProcessRole.Follower, ProcessRole.Edge];

    private readonly CellFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_users_a_region_is_its_users_alone()
    {
        CellSetup setup = _folder.Load(CellFolder.Config);
        Assert.Null(setup.Users);
        Assert.Null(new CellRegions(setup).At("market").Access);
    }

    [Fact]
    public void With_users_a_region_is_theirs_who_stand_in_the_table_and_lies_in_the_cells_own_folder()
    {
        CellSetup setup = _folder.Load(WithUsers());
        CellRegions regions = new(setup);
        FileAccessRule rule = regions.At(CellRegions.MarketRing(2)).Access!;
        Assert.Equal(64_001u, rule.Owner);
        Assert.Equal(
            [new AccessGrant(64_002, AccessRights.Read | AccessRights.Write), new AccessGrant(64_005, AccessRights.Read)], rule.Grants);
        Assert.Equal(64_001u, regions.HeartbeatOf(ProcessRole.NextCore).Access!.Owner);
        Assert.Equal(Path.Combine(_folder.Root, "strategies-8"), setup.Paths.Memory);
        Assert.Equal(Path.Combine(setup.Paths.Folder, "edge", "tokens.json"), setup.Config.Edge.Tokens);
        Assert.Throws<CellException>(() => regions.At("something-new"));
    }

    [Fact]
    public void Every_region_of_a_cell_has_its_row()
    {
        CellSetup setup = _folder.Load(WithUsers());
        CellRegions regions = new(setup);
        Assert.All(regions.RingNames, name => Assert.NotNull(regions.At(name).Access));
        Assert.All(setup.Processes, process =>
        {
            Assert.NotNull(regions.HeartbeatOf(process).Access);
            Assert.NotNull(regions.CountersOf(process).Access);
        });
        Assert.NotNull(regions.Flags.Access);
        Assert.NotNull(regions.Clock.Access);
    }

    [Fact]
    public void A_user_of_two_processes_has_what_both_of_them_have()
    {
        CellConfig config = WithUsers() with { Follower = new FollowerSettings { User = "64002" } };
        FileAccessRule flags = CellAccess.RuleOf(_folder.Load(config), "rehearsals")!;
        Assert.Equal([new AccessGrant(64_002, AccessRights.Read | AccessRights.Write)], flags.Grants);
    }

    [Theory]
    [InlineData("", "'venue' has no user")]
    [InlineData("nobody-of-that-name", "there is no user 'nobody-of-that-name'")]
    [InlineData("0", "there is no user '0'")]
    [InlineData("root", "there is no user 'root'")]
    public void All_have_a_user_that_is_there_and_is_not_root(string venue, string problem)
    {
        CellException refusal = Assert.Throws<CellException>(
            () => _folder.Load(WithUsers() with { Venue = new VenueSettings { User = venue } }));
        Assert.Contains(problem, refusal.Message);
    }

    [Fact]
    public void The_guide_shows_the_table()
    {
        string guide = File.ReadAllText(Path.Combine(Checkout.Root, "host", "RUNBOOK.md"));
        string[] missing = [.. Lines(_folder.Load(WithUsers())).Where(line => !guide.Contains(line, StringComparison.Ordinal))];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    private static IEnumerable<string> Lines(CellSetup setup)
    {
        foreach (AccessRow row in CellAccess.Regions.Append(CellAccess.Incidents))
        {
            yield return $"| `{row.Name}` | {Name(row.Owner)} | {Names(row.Writers)} | {Names(row.Readers)} |";
        }

        foreach (FolderRow row in CellAccess.Folders(setup))
        {
            string rights = string.Join(", ", Roles.Where(role => row.Rights.Any(each => each.Role == role))
                .Select(role => $"{Name(role)} {Short(row.Rights.Single(each => each.Role == role).Rights)}"));
            string inherited = string.Join(", ", row.Inherited.Select(each => $"{Name(each.Role)} {Short(each.Rights)}"));
            yield return $"| `{row.Name}`{(row.IsSticky ? " (sticky)" : "")} | {Name(row.Owner)} | {Dash(rights)} | {Dash(inherited)} |";
        }
    }

    private static string Name(ProcessRole role) => ProcessRoles.NameOf(role);

    private static string Names(IReadOnlyList<ProcessRole> roles) => Dash(string.Join(", ", roles.Select(Name)));

    private static string Dash(string text) => text.Length == 0 ? "-" : text;

    private static string Short(AccessRights rights) => string.Concat(
        rights.HasFlag(AccessRights.Read) ? "r" : "-",
        rights.HasFlag(AccessRights.Write) ? "w" : "-",
        rights.HasFlag(AccessRights.Enter) ? "x" : "-");

    private static CellConfig WithUsers() => CellFolder.Config with
    {
        Core = new CoreSettings { User = "64001" },
        Venue = new VenueSettings { User = "64002" },
        Archiver = new ArchiverSettings { User = "64003" },
        Follower = new FollowerSettings { User = "64004" },
        Edge = new EdgeSettings { User = "64005" },
    };
}
