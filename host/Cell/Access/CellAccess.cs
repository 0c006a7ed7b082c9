using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc.Memory;
using Role = Strategies.Cell.Processes.ProcessRole;

namespace Strategies.Cell.Access;

/// <summary>
/// Who uses what of a cell whose processes have users of their own. From this table rights are set, and tests probe them: each
/// region, folder and file is open to exactly those who stand there, and to root.
/// </summary>
public static class CellAccess
{
    private const AccessRights Use = AccessRights.Read | AccessRights.Write | AccessRights.Enter;
    private const AccessRights Look = AccessRights.Read | AccessRights.Enter;

    /// <summary>The regions in memory. A ring's end is a writer, at either end of it.</summary>
    public static IReadOnlyList<AccessRow> Regions { get; } =
    [
        new("market", Role.Core, [Role.Venue], [Role.Edge]),
        new("reports", Role.Core, [Role.Venue], [Role.Edge]),
        new("orders", Role.Core, [Role.Venue], [Role.Edge]),
        new(CellRegions.CommandRing, Role.Core, [Role.Edge], []),
        new(CellRegions.DeploymentRing, Role.Core, [Role.Edge], []),
        new(CellRegions.RehearsalRing, Role.Edge, [Role.Follower], []),
        new(CellRegions.VerdictRing, Role.Edge, [Role.Follower], []),
        new("flags", Role.Supervisor, [Role.Core, Role.Edge], [Role.Venue]),
        new("clock", Role.Core, [], [Role.Venue]),
        new("supervisor.heartbeat", Role.Supervisor, [], [Role.Edge]),
        new("supervisor.counters", Role.Supervisor, [], [Role.Edge]),
        new("core.heartbeat", Role.Core, [], [Role.Venue, Role.Edge]),
        new("core.counters", Role.Core, [], [Role.Edge]),
        new("core.tick-to-order", Role.Core, [], [Role.Edge]),
        new("venue.heartbeat", Role.Venue, [], [Role.Core, Role.Edge]),
        new("venue.counters", Role.Venue, [], [Role.Core, Role.Edge]),
        new("venue.port", Role.Venue, [], []),
        new("venue.exchange", Role.Venue, [], []),
        new("archiver.heartbeat", Role.Archiver, [], [Role.Edge]),
        new("archiver.counters", Role.Archiver, [], [Role.Core, Role.Edge]),
        new("follower.heartbeat", Role.Follower, [], [Role.Edge]),
        new("follower.counters", Role.Follower, [], [Role.Edge]),
        new("edge.heartbeat", Role.Edge, [], []),
        new("edge.counters", Role.Edge, [], []),
    ];

    /// <summary>The folders, each in front of those in it.</summary>
    /// <param name="setup">The cell.</param>
    public static IReadOnlyList<FolderRow> Folders(CellSetup setup)
    {
        CellPaths paths = setup.Paths;
        (Role, AccessRights)[] journal =
            [(Role.Core, Use), (Role.Archiver, Use), (Role.Follower, Look), (Role.Edge, Look)];
        (Role, AccessRights)[] store = [(Role.Core, Use), (Role.Follower, Look), (Role.Edge, Look)];
        (Role, AccessRights)[] snapshots = [(Role.Core, Use), (Role.Follower, Use)];
        return
        [
            new("memory", paths.Memory, Role.Supervisor, ForAll(Use)) { IsSticky = true, Inherited = journal },
            // Whoever makes the journal's folder durable opens the one that it stands in.
            new("folder", paths.Folder, Role.Supervisor, [
                (Role.Core, Look), (Role.Archiver, Look),
                (Role.Venue, AccessRights.Enter), (Role.Follower, AccessRights.Enter), (Role.Edge, AccessRights.Enter),
            ]),
            new("folder/journal", paths.Archive, Role.Supervisor, journal) { Inherited = journal },
            new("folder/journal/store", paths.Store, Role.Supervisor, store) { Inherited = store },
            new("folder/journal/snapshot", paths.Snapshots, Role.Supervisor, snapshots) { Inherited = snapshots },
            new("folder/log", paths.Logs, Role.Supervisor, ForAll(Use)) { IsSticky = true },
            new("folder/run", paths.Run, Role.Supervisor, [(Role.Core, Use), (Role.Follower, Use), (Role.Edge, Look)])
            {
                IsSticky = true,
            },
            new("folder/edge", System.IO.Path.GetDirectoryName(setup.Config.Edge.Tokens)!, Role.Edge, []),
        ];
    }

    /// <summary>Files that one process makes and others use, and that inherit no rights.</summary>
    public static AccessRow Incidents { get; } = new("folder/run/incidents.jsonl", Role.Supervisor, [Role.Follower], [Role.Edge]);

    /// <summary>Whose a region is and who else may use it; null when the cell's processes are one user's.</summary>
    /// <param name="setup">The cell.</param>
    /// <param name="region">Its name.</param>
    /// <exception cref="CellException">The table has no row for it.</exception>
    public static FileAccessRule? RuleOf(CellSetup setup, string region) =>
        setup.Users is { } users ? RuleOf(users, RowOf(region)) : null;

    /// <summary>A row as numbers of users.</summary>
    /// <param name="users">The users.</param>
    /// <param name="row">The row.</param>
    public static FileAccessRule RuleOf(CellUsers users, AccessRow row) => new(
        users[row.Owner].Id,
        GrantsOf(users, row.Owner, [
            .. row.Writers.Select(role => (role, AccessRights.Read | AccessRights.Write)),
            .. row.Readers.Select(role => (role, AccessRights.Read)),
        ]));

    /// <summary>Rights of processes as rights of their users: each user once, the owner not, root neither.</summary>
    /// <param name="users">The users.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="rights">The rights.</param>
    public static IReadOnlyList<AccessGrant> GrantsOf(
        CellUsers users, Role owner, IReadOnlyList<(Role Role, AccessRights Rights)> rights) =>
    [
        .. rights.GroupBy(each => users[each.Role].Id)
            .Where(group => group.Key != 0 && group.Key != users[owner].Id)
            .Select(group => new AccessGrant(group.Key, group.Aggregate(AccessRights.None, (all, each) => all | each.Rights))),
    ];

    /// <summary>The row of a region.</summary>
    /// <param name="region">Its name.</param>
    /// <exception cref="CellException">There is none.</exception>
    public static AccessRow RowOf(string region)
    {
        string name = Plain(region);
        return Regions.FirstOrDefault(row => row.Name == name)
            ?? throw new CellException(region, "nobody has said who uses this region", "this is a defect: report it");
    }

    /// <summary>Without the number of a venue or feed; what belongs to a next core is the core's.</summary>
    private static string Plain(string region)
    {
        int dot = region.IndexOf('.');
        if (dot > 0 && CellProcess.TryParse(region[..dot], out CellProcess process))
        {
            return ProcessRoles.NameOf(process.Role == Role.NextCore ? Role.Core : process.Role) + region[dot..];
        }

        int hyphen = region.LastIndexOf('-');
        return hyphen > 0 && int.TryParse(region.AsSpan(hyphen + 1), out _) ? region[..hyphen] : region;
    }

    private static (Role Role, AccessRights Rights)[] ForAll(AccessRights rights) =>
        [.. new[] { Role.Core, Role.Venue, Role.Archiver, Role.Follower, Role.Edge }.Select(role => (role, rights))];
}
