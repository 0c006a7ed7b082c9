using System.Runtime.InteropServices;

namespace Strategies.Ipc.Memory;

/// <summary>The faults of regions in words.</summary>
internal static class RegionFaults
{
    private const int NotAllowed = 1;
    private const int NoAccess = 13;
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceeded = 122;
    private const int NoMemory = 12;

    /// <summary>The failure of a system call.</summary>
    /// <param name="file">The file or folder.</param>
    /// <param name="error">The value of errno.</param>
    /// <param name="doing">What was being done, as in "cannot ...".</param>
    /// <param name="bytes">Room that was asked for.</param>
    internal static IpcException FromErrorNumber(string file, int error, string doing, long bytes) => error switch
    {
        NoSpace or QuotaExceeded or NoMemory => new(
            IpcFault.NoSpace,
            $"there is no room for {bytes} bytes of shared memory",
            "remove stale regions, mount the file system larger (mount -o remount,size=...), or ask for less",
            file),
        NotAllowed or NoAccess or ReadOnlyFileSystem => NotPermitted(file, $"cannot {doing}: access is denied"),
        MemorySystemCalls.NotFound => Missing(file, $"cannot {doing}: there is no such file or folder"),
        MemorySystemCalls.TooManyLinks => NotARegion(file, "the file is a symbolic link"),
        MemorySystemCalls.IsFolder => NotARegion(file, "it is a folder"),
        MemorySystemCalls.NotSupported => new(
            IpcFault.FileError, $"cannot {doing}: the file system has no nameless files", "use a tmpfs", file),
        _ => new(
            IpcFault.FileError,
            $"cannot {doing}: {Marshal.GetPInvokeErrorMessage(error)} (error {error})",
            "check the folder and its file system",
            file),
    };

    internal static IpcException Missing(string file, string what) => new(
        IpcFault.RegionMissing, what, "start the process that owns it first, and check cell, name and folder", file);

    internal static IpcException NotPermitted(string file, string what) => new(
        IpcFault.NotPermitted,
        what,
        $"regions are their user's alone (mode 0600): run all processes of a cell as one user, or name a user "
        + $"for each in its configuration; this one is "
        + $"'{Environment.UserName}'",
        file);

    internal static IpcException NotARegion(string file, string what) => new(
        IpcFault.NotARegion, what, "choose another folder or name, or remove the file when nobody needs it", file);

    internal static IpcException Truncated(string file, ulong bytes, ulong expected) => new(
        IpcFault.Truncated,
        $"the file has {bytes} bytes where {expected} belong",
        "something cut it: stop the cell's processes, remove the file, and start its owner, which makes it anew",
        file);

    internal static IpcException WrongSize(string file, string found, string expected) => new(
        IpcFault.WrongSize,
        $"the region has {found}, not {expected}",
        "configure both ends alike; to change it, stop both ends and let the owner replace the region",
        file);

    internal static IpcException Version(string file, uint found) => new(
        IpcFault.LayoutVersion,
        $"the region has layout version {found}; this build knows version {RegionHeader.CurrentLayoutVersion}",
        "run the same build on both ends, or let the owner replace the region when both are stopped",
        file);

    internal static IpcException WrongCell(string file, uint found, int expected) => new(
        IpcFault.WrongCell,
        $"the region belongs to cell {found}, not to cell {expected}",
        "files of cells are not renamed or copied: remove it and let its owner make it anew",
        file);

    internal static IpcException WrongName(string file, string found, string expected) => new(
        IpcFault.WrongName,
        $"the region was made as '{found}', not as '{expected}'",
        "regions are not renamed or copied: remove it and let its owner make it anew",
        file);

    internal static IpcException WrongKind(string file, uint found, RegionKind expected) => new(
        IpcFault.WrongKind,
        $"the region is of kind {Name((RegionKind)found)}, not {Name(expected)}",
        "check the name: another part of the cell uses it",
        file);

    internal static IpcException Owned(string file, ProcessIdentity owner) => new(
        IpcFault.Owned,
        $"the region is owned by {owner}, which is alive",
        $"a cell has one owner of each region: end process {owner.Pid}, wait for it, or use another cell",
        file);

    internal static IpcException Stale(string file, ProcessIdentity owner, bool isOfThisBoot)
    {
        string from = isOfThisBoot ? "" : " before the host's last start";
        string by = owner.IsNobody ? "an owner that let it go" : $"process {owner.Pid}, which has ended";
        string adopt = isOfThisBoot
            ? "adopt it to go on where it stood, or replace it to begin anew"
            : "replace it to begin anew; it cannot be adopted, as memory does not survive a start of the host whole";
        return new IpcException(IpcFault.Stale, $"the region was left{from} by {by}", adopt, file);
    }

    internal static IpcException Attached(string file, string role, ProcessIdentity peer) => new(
        IpcFault.Attached,
        $"the region cannot be replaced: its {role}, {peer}, is attached and would hear nothing of the new one",
        $"adopt the region, or end process {peer.Pid} first",
        file);

    internal static IpcException RoleTaken(string file, string role, ProcessIdentity holder) => new(
        IpcFault.RoleTaken,
        $"the ring has a {role} already: {holder}, which is alive",
        $"a ring has one {role}: end process {holder.Pid} or let it close its end first",
        file);

    internal static IpcException NotWritable(string file, string doing) => new(
        IpcFault.NotWritable, $"cannot {doing}: the region is open for reading only", "open it for writing", file);

    private static string Name(RegionKind kind) =>
        Enum.IsDefined(kind) ? kind.ToString().ToLowerInvariant() : $"{(uint)kind} (unknown)";
}
