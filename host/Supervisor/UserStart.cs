using System.Globalization;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;

namespace Strategies.Supervisor;

/// <summary>The words by which root starts a process as another user: <c>setpriv</c>, which every Debian has.</summary>
internal static class UserStart
{
    private const int LockMemory = 14;
    private const int RaisePriority = 23;

    /// <summary>The words in front of the program; none where the process runs as who starts it.</summary>
    /// <param name="setup">The cell.</param>
    /// <param name="role">The process.</param>
    internal static IReadOnlyList<string> Words(CellSetup setup, ProcessRole role)
    {
        if (setup.Users is not { } users || role == ProcessRole.Supervisor)
        {
            return [];
        }

        CellUser user = users[role];
        string kept = string.Join(',', Kept(role));
        return
        [
            "setpriv",
            "--reuid", user.Id.ToString(CultureInfo.InvariantCulture),
            "--regid", user.Group.ToString(CultureInfo.InvariantCulture),
            "--clear-groups",
            "--no-new-privs",
            .. kept.Length > 0 ? (string[])["--inh-caps", kept, "--ambient-caps", kept] : [],
        ];
    }

    /// <summary>What a process keeps of root's rights: what trades goes first, and the core's memory stays in memory.</summary>
    private static IEnumerable<string> Kept(ProcessRole role)
    {
        if (ProcessPriority.NiceOf(role == ProcessRole.NextCore ? ProcessRole.Core : role) < 0
            && ProcessPriority.HasCapability(RaisePriority))
        {
            yield return "+sys_nice";
        }

        if (role is ProcessRole.Core or ProcessRole.NextCore && ProcessPriority.HasCapability(LockMemory))
        {
            yield return "+ipc_lock";
        }
    }
}
