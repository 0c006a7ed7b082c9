using Strategies.Ipc.Memory;

namespace Strategies.Cell.Config;

/// <summary>
/// Where a cell's things lie. In memory: regions and the journal's segments. On disk: the journal's archive with
/// packages and snapshots, logs, and what processes tell each other about their end.
/// </summary>
public sealed class CellPaths
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string[] _made;

    /// <summary>The paths of a cell.</summary>
    /// <param name="config">Its configuration, paths absolute.</param>
    /// <param name="cell">Its number.</param>
    public CellPaths(CellConfig config, int cell)
    {
        Folder = config.Folder;
        // Processes of several users need a folder whose rights say who may do what in it.
        bool hasUsers = CellUsers.AreNamed(config);
        Memory = hasUsers ? Path.Combine(config.Memory, RegionLocation.PrefixOf(cell).TrimEnd('-')) : config.Memory;
        _made = hasUsers ? [Memory, Folder, Path.GetDirectoryName(config.Edge.Tokens)!] : [];
        Journal = Path.Combine(Memory, $"{RegionLocation.PrefixOf(cell)}journal");
        Archive = Path.Combine(config.Folder, "journal");
        Store = Path.Combine(Archive, "store");
        Snapshots = Path.Combine(Archive, "snapshot");
        Logs = Path.Combine(config.Folder, "log");
        Run = Path.Combine(config.Folder, "run");
    }

    /// <summary>Folder of the regions, in memory; the cell's own where its processes have users.</summary>
    public string Memory { get; }

    /// <summary>The cell's folder on disk.</summary>
    public string Folder { get; }

    /// <summary>
    /// The journal that the core writes and everybody reads: segments in memory; full ones that are archived are links
    /// to the archive; <c>store</c> and <c>snapshot</c> are links to those of the archive.
    /// </summary>
    public string Journal { get; }

    /// <summary>The journal on disk.</summary>
    public string Archive { get; }

    /// <summary>Packages and configurations by hash, on disk.</summary>
    public string Store { get; }

    /// <summary>Snapshots, on disk.</summary>
    public string Snapshots { get; }

    /// <summary>One log a process.</summary>
    public string Logs { get; }

    /// <summary>What processes say of themselves for others to read after their end.</summary>
    public string Run { get; }

    /// <summary>The log of a process.</summary>
    /// <param name="process">The process.</param>
    public string LogOf(Processes.CellProcess process) => Path.Combine(Logs, $"{process.Name}.log");

    /// <summary>What the core measured of its session, written when it ends: see <see cref="Processes.CoreReport"/>.</summary>
    public string CoreReport => Path.Combine(Run, "core.json");

    /// <summary>Where strategies' Saves did not come back to the follower.</summary>
    public string Unsaved => Path.Combine(Run, "unsaved.jsonl");

    /// <summary>Versions whose Save forgets something: see <see cref="Incidents.ForgetfulFile"/>.</summary>
    public string Forgetful => Path.Combine(Run, "forgetful.jsonl");

    /// <summary>What happened to its processes: see <see cref="Incidents.IncidentFile"/>.</summary>
    public string Incidents => Path.Combine(Run, "incidents.jsonl");

    /// <summary>The rights of the cell's folder on disk when others than its user have any; empty when they have none.</summary>
    public string OpenFolder()
    {
        UnixFileMode mode = OperatingSystem.IsWindows() ? Private : File.GetUnixFileMode(Folder);
        return (mode & ~Private) == UnixFileMode.None ? "" : $"mode {Convert.ToString((int)mode, 8)}";
    }

    /// <summary>Makes the folders that are not there, for their owner alone.</summary>
    /// <exception cref="CellException">They cannot be made.</exception>
    public void CreateFolders()
    {
        foreach (string folder in (ReadOnlySpan<string>)[.. _made, Folder, Archive, Store, Snapshots, Logs, Run])
        {
            try
            {
                if (OperatingSystem.IsWindows())
                {
                    Directory.CreateDirectory(folder);
                }
                else
                {
                    Directory.CreateDirectory(folder, Private);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CellException(
                    folder, $"the folder cannot be made: {exception.Message}", "give a folder that may be written");
            }
        }
    }
}
