using Strategies.Cell;
using Strategies.Cell.Access;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Ipc;
using Strategies.Ipc.Memory;

namespace Strategies.Supervisor;

/// <summary>
/// Gives the folders of a cell whose processes have users of their own to exactly those who use them. Anew at every start of a
/// supervisor, so that what somebody has changed by hand, or moved away, is as the table has it.
/// </summary>
public static class CellFolders
{
    /// <summary>Refuses a cell with users to anybody but root.</summary>
    /// <param name="setup">The cell.</param>
    /// <exception cref="CellException">It has users, and this process is not root's.</exception>
    public static void RequireRoot(CellSetup setup)
    {
        if (setup.Users is not null && !Environment.IsPrivilegedProcess)
        {
            throw new CellException(
                setup.File,
                "its processes run as users of their own, and only root can start those",
                "sudo strat up; or leave out every 'user'");
        }
    }

    /// <summary>Sets who may use them; nothing where the cell is one user's.</summary>
    /// <param name="setup">The cell; its folders are there.</param>
    /// <exception cref="CellException">A folder cannot be given, or its file system has no access control lists.</exception>
    public static void Share(CellSetup setup)
    {
        if (setup.Users is not { } users)
        {
            return;
        }

        RequireRoot(setup);
        try
        {
            foreach (FolderRow row in CellAccess.Folders(setup))
            {
                Share(users, row);
            }

            File.AppendAllText(setup.Paths.Incidents, "");
            FileAccessRule incidents = CellAccess.RuleOf(users, CellAccess.Incidents);
            AccessList.Set(setup.Paths.Incidents, AccessRights.Read | AccessRights.Write, incidents.Grants);
        }
        catch (IpcException exception)
        {
            throw new CellException(
                exception.File, exception.What, "a cell with users needs file systems with POSIX access control lists");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CellException(setup.Paths.Folder, $"cannot be shared: {exception.Message}", "look who may use it");
        }
    }

    private static void Share(CellUsers users, FolderRow row)
    {
        const AccessRights Everything = AccessRights.Read | AccessRights.Write | AccessRights.Enter;
        CellUser owner = users[row.Owner];
        AccessList.Give(row.Path, owner.Id, owner.Group);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                row.Path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | (row.IsSticky ? UnixFileMode.StickyBit : UnixFileMode.None));
        }

        AccessList.Set(row.Path, Everything, CellAccess.GrantsOf(users, row.Owner, row.Rights));
        AccessList.SetInherited(row.Path, Everything, CellAccess.GrantsOf(users, ProcessRole.Supervisor, row.Inherited));
        foreach (string file in row.Owner == ProcessRole.Supervisor ? [] : Directory.EnumerateFiles(row.Path))
        {
            AccessList.Give(file, owner.Id, owner.Group);
        }
    }
}
