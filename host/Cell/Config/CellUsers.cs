using Strategies.Cell.Processes;
using Strategies.Risk.Files;

namespace Strategies.Cell.Config;

/// <summary>The users that a cell's processes run as; the supervisor is root's.</summary>
public sealed class CellUsers
{
    private static readonly (string Section, ProcessRole Role)[] Sections =
    [
        ("core", ProcessRole.Core), ("venue", ProcessRole.Venue), ("archiver", ProcessRole.Archiver),
        ("follower", ProcessRole.Follower), ("edge", ProcessRole.Edge),
    ];

    private readonly Dictionary<ProcessRole, CellUser> _users;

    private CellUsers(Dictionary<ProcessRole, CellUser> users) => _users = users;

    /// <summary>The user of a process.</summary>
    /// <param name="role">The process.</param>
    public CellUser this[ProcessRole role] =>
        _users.GetValueOrDefault(role == ProcessRole.NextCore ? ProcessRole.Core : role);

    /// <summary>True when a configuration names users.</summary>
    /// <param name="config">The configuration.</param>
    internal static bool AreNamed(CellConfig config) =>
        config.Core.User.Length + config.Venue.User.Length + config.Archiver.User.Length + config.Follower.User.Length
        + config.Edge.User.Length > 0;

    /// <summary>Holds the users of a configuration against the machine.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="root">Its text, for messages.</param>
    /// <exception cref="ConfigException">Some processes have a user and others none, or there is none of a name.</exception>
    internal static void Check(CellConfig config, ConfigNode root)
    {
        foreach ((string section, ProcessRole role) in AreNamed(config) ? Sections : [])
        {
            string text = TextOf(config, role);
            if (text.Length == 0)
            {
                throw root.At(section).Error(
                    $"'{section}' has no user, and other processes have one", "name a user for each of the five, or for none");
            }

            if (!UserAccounts.TryFind(text, out _))
            {
                throw root.At($"{section}.user").Error(
                    $"there is no user '{text}' that a process could run as",
                    $"make one (useradd --system {text}), or write a number; root is none");
            }
        }
    }

    /// <summary>The users of a configuration that has been checked; null when it names none.</summary>
    /// <param name="config">The configuration.</param>
    internal static CellUsers? Of(CellConfig config)
    {
        if (!AreNamed(config))
        {
            return null;
        }

        Dictionary<ProcessRole, CellUser> users = [];
        foreach ((_, ProcessRole role) in Sections)
        {
            _ = UserAccounts.TryFind(TextOf(config, role), out CellUser user);
            users[role] = user;
        }

        return new CellUsers(users);
    }

    private static string TextOf(CellConfig config, ProcessRole role) => role switch
    {
        ProcessRole.Core => config.Core.User,
        ProcessRole.Venue => config.Venue.User,
        ProcessRole.Archiver => config.Archiver.User,
        ProcessRole.Follower => config.Follower.User,
        _ => config.Edge.User,
    };
}
