namespace Strategies.Tidy.Tests;

/// <summary>
/// The house in order: each project, and the projects that it may refer to, all of them above it. Strategies and samples
/// refer to the SDK alone and stand in no row.
/// </summary>
internal static class ProjectTable
{
    private const string Processes = "host/Core host/Follower host/Archiver host/Supervisor host/Gateways host/Edge";

    /// <summary>A project and those that it may refer to.</summary>
    internal static (string Folder, string[] May)[] Rows { get; } =
    [
        .. new (string Folder, string May)[]
        {
            ("sdk/Sdk", ""),
            ("risk", "sdk/Sdk"),
            ("host/Records", "sdk/Sdk risk"),
            ("host/MarketData", "host/Records"),
            ("host/Ipc", ""),
            ("host/Journal", "host/Records"),
            ("host/Feeds", "host/MarketData"),
            ("host/Venues", "host/MarketData"),
            ("host/Plugins", "host/Records host/Journal"),
            ("host/Engine", "host/MarketData risk"),
            ("host/Plans", "host/Journal host/Feeds host/Venues"),
            ("host/Projection", "host/Records host/Journal"),
            ("host/Cell", "host/Plans host/Ipc"),
            ("host/Driver", "host/Engine host/Journal host/Venues host/Ipc"),
            ("host/Session", "host/Driver host/Plans host/Plugins"),
            ("host/Auditing", "host/Session host/Cell"),
            ("host/Core", "host/Session host/Cell"),
            ("host/Follower", "host/Session host/Cell"),
            ("host/Archiver", "host/Cell host/Journal"),
            ("host/Supervisor", "host/Cell host/Journal"),
            ("host/Gateways", "host/Cell host/Plans"),
            ("host/Edge", "host/Cell host/Projection host/Plugins"),
            ("sdk/Backtest", "host/Session"),
            ("host/Bench", "host/Core host/Session"),
            ("host/Program", Processes),
            ("host/Cli", "sdk/Backtest host/Bench host/Auditing host/Program"),
            ("sdk/Templates", ""),
        }.Select(row => (row.Folder, row.May.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
    ];

    /// <summary>Projects that must not be reached in any way, and why.</summary>
    internal static (string Folder, string[] Never, string Why)[] Barred { get; } =
    [
        .. new (string Folder, string Never, string Why)[]
        {
            ("host/Edge", "host/Engine host/Driver host/Session", "no strategy and no engine runs where the tokens are"),
            ("host/Plugins", "host/Engine host/Driver", "a package is checked and loaded without an engine"),
            ("host/Projection", "host/Engine host/Driver", "read models come from records alone"),
            ("host/Plans", "host/Engine host/Driver host/Plugins", "plan and set-up are data"),
            ("host/Cell", "host/Engine host/Driver host/Plugins", "what processes agree on is data"),
            ("host/Gateways", "host/Engine host/Driver host/Plugins", "a session owner outlives the engine"),
            ("host/Archiver", "host/Engine host/Driver host/Plugins", "it copies segments"),
            ("host/Supervisor", "host/Engine host/Driver host/Plugins", "it starts processes and is none of them"),
            ("host/Engine", "host/Journal host/Ipc host/Feeds host/Venues", "the engine reads no file, ring or socket"),
            ("host/MarketData", "host/Journal host/Ipc", "a decoder reads bytes"),
        }.Select(row => (row.Folder, row.Never.Split(' '), row.Why)),
        .. Processes.Split(' ').Select(one => (
            one, Processes.Split(' ').Where(other => other != one).ToArray(), "processes never refer to each other")),
    ];

    /// <summary>The graph as text: a project a line, in the order of the table, and what it refers to.</summary>
    internal static string Text()
    {
        int width = Rows.Max(row => row.Folder.Length) + 1;
        return string.Join('\n', Rows.Where(row => Project.All.ContainsKey(row.Folder)).Select(row =>
        {
            string references = string.Join(' ', row.May.Where(Project.All[row.Folder].References.Contains));
            return references.Length == 0 ? row.Folder : $"{row.Folder.PadRight(width)}-> {references}";
        }));
    }
}
