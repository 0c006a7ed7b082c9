namespace Strategies.Cell.Tokens;

/// <summary>Names of roles, and which role may do another's work.</summary>
public static class EdgeRoles
{
    /// <summary>All roles.</summary>
    public static IReadOnlyList<EdgeRole> All { get; } = Enum.GetValues<EdgeRole>();

    /// <summary>A role's name in files, messages and on the command line.</summary>
    /// <param name="role">The role.</param>
    public static string NameOf(EdgeRole role) => role.ToString().ToLowerInvariant();

    /// <summary>The role of a name.</summary>
    /// <param name="name">Its name, in lower case.</param>
    /// <param name="role">The role.</param>
    /// <returns>False when there is none of that name.</returns>
    public static bool TryParse(string name, out EdgeRole role)
    {
        foreach (EdgeRole candidate in All)
        {
            if (NameOf(candidate) == name)
            {
                role = candidate;
                return true;
            }
        }

        role = EdgeRole.Viewer;
        return false;
    }

    /// <summary>Whether a holder of one role may do what needs another.</summary>
    /// <param name="held">The role that is held.</param>
    /// <param name="needed">The role that is needed.</param>
    public static bool May(EdgeRole held, EdgeRole needed) =>
        held == needed || held == EdgeRole.Admin || needed == EdgeRole.Viewer;
}
