namespace Strategies.Cell.Processes;

/// <summary>What the processes are called: in regions, logs and on the command line.</summary>
public static class ProcessRoles
{
    private static readonly string[] Names =
        ["supervisor", "core", "core-next", "venue", "archiver", "follower", "edge"];

    /// <summary>All of them, in the order of their numbers.</summary>
    public static IReadOnlyList<ProcessRole> All { get; } = Enum.GetValues<ProcessRole>();

    /// <summary>Name of a process.</summary>
    /// <param name="role">The process.</param>
    public static string NameOf(ProcessRole role) => Names[(int)role];

    /// <summary>The process of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">The process.</param>
    /// <returns>False when there is none of that name.</returns>
    public static bool TryParse(string name, out ProcessRole role)
    {
        int index = Array.IndexOf(Names, name);
        role = (ProcessRole)Math.Max(0, index);
        return index >= 0;
    }
}
