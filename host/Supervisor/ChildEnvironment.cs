using System.Diagnostics;
using System.Runtime.InteropServices;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;

namespace Strategies.Supervisor;

/// <summary>
/// The environment that a process of a cell is started with: what is on a short list, and what the supervisor sets. Whatever
/// else somebody's shell has (settings of the runtime, startup hooks, libraries to load first, tokens) ends here.
/// </summary>
internal static class ChildEnvironment
{
    /// <summary>
    /// Where programs are found, where temporary files and a user's own lie, the time zone, the language of the system's
    /// messages. None of them makes a program load code.
    /// </summary>
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "TZ", "LANG"];

    /// <summary>Gives a start its environment; what it had is gone.</summary>
    /// <param name="start">The start.</param>
    /// <param name="role">What is started.</param>
    /// <param name="setup">The cell.</param>
    internal static void Set(ProcessStartInfo start, ProcessRole role, CellSetup setup)
    {
        start.Environment.Clear();
        foreach (string name in Inherited)
        {
            // Another user's home is not where a process looks for its own.
            bool isOthers = name == "HOME" && UserStart.Words(setup, role).Count > 0;
            if (!isOthers && Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        if (RuntimeRoot() is { } root)
        {
            start.Environment["DOTNET_ROOT"] = root;
        }

        foreach ((string name, string value) in RoleEnvironment.Of(role, setup))
        {
            start.Environment[name] = value;
        }
    }

    /// <summary>
    /// Where this process's own runtime lies, <c>ROOT/shared/Microsoft.NETCore.App/VERSION</c>: children run on the same,
    /// whatever the environment says. Null for a runtime that lies otherwise.
    /// </summary>
    private static string? RuntimeRoot()
    {
        DirectoryInfo? shared = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory()).Parent?.Parent;
        return shared is { Name: "shared", Parent: { } root } ? root.FullName : null;
    }
}
