using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Strategies.Ipc.Memory;

/// <summary>
/// Writes POSIX access control lists, which Linux keeps as an extended attribute of a file: by them a file is some users' and
/// nobody else's, without a group for each pair. Never on a hot thread.
/// </summary>
public static partial class AccessList
{
    private const string Own = "system.posix_acl_access";
    private const string Inherited = "system.posix_acl_default";
    private const uint Version = 2;
    private const uint Nobody = uint.MaxValue;
    private const int HeaderBytes = 4;
    private const int EntryBytes = 8;

    private const ushort OwnerTag = 1;
    private const ushort UserTag = 2;
    private const ushort GroupTag = 4;
    private const ushort MaskTag = 16;
    private const ushort OthersTag = 32;

    /// <summary>Sets who may use a file or folder besides its owner.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="owner">What its owner may do.</param>
    /// <param name="grants">What others may do; each user once.</param>
    /// <exception cref="IpcException">The file system has no such lists, or it is not this user's.</exception>
    public static void Set(string path, AccessRights owner, IReadOnlyList<AccessGrant> grants) =>
        Set(path, Own, Encode(owner, grants));

    /// <summary>Sets who may use what is made in a folder from now on, besides the one who makes it.</summary>
    /// <inheritdoc cref="Set(string, AccessRights, IReadOnlyList{AccessGrant})"/>
    public static void SetInherited(string path, AccessRights owner, IReadOnlyList<AccessGrant> grants) =>
        Set(path, Inherited, Encode(owner, grants));

    /// <summary>Gives a file or folder to a user. Root only.</summary>
    /// <param name="path">It; a link is not followed.</param>
    /// <param name="user">Number of the user.</param>
    /// <param name="group">Number of the group.</param>
    /// <exception cref="IpcException">It cannot be given.</exception>
    public static void Give(string path, uint user, uint group)
    {
        if (ChangeOwner(path, user, group) != 0)
        {
            throw RegionFaults.FromErrorNumber(path, Marshal.GetLastPInvokeError(), $"give it to user {user}", 0);
        }
    }

    /// <summary>Gives a file that root has made to the user whose folder it lies in; by anybody else it is left as it is.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="IpcException">It cannot be given.</exception>
    public static void GiveToOwnerOf(string folder, string file)
    {
        if (MemorySystemCalls.UserId() != 0)
        {
            return;
        }

        int result = MemorySystemCalls.Stat(folder, out FileStatus status);
        if (result < 0)
        {
            throw RegionFaults.FromErrorNumber(folder, -result, "look whose it is", 0);
        }

        if (status.UserId != 0)
        {
            Give(file, status.UserId, status.GroupId);
        }
    }

    /// <summary>Sets who may use an open file. 0 or the negated error number.</summary>
    internal static int Set(int descriptor, AccessRights owner, IReadOnlyList<AccessGrant> grants)
    {
        byte[] list = Encode(owner, grants);
        return SetAttribute(descriptor, Own, list, (nuint)list.Length, 0) == 0 ? 0 : -Marshal.GetLastPInvokeError();
    }

    private static void Set(string path, string attribute, byte[] list)
    {
        if (SetAttribute(path, attribute, list, (nuint)list.Length, 0) != 0)
        {
            throw RegionFaults.FromErrorNumber(path, Marshal.GetLastPInvokeError(), "set who may use it", 0);
        }
    }

    /// <summary>
    /// The attribute: a version, then entries of a tag, rights and a user's number, in the order of tags. The mask is all that
    /// users besides the owner may do at most.
    /// </summary>
    private static byte[] Encode(AccessRights owner, IReadOnlyList<AccessGrant> grants)
    {
        AccessRights mask = grants.Aggregate(AccessRights.None, (all, grant) => all | grant.Rights);
        (ushort Tag, AccessRights Rights, uint User)[] entries =
        [
            (OwnerTag, owner, Nobody),
            .. grants.OrderBy(grant => grant.User).Select(grant => (UserTag, grant.Rights, grant.User)),
            (GroupTag, AccessRights.None, Nobody),
            (MaskTag, mask, Nobody),
            (OthersTag, AccessRights.None, Nobody),
        ];
        byte[] bytes = new byte[HeaderBytes + (entries.Length * EntryBytes)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Version);
        for (int index = 0; index < entries.Length; index++)
        {
            Span<byte> entry = bytes.AsSpan(HeaderBytes + (index * EntryBytes), EntryBytes);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, entries[index].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], (ushort)entries[index].Rights);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], entries[index].User);
        }

        return bytes;
    }

    [LibraryImport("libc", EntryPoint = "setxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetAttribute(string path, string name, byte[] value, nuint bytes, int flags);

    [LibraryImport("libc", EntryPoint = "fsetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetAttribute(int descriptor, string name, byte[] value, nuint bytes, int flags);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}
