using Strategies.Cell.Access;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Ipc.Memory;

namespace Strategies.Program.Tests.Support;

/// <summary>
/// Tries as each user of a cell to open everything that the cell has, and holds what came of it against the table by which the
/// product sets rights.
/// </summary>
internal sealed class AccessProbe(CellSetup setup, IReadOnlyDictionary<ProcessRole, int> users)
{
    /// <summary>Opens each file for reading and for appending nothing; of a folder it asks.</summary>
    private const string Script = """
        for path; do
          read=-; write=-; enter=-
          if [ -d "$path" ]; then
            [ -r "$path" ] && read=r; [ -w "$path" ] && write=w; [ -x "$path" ] && enter=x
          elif [ -e "$path" ]; then
            if ( : <"$path" ) 2>/dev/null; then read=r; fi
            if ( : >>"$path" ) 2>/dev/null; then write=w; fi
          fi
          echo "$read$write$enter $path"
        done
        """;

    /// <summary>What is open to somebody who should not have it, or closed to somebody who should; empty when all is as it should be.</summary>
    internal string[] Differences()
    {
        Dictionary<string, Func<ProcessRole, string>> wanted = [];
        foreach (FolderRow row in CellAccess.Folders(setup))
        {
            wanted[row.Path] = role => role == row.Owner ? "rwx" : Letters(row.Rights, role);
        }

        AddRegions(wanted);
        AddFiles(wanted);
        return
        [
            .. users.SelectMany(user => Tried(user.Value, wanted.Keys).Where(each => each.Rights != wanted[each.Path](user.Key))
                .Select(each => $"{user.Key}: {each.Path} is {each.Rights}, not {wanted[each.Path](user.Key)}")),
            .. Tried(64_999, wanted.Keys).Where(each => each.Rights != "---").Select(each => $"a stranger: {each.Path} is {each.Rights}"),
        ];
    }

    /// <summary>How many regions there are, so that a table that is held against nothing is seen.</summary>
    internal int Regions { get; private set; }

    private void AddRegions(Dictionary<string, Func<ProcessRole, string>> wanted)
    {
        string prefix = RegionLocation.PrefixOf(setup.Cell);
        foreach (string file in Directory.EnumerateFiles(setup.Paths.Memory))
        {
            string name = Path.GetFileName(file)[prefix.Length..];
            if (name == "owner")
            {
                continue; // Whose the number is, all may read.
            }

            AccessRow row = CellAccess.RowOf(name);
            wanted[file] = role => $"{(row.MayRead(role) ? 'r' : '-')}{(row.MayWrite(role) ? 'w' : '-')}-";
            Regions++;
        }
    }

    private void AddFiles(Dictionary<string, Func<ProcessRole, string>> wanted)
    {
        FolderRow[] folders = [.. CellAccess.Folders(setup)];
        FolderRow memory = folders.Single(row => row.Path == setup.Paths.Memory);
        FolderRow archive = folders.Single(row => row.Path == setup.Paths.Archive);
        FolderRow snapshots = folders.Single(row => row.Path == setup.Paths.Snapshots);
        FolderRow store = folders.Single(row => row.Path == setup.Paths.Store);
        foreach (string file in Plain(setup.Paths.Journal))
        {
            wanted[file] = role => role == ProcessRole.Core ? "rw-" : ReadOnly(memory.Inherited, role);
        }

        foreach (string file in Plain(setup.Paths.Archive))
        {
            wanted[file] = file.StartsWith(setup.Paths.Snapshots, StringComparison.Ordinal)
                ? role => role == ProcessRole.Follower ? "rw-" : ReadOnly(snapshots.Inherited, role)
                : file.StartsWith(setup.Paths.Store, StringComparison.Ordinal)
                    ? role => ReadOnly(store.Inherited, role)
                    : role => $"{Letters(archive.Inherited, role)[..2]}-";
        }

        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(setup.Config.Edge.Tokens)!))
        {
            wanted[file] = role => role == ProcessRole.Edge ? "rw-" : "---";
        }

        foreach (string file in Directory.EnumerateFiles(setup.Paths.Logs, "*.log"))
        {
            CellProcess.TryParse(Path.GetFileNameWithoutExtension(file), out CellProcess process);
            wanted[file] = role => role == process.Role || (role, process.Role) == (ProcessRole.Core, ProcessRole.NextCore) ? "rw-" : "---";
        }

        wanted[setup.Paths.Incidents] = role =>
            $"{(CellAccess.Incidents.MayRead(role) ? 'r' : '-')}{(CellAccess.Incidents.MayWrite(role) ? 'w' : '-')}-";
    }

    /// <summary>Files that are no links: a link's rights are its target's.</summary>
    private static IEnumerable<string> Plain(string folder) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint });

    private static string ReadOnly(IReadOnlyList<(ProcessRole Role, AccessRights Rights)> rights, ProcessRole role) =>
        $"{Letters(rights, role)[0]}--";

    private static string Letters(IReadOnlyList<(ProcessRole Role, AccessRights Rights)> rights, ProcessRole role)
    {
        AccessRights own = rights.Where(each => each.Role == role).Select(each => each.Rights).FirstOrDefault();
        return string.Concat(
            own.HasFlag(AccessRights.Read) ? "r" : "-",
            own.HasFlag(AccessRights.Write) ? "w" : "-",
            own.HasFlag(AccessRights.Enter) ? "x" : "-");
    }

    private static (string Rights, string Path)[] Tried(int user, IEnumerable<string> paths) =>
    [
        .. OtherUser.Run(user, "/bin/sh", ["-c", Script, "sh", .. paths]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (line[..3], line[4..])),
    ];
}
